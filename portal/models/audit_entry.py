"""The table of the audit log."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One thing that happened: `actor` did it, `about` is the account that it happened to, `details` says the rest."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    kind = models.CharField(max_length=40)
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, null=True, related_name="audit_entries")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    request = models.CharField("request id", max_length=64, blank=True)
    address = models.GenericIPAddressField(null=True)
    details: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = "entry", "audit log"
        indexes = [models.Index(fields=["organisation", "-id"], name="audit_of_organisation")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
