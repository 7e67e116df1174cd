"""Jobs whose worker has died: a worker that lives takes them up, by itself and within seconds."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import queue
from portal.jobs.models import Job
from portal.jobs.status import DEAD_AFTER, has_died
from portal.jobs.workers import CLOCKS_DIFFER

log = logging.getLogger(__name__)
# A job that so many workers have died at is likely what they died of.
MOST_DEATHS = 3
GIVEN_UP = (
    "The process working on this stopped three times, so it was given up. Nothing was half-saved. Start it again, "
    "with less at once if you can."
)


def revive() -> None:
    """Every worker's pulse calls it. However many do, a job is taken up once."""
    now = timezone.now()
    heard_of = Q(beat__range=(now - DEAD_AFTER, now + CLOCKS_DIFFER))
    for job in Job.objects.filter(state=Job.State.RUNNING).exclude(heard_of):
        if has_died(job, now):
            _take_up(job)
    for job in _lost(now):
        queue.anew(job, job.deaths)


def _take_up(job: Job) -> None:
    log.warning("The worker running the job has died.", extra={"kind": job.kind, "job": job.pk})
    if job.deaths + 1 < MOST_DEATHS:
        queue.anew(job, job.deaths + 1)
        return
    as_seen = Job.objects.filter(pk=job.pk, run=job.run, state=job.state, beat=job.beat)
    as_seen.update(state=Job.State.FAILED, finished_at=timezone.now(), error=GIVEN_UP, deaths=MOST_DEATHS)


def _lost(now: datetime) -> list[Job]:
    """Those that a worker had taken from the queue when it died, before it began."""
    waiting = Job.objects.filter(state=Job.State.WAITING, asked_at__lt=now - DEAD_AFTER).exclude(task="")
    by_task = {job.task: job for job in waiting}
    if not by_task:
        return []
    taken = DBTaskResult.objects.exclude(status="READY").filter(pk__in=by_task, started_at__lt=now - DEAD_AFTER)
    return [by_task[str(pk)] for pk in taken.values_list("pk", flat=True) if str(pk) in by_task]
