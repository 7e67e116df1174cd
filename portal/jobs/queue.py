"""Putting jobs into the library's queue, once more where they died."""

from __future__ import annotations

from secrets import token_hex

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task

from portal.jobs.models import Job
from portal.jobs.run import carry_out
from portal.jobs.status import status_of


def token() -> str:
    return token_hex(16)


@task()
def take_up(number: int, run: str) -> None:
    """What the queue holds: do the job, unless somebody else has or it was started again."""
    carry_out(number, run)


def put(job: Job) -> Job:
    """Into the queue, in the transaction that is open, if one is."""
    result = take_up.enqueue(job.pk, job.run)
    Job.objects.filter(pk=job.pk, run=job.run).update(task=result.id)
    job.refresh_from_db()
    return job


def again(job: Job) -> Job:
    """Start a job again that died, failed, was cancelled or lost from the queue. One that runs or waits is left
    alone."""
    return anew(job) if status_of(job).may_start_again else job


def cancel(job: Job) -> Job:
    """Let an open job end: one that waits never begins, one that runs learns of it by the next `run.tell` and has no
    say any more. One that has ended is left alone."""
    open_still = Job.objects.filter(pk=job.pk, state__in=Job.OPEN)
    open_still.update(state=Job.State.CANCELLED, finished_at=timezone.now(), text="", done=0, total=0)
    job.refresh_from_db()
    return job


def anew(job: Job, deaths: int = 0) -> Job:
    """Let another attempt take the place of the one that was seen, unless that has moved on meanwhile."""
    as_seen = Job.objects.filter(pk=job.pk, run=job.run, state=job.state, beat=job.beat)
    fresh = {"state": Job.State.WAITING, "run": token(), "asked_at": timezone.now(), "beat": None, "deaths": deaths}
    try:
        with transaction.atomic():
            if as_seen.update(**fresh, text="", done=0, total=0, error="", started_at=None, finished_at=None):
                job.refresh_from_db()
                return put(job)
    except IntegrityError:  # it failed, and somebody has asked for the same anew
        pass
    job.refresh_from_db()
    return job
