"""The job brief of a position, as it is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models

HERE = models.Q(plan=None)


class JobBrief(models.Model):
    """What the next holder of a position is for. `position` is its key; `plan` is where it is planned, None for one of
    the current organisation.

    `texts` holds what it says, by section; `given` what role content and the organisation gave when each text was last
    taken from them; `content` is the version of the role content that was. `facts` are kept from when it was issued.

    `writers` have written in it since someone else last reviewed it, `written_by` the last of them. `own_review`: one
    of them reviewed it, for want of anyone else. `briefs/reviewing.py` says who may, and how long a review holds.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEWED = "reviewed", "Reviewed"
        ISSUED = "issued", "Issued"

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="briefs")
    plan = models.ForeignKey("planning.Plan", models.CASCADE, null=True, blank=True, related_name="briefs")
    position = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    facts = models.JSONField(default=list, blank=True)
    shows_salary = models.BooleanField(
        "shows the salary range", default=False, help_text="Only readers with access to cost see it in the brief."
    )
    content = models.ForeignKey("roles.ContentVersion", models.PROTECT, null=True, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    own_review = models.BooleanField("reviewed by one of its authors", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "position"], condition=HERE, name="one_brief_per_seat"),
            models.UniqueConstraint(fields=["plan", "position"], condition=~HERE, name="one_brief_per_planned_seat"),
        ]

    def __str__(self) -> str:
        return f"Brief of {self.position}"
