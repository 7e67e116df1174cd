"""Interviews: the plan for a position, the candidates who go through it, and what each interviewer makes of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class KitStep(models.Model):
    """A step of the interview plan of a position, whose key is `position`. `competencies` are anchors in its role."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    position = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField(default=45)
    lead = models.CharField("led by", max_length=120, blank=True)
    purpose = models.CharField("purpose", max_length=400, blank=True)
    competencies = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["organisation", "position"], name="steps_of_seat")]

    def __str__(self) -> str:
        return self.name


class Candidate(models.Model):
    """Somebody who may take a position. What is kept of them after they are erased is dates and steps, for the figures.

    `opened_on` is when its requisition was opened for hiring, as far as known; `decided_in` the step in the
    organisation that the decision came with: where that is undone or done again, so is the decision. `reason` is why
    they were hired despite what their scorecards held against it, as `reason_by` said then.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "In progress"
        HIRED = "hired", "Hired"
        DECLINED = "declined", "Declined our offer"
        REJECTED = "rejected", "Not chosen"
        WITHDREW = "withdrew", "Withdrew"

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="candidates")
    position = models.CharField(max_length=120)
    name = models.CharField(max_length=120, blank=True)
    step = models.ForeignKey(KitStep, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    added_on = models.DateField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_in = models.ForeignKey("planning.Batch", models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, max_length=2000)
    reason_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason_at = models.DateTimeField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-added_on", "-id"]
        indexes = [models.Index(fields=["organisation", "position"], name="candidates_of_seat")]

    def __str__(self) -> str:
        return self.name or "Erased"


class CandidateStep(models.Model):
    """A step that a candidate reached, and when; by name, since the plan may change."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="reached")
    name = models.CharField(max_length=80)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Scorecard(models.Model):
    """What one interviewer makes of one candidate in one step. Once it is in, it is not changed.

    `marks` holds by competency (an anchor) a rating from 1 to 4, 0 for not asked, and a note.
    """

    class Recommendation(models.IntegerChoices):
        STRONG_NO = 1, "Strong no"
        NO = 2, "No"
        UNDECIDED = 3, "Undecided"
        YES = 4, "Yes"
        STRONG_YES = 5, "Strong yes"

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="scorecards")
    step = models.ForeignKey(KitStep, models.PROTECT, related_name="scorecards")
    interviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    marks = models.JSONField(default=dict, blank=True)
    recommendation = models.PositiveSmallIntegerField(choices=Recommendation.choices, null=True, blank=True)
    summary = models.TextField(blank=True, max_length=4000)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["step__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "step", "interviewer"],
                name="one_scorecard_an_interview",
                violation_error_message="This member is already an interviewer in this step.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.interviewer} on {self.candidate}, {self.step}"


class CandidateRules(models.Model):
    """How long an organisation keeps what it knows of candidates, counted from when their case was decided."""

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="candidate_rules")
    months = models.PositiveSmallIntegerField("months after the decision", default=6)

    def __str__(self) -> str:
        return f"Candidates of {self.organisation}"
