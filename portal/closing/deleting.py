"""Deleting closed organisations when their time has come: a worker looks after it, nobody has to."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from portal import jobs, retention
from portal.closing import emptying
from portal.models import Organisation

AFTER_A_FAILURE = timedelta(minutes=10)


@jobs.job("delete-organisation")
def delete(run: jobs.Run, *, number: int) -> int:
    """Delete a closed organisation; gives how many rows that were. It is gone on with where an attempt died."""
    organisation = Organisation.objects.filter(_due(timezone.now()), pk=number).first()
    if organisation is None:
        return 0
    emptying.begin(organisation)
    return emptying.empty(organisation, lambda text, done: run.tell(text, done))


def see_to(now: datetime) -> None:
    """Have those deleted whose time has come; while the clock is doubted, only what has begun is gone on with."""
    due = Q(is_going=True) if retention.is_doubted() else _due(now)
    for number in Organisation.objects.filter(due).values_list("pk", flat=True):
        if (last := delete.latest(str(number))) and last.finished_at and last.finished_at > now - AFTER_A_FAILURE:
            continue
        # The job belongs to no organisation, or it would be deleted with it.
        jobs.again(delete.start(str(number), arguments={"number": number}))


def _due(now: datetime) -> Q:
    return Q(is_going=True) | Q(closed_at__isnull=False, delete_at__lte=now)
