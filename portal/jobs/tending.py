"""What a worker sees to now and then: e-mail that is due again, and what is old enough to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from portal import cache
from portal.jobs import mail
from portal.jobs.models import Worker
from portal.retention import clearing

FORGOTTEN = timedelta(days=1)
# What apps have seen to, too, told the time.
ALSO: list[Callable[[datetime], object]] = []


def tend() -> None:
    now = timezone.now()
    mail.put_due(now)
    Worker.objects.filter(seen__lt=now - FORGOTTEN).delete()
    clearing.clear(now)
    cache.forget_unused()
    for see_to in ALSO:
        see_to(now)
