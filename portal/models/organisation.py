"""Organisations: the tenants."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models


class Organisation(models.Model):
    """The tenant. Nothing is ever visible across organisations.

    `version` grows by one with every write to its structure; whoever holds a snapshot compares it.

    Whoever deletes it closes it first: since `closed_at` nobody gets at anything of it, and until `delete_at` an admin
    brings it back. `is_going`: its rows are being deleted, and nobody can.
    """

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    version = models.PositiveBigIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    delete_at = models.DateTimeField(null=True, editable=False, db_index=True)
    is_going = models.BooleanField(default=False, editable=False)

    # What `portal.guard.fetch_along` names, as it was when the guard fetched this; nothing where it comes from
    # elsewhere.
    stamps: Mapping[str, str] = {}

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def forget_stamp(self, name: str) -> None:
        """Let whoever asks next find out anew what has just changed."""
        self.stamps = {known: stamp for known, stamp in self.stamps.items() if known != name}
