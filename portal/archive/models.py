"""Archives that wait to be fetched or to be read, and people whom an archive named."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Archive(models.Model):
    """A file of a whole organisation, kept for a day for the one who asked: made of `organisation`, or, with
    `is_given`, given to make one of; then `organisation` is what came of it. `told`: what whoever asked should know."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, null=True, related_name="archives")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_given = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    told: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class ArchivePiece(models.Model):
    """A piece of the file, in the order of `number`."""

    archive = models.ForeignKey(Archive, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["archive", "number"], name="archive_piece_once")]

    def __str__(self) -> str:
        return f"{self.archive}, piece {self.number}"


class ArchivedPerson(models.Model):
    """Somebody whom an archive named. `user` stands for them as the author of what they did: nobody can sign in as it.

    `member` is the archive's row of their membership, None where they had none; it gives no right here. Whoever joins
    by an invitation to `email` takes over what they did, and `kept`: pairs of a table and a row that hangs on a
    membership.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="archived_people")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="archived")
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=200, blank=True)
    member: Any = models.JSONField(null=True)
    kept: Any = models.JSONField(default=list)

    class Meta:
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["organisation", "email"], name="archived_person_once")]

    def __str__(self) -> str:
        return self.name or self.email
