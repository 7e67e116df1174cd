"""What of signing in is over is cleared away by the worker, now and then."""

from __future__ import annotations

from datetime import datetime

from portal.models import CacheRow, Session
from portal.sign_in import devices, tries


def tidy(now: datetime) -> None:
    tries.clear(now)
    devices.forget_unused()
    Session.objects.filter(expire_date__lt=now).delete()
    CacheRow.objects.filter(expires__lt=now).delete()
