"""Whether the clock can be believed."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction

from portal.models import Clock

log = logging.getLogger(__name__)
# The longest that no worker looks, without anybody wondering; how far back a clock is put right.
PAUSE = timedelta(days=3)
BACK = timedelta(hours=2)
# A clock that leapt is mostly put right within so long; until then nothing is removed.
SETTLES = timedelta(days=1)


def look(now: datetime) -> Clock:
    """Note the time. Where it is far from what was noted last, removing in a rush waits until somebody says that the
    clock is right (`trust`)."""
    with transaction.atomic():
        clock = Clock.objects.select_for_update().first() or Clock(seen=now)
        if not -BACK <= now - clock.seen <= PAUSE:
            log.error(
                "The clock went from %s to %s. Nothing is removed for a day, then only small parts, until "
                "`manage.py retention --trust-clock` confirms the clock.",
                clock.seen.isoformat(),
                now.isoformat(),
            )
            clock.jumped = now
        clock.seen = now
        clock.save()
    return clock


def is_doubted() -> bool:
    return Clock.objects.exclude(jumped=None).exists()


def has_just_leapt(now: datetime) -> bool:
    """Wherever it leapt to: a leap that is noted later than now was taken back since."""
    return Clock.objects.filter(jumped__gt=now - SETTLES).exists()


def trust(now: datetime) -> None:
    """The clock is right as it is."""
    Clock.objects.update_or_create(defaults={"seen": now, "jumped": None})
