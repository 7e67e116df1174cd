"""How long an organisation keeps what names people."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from portal.models import Organisation


class RetentionRules(models.Model):
    """What admins decide; how long candidates are kept is `CandidateRules`. `leavers`: people are erased so many years
    after their last day; None: they are not. `remembers`: whether a file that brings somebody erased is told apart."""

    INVITATIONS: ClassVar = 90

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="retention_rules")
    leavers = models.PositiveSmallIntegerField(
        "years after the last day", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    notices = models.PositiveSmallIntegerField(
        "days for notifications", default=180, validators=[MinValueValidator(7), MaxValueValidator(3650)]
    )
    invitations = models.PositiveSmallIntegerField(
        "days for invitations", default=INVITATIONS, validators=[MinValueValidator(1), MaxValueValidator(3650)]
    )
    remembers = models.BooleanField("tell when a file brings someone who was erased", default=True)

    def __str__(self) -> str:
        return f"How long {self.organisation} keeps things"


def rules_of(organisation: Organisation) -> RetentionRules:
    """The organisation's own, else as they are unless somebody says otherwise."""
    found = RetentionRules.objects.filter(organisation=organisation).first()
    return found or RetentionRules(organisation=organisation)
