"""Who was erased, without who it was."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class ErasedPerson(models.Model):
    """Somebody whose name an organisation no longer keeps. `key` is that of the record that stays in their place;
    `marks` are keyed hashes of their e-mail addresses and ids, so that a file that brings them again is told apart
    (`remembered.py`); empty where the organisation does not want that."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="erased_people")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    marks: Any = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    erased_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="erased_number_once")]

    def __str__(self) -> str:
        return label(self.number)


def label(number: int) -> str:
    """What stands in place of a name."""
    return f"Erased person {number}"
