"""The setting of an organisation that says who may edit it live."""

from django.db import models


class LiveRules(models.Model):
    """Who may write into the live organisation. An organisation without a row has not been asked yet."""

    class Who(models.TextChoices):
        """From the widest to the narrowest."""

        PLANNERS = "planners", "Planners, approvers and admins"
        APPROVERS = "approvers", "Approvers and admins"
        ADMINS = "admins", "Admins only"
        NOBODY = "nobody", "No one: changes go through plans"

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="live_rules")
    who = models.CharField("who edits live", max_length=10, choices=Who.choices, default=Who.PLANNERS)

    def __str__(self) -> str:
        return str(self.get_who_display())
