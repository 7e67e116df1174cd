"""Reviews of reporting lines: what is looked through, by whom, what was decided, and the record of it."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models

from planning.reporting_lines.sealing import (
    Clean,
    as_text,
    digest_of,
    is_sealed,
    new_seal,
    root_of,
    seal_of_text,
    without,
)
from portal.cache import Few


class LineReview(models.Model):
    """Somebody looks through the lines of a scope, one by one. `of` is the position at the head of the branch or the
    function, as `scope` says; `flagged_only` leaves out lines without findings. What is to be mended goes to `plan`."""

    class Scope(models.TextChoices):
        ALL = "all", "The whole organisation"
        BRANCH = "branch", "A branch"
        FUNCTION = "function", "A function"

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="line_reviews")
    name = models.CharField(max_length=120)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.ALL)
    of = models.CharField(max_length=120, blank=True)
    flagged_only = models.BooleanField("only lines with findings", default=False)
    due = models.DateField("due on")
    reviewers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    plan = models.ForeignKey("planning.Plan", models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_signed(self) -> bool:
        return hasattr(self, "sign_off")


class LineAnswer(models.Model):
    """What a reviewer decided about one line. `facts` is the line's digest as they saw it; `version` grows with every
    answer to the line. `waived` names the findings that were accepted with it."""

    class Kind(models.TextChoices):
        RIGHT = "right", "Looks right"
        ACCEPT = "accept", "Accepted"
        ASK = "ask", "Asked"

    review = models.ForeignKey(LineReview, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True, max_length=2000)
    facts = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)
    # An accepted line: who answers for it, and until when. One that somebody is asked about: whom, and what they say.
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    waived = models.JSONField(default=list)
    reply = models.TextField(blank=True, max_length=2000)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "key"], name="one_answer_per_line")]

    def __str__(self) -> str:
        return f"{self.key}: {self.get_kind_display()}"


class Sealed(Exception):
    """A record of a sign-off can be neither changed nor deleted."""

    def __init__(self) -> None:
        super().__init__("A signed-off review cannot be changed. Start another review instead.")


class SealedRows(models.QuerySet["LineSignOff"]):
    """Rows that are written once."""

    def update(self, **values: Any) -> int:
        raise Sealed

    def bulk_update(self, *rows: Any, **options: Any) -> int:
        raise Sealed

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Sealed


class LineSignOff(models.Model):
    """The record of a finished review, written once: `record` is its text as JSON, `digest` its seal: the root of the
    tree of hashes over it, as `sealing.py` has it (of records older than that, without `seal`, the SHA-256 of the
    text). The record holds the digest of the sign-off before it, so that none can be exchanged in silence. What may
    happen to it later is that a name is erased from it: the digest stays, and still proves the rest."""

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="line_sign_offs")
    review = models.OneToOneField(LineReview, models.RESTRICT, related_name="sign_off")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField()
    record = models.TextField()
    digest = models.CharField(max_length=64)
    seal: Any = models.JSONField(null=True)

    objects = SealedRows.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.review}, {self.digest[:12]}"

    def save(self, *args: Any, **options: Any) -> None:
        """Raises `Sealed` once it has been written."""
        if self.pk is not None:
            raise Sealed
        self.seal = new_seal()
        self.digest = root_of(self.data, self.seal)
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise Sealed

    @property
    def is_whole(self) -> bool:
        """Whether the record is still the one that was signed, but for what was erased from it."""
        state = digest_of(json.dumps([self.record, self.digest, self.seal]))
        return _whole.get(state, lambda: is_sealed(self.record, self.digest, self.seal))

    @property
    def erased(self) -> int:
        """How many texts of it are erased."""
        return len(self.seal["kept"]) if self.seal else 0

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.record)
        return found


def erase(signed: LineSignOff, clean: Clean) -> int:
    """Take texts out of the record, as `clean` gives them; how many. The one write after the first."""
    data, seal = signed.data, signed.seal or seal_of_text(signed.record, signed.digest)
    before = len(seal["kept"])
    record, seal = without(data, seal, clean)
    changed = len(seal["kept"]) - before
    if record != data:
        rows: models.QuerySet[LineSignOff] = models.QuerySet(LineSignOff).filter(pk=signed.pk)
        rows.update(record=as_text(record), seal=seal)
    return changed


# Whether records are whole, by all that it rests on: a large one takes a second.
_whole: Few[bool] = Few(500)
