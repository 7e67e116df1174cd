"""Answers that were worked out, for whoever asks the same again; and what a plan was made to answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

# The kinds of jobs of this feature.
ANSWER, CURVE = "close-gaps", "close-gaps-curve"


class GapAnswer(models.Model):
    """An answer to a question as the organisation, the plan and the role content stood: `digest` tells all of that,
    and whether it was worked out with cost. `answer` is the JSON of `answers.to_json`, packed: it is large where many
    products were open. `curve` is null until it has been worked out. `seconds` is what the answer took."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="gap_answers")
    plan = models.ForeignKey("planning.Plan", models.CASCADE, null=True, blank=True, related_name="gap_answers")
    digest = models.CharField(max_length=64)
    sees_cost = models.BooleanField()
    question: Any = models.JSONField()
    answer = models.BinaryField()
    curve: Any = models.JSONField(null=True)
    seconds = models.FloatField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "digest"], name="gap_answer_once")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.made_at}"


class KeptQuestion(models.Model):
    """What a plan answers, so that it can be asked again: the question as JSON, the plan `base` that it was asked in,
    and `figures` of the answer then. Both may hold cost."""

    plan = models.OneToOneField("planning.Plan", models.CASCADE, related_name="kept_question")
    base = models.ForeignKey("planning.Plan", models.SET_NULL, null=True, blank=True, related_name="+")
    question: Any = models.JSONField()
    figures: Any = models.JSONField()

    class Meta:
        verbose_name_plural = "questions that plans answer"

    def __str__(self) -> str:
        return f"What {self.plan} answers"
