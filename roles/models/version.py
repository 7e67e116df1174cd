from __future__ import annotations

from uuid import uuid4

from django.db import models


class ContentVersion(models.Model):
    """One row. `stamp` changes with every write to the role content, so whoever holds it in memory can tell.

    It is a random text, not a number: a number could come round again after a rollback. `seed` is the
    digest of the files that were last loaded.
    """

    stamp = models.CharField(max_length=32)
    seed = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.stamp

    @classmethod
    def bump(cls, **values: str) -> None:
        cls.objects.update_or_create(pk=1, defaults={"stamp": uuid4().hex, **values})

    @classmethod
    def current(cls) -> str:
        """One query. '' while there is no content at all."""
        return cls.objects.values_list("stamp", flat=True).first() or ""
