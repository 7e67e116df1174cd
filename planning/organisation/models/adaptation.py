"""What an organisation has of role content of its own."""

from django.conf import settings
from django.db import models


class Adaptation(models.Model):
    """What an organisation has otherwise than the site in one record of role content.

    `table` and `key` name the record (see `roles.documents.cells.Ref`), `unit` what it is edited with. `values` are the
    fields that differ, or all of a record of the organisation's own; `base` what the site said of them then (None: it
    had no such record). `gone`: the organisation has taken the record out. All else follows the site.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="adaptations")
    unit = models.CharField(max_length=200)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    values = models.JSONField(default=dict, blank=True)
    base = models.JSONField(null=True, blank=True)
    gone = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "table", "key"], name="one_adaptation_per_record")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
