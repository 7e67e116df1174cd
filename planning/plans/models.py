"""What happens to a plan: comments, its way through review, and what approval asks for."""

from django.conf import settings
from django.db import models

from planning.organisation.models.plan import Plan


class Comment(models.Model):
    """Something said about a plan, or about the one change that `change` names."""

    plan = models.ForeignKey("planning.Plan", models.CASCADE, related_name="comments")
    change = models.CharField(max_length=30, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class PlanEvent(models.Model):
    """A step in a plan's life: who moved it to which state, when, and what they said."""

    plan = models.ForeignKey("planning.Plan", models.CASCADE, related_name="events")
    state = models.CharField(max_length=12)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True, max_length=4000)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.state}"

    @property
    def label(self) -> str:
        return str(Plan.State(self.state).label)


class PlanRules(models.Model):
    """What an organisation asks of a plan before it can be approved."""

    class Blocking(models.TextChoices):
        NONE = "none", "Nothing"
        CRITICAL = "critical", "No new critical finding"
        WARNING = "warning", "No new critical finding or warning"

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="plan_rules")
    gate = models.CharField("required for approval", max_length=10, choices=Blocking.choices, default=Blocking.CRITICAL)
    budget = models.BooleanField("plans must stay within budgets", default=False)
    own_approval = models.BooleanField("members can approve their own plans", default=False)

    def __str__(self) -> str:
        return f"Plans of {self.organisation}"
