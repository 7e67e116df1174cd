"""Published versions of the role content, and the edits of its draft."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models


def new_stamp() -> str:
    return uuid4().hex


class ContentVersion(models.Model):
    """The whole role content as it was published once. Rows are never changed or removed.

    `units` is the JSON of `roles.documents`, as a text because its order counts. `changed` names the units that differ
    from the version before. `stamp` tells versions apart for whoever holds one in memory: a random text, as a number
    could come round again after a rollback. `seed` is the digest of the files that it was made from, if it was; `files`
    what they said, where that is not what was published, as edits were kept."""

    # Under which name, and by which SQL, the guard brings the stamp in force with every organisation.
    STAMP = "role content"
    STAMP_SQL = "(SELECT stamp FROM roles_contentversion ORDER BY number DESC LIMIT 1)"

    number = models.PositiveIntegerField(unique=True)
    stamp = models.CharField(max_length=32, default=new_stamp, unique=True)
    units = models.TextField()
    changed = models.JSONField(default=list)
    note = models.CharField(max_length=500)
    seed = models.CharField(max_length=64, blank=True)
    files = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        default_permissions = ("view",)
        permissions = [
            ("publish_content", "Can publish role content"),
            ("see_organisations", "Can see what a change does in every organisation, by name"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @classmethod
    def current(cls) -> str:
        """The stamp of the version in force: one query. '' while there is no content at all."""
        return cls.objects.values_list("stamp", flat=True).first() or ""


class DraftEdit(models.Model):
    """A unit of the draft as somebody saved it; who edits from an older state is shown what changed since.

    `digest` is the digest of the unit's document, '' where it was removed. `rows` are its rows with their keys, as
    Django serialises them.
    """

    unit = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    rows = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["unit", "digest"], name="draft_edit_of_unit")]

    def __str__(self) -> str:
        return self.unit
