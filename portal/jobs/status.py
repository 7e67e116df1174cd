"""How a job stands, as told by what was last heard of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from django.utils import timezone

from portal.jobs import workers
from portal.jobs.models import Job
from portal.jobs.work import idle_of, may_cancel

# A job that has not been heard of for so long has died with its process.
DEAD_AFTER = timedelta(seconds=5)
# A job that nobody has taken up for so long makes the page ask why.
UNATTENDED = timedelta(seconds=5)
# One that waits for so long beside a worker that does nothing was lost with one that had just taken it up.
LOST_AFTER = timedelta(minutes=1)


class Condition(StrEnum):
    WAITING = "waiting"
    QUEUED = "queued"  # behind others
    NO_WORKER = "no worker"
    LOST = "lost"
    RUNNING = "running"
    DIED = "died"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Status(NamedTuple):
    """A job with its condition."""

    job: Job
    condition: Condition

    @property
    def may_start_again(self) -> bool:
        return self.condition in (Condition.LOST, Condition.DIED, Condition.FAILED, Condition.CANCELLED)

    @property
    def may_cancel(self) -> bool:
        return self.job.is_open and may_cancel(self.job.kind)

    @property
    def idle(self) -> str:
        """The template of what can be done meanwhile; '' while somebody is at it and once it is done."""
        return "" if self.condition in (Condition.RUNNING, Condition.DONE) else idle_of(self.job.kind)

    @property
    def stamp(self) -> str:
        """Differs whenever the page would show something else."""
        job = self.job
        return sha256(repr((self.condition, job.run, job.text, job.done, job.total)).encode()).hexdigest()[:16]


def status_of(job: Job) -> Status:
    now = timezone.now()
    if job.state == Job.State.WAITING:
        return Status(job, _waiting(job, now))
    if job.state == Job.State.RUNNING and has_died(job, now):
        return Status(job, Condition.DIED)
    return Status(job, Condition(job.state))


def has_died(job: Job, now: datetime) -> bool:
    """On SQLite a process that is writing keeps the one that is at the job from being heard of: it gets the benefit
    of the doubt."""
    is_silent = job.beat is None or not now - DEAD_AFTER <= job.beat <= now + workers.CLOCKS_DIFFER
    return is_silent and not workers.somebody_writes()


def _waiting(job: Job, now: datetime) -> Condition:
    waited = now - job.asked_at
    if waited < UNATTENDED:
        return Condition.WAITING
    if not workers.any_alive(now):
        return Condition.NO_WORKER
    return Condition.LOST if waited > LOST_AFTER and workers.are_idle(now) else Condition.QUEUED
