"""Sessions, devices that are known, counts of tries, and what all processes have to remember together."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser's session; with `user` while somebody is signed in. Everything but the key and the expiry is a copy
    of what the session itself holds, so that it can be listed and ended."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    device = models.BigIntegerField("number of the known device", null=True)
    since = models.DateTimeField("signed in at", null=True)
    seen = models.DateTimeField("last seen", null=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField("what the browser calls itself", max_length=300, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from portal.sign_in.store import SessionStore

        return SessionStore


class KnownDevice(models.Model):
    """A browser in which somebody has signed in to the account before. The secret is in its cookie alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    digest = models.CharField("SHA-256 of the secret", max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"device {self.pk} of account {self.user_id}"


class Tries(models.Model):
    """How often something was tried since its first try, until the count begins anew. `key` is a SHA-256 of what is
    counted and of whom; `until` is in seconds since 1970."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"


class CacheRow(models.Model):
    """The table of Django's `DatabaseCache`, in its own form: what a process must not remember by itself (codes that
    were used, e-mails that were just sent)."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "portal_cache"

    def __str__(self) -> str:
        return self.cache_key
