"""Plans, who shares in them, and their steps."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date

from django.conf import settings
from django.db import models


class Plan(models.Model):
    """A named list of dated changes on top of the current organisation. Private until it is shared.

    `version` grows by one with every edit; whoever looks at the plan compares it. `ground` is the
    organisation's version when the plan last looked at it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEW = "review", "In review"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent-back", "Changes requested"
        REJECTED = "rejected", "Rejected"
        APPLIED = "applied", "Applied"
        REVERTED = "reverted", "Reverted"
        ARCHIVED = "archived", "Archived"

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="plans")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True, max_length=4000)
    target = models.DateField("target date", help_text="New changes get this date unless you choose another.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    ground = models.PositiveBigIntegerField(default=0, editable=False)
    batch = models.ForeignKey("planning.Batch", models.SET_NULL, null=True, blank=True, related_name="plans")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="plan_slug_once",
                violation_error_message="A plan with this name already exists. Choose another name.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def day_shown(self, today: date) -> date:
        """The day it is looked at on unless somebody chooses one: its own, or today once that has passed."""
        return max(self.target, today)

    # The ids of the changes that are looked at; None: all. See `part`.
    only: frozenset[str] | None = None

    def part(self, ids: Iterable[str]) -> Plan:
        """The plan as if these of its changes were all that it holds: to look at, never to save."""
        part = copy(self)
        part.only = frozenset(ids)
        return part

    @property
    def place(self) -> tuple[int, int, frozenset[str] | None]:
        """What tells one state of a plan's changes from every other: the key under which caches keep it."""
        return self.pk, self.version, self.only

    @property
    def is_open(self) -> bool:
        """Whether it can be edited: drafts, and what an approver sent back."""
        return self.state in (self.State.DRAFT, self.State.SENT_BACK)


class Share(models.Model):
    """A member who may see a plan, and whether they may edit it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    may_edit = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "user"], name="one_share_per_member")]

    def __str__(self) -> str:
        return f"{self.plan} with {self.user}"


class Step(models.Model):
    """One undoable thing that somebody did in a plan. `moves` are those of `planning.core.changes.plan_steps`."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)
    moves = models.JSONField(default=list)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="step_number_once")]

    def __str__(self) -> str:
        return self.title
