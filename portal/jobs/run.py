"""Carrying a job out: in a worker, or at once where tasks run at once."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from time import perf_counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.jobs.models import Job
from portal.jobs.work import Cancelled, Failed, Superseded, Work, work_of
from portal.telemetry import context, metrics

log = logging.getLogger(__name__)
CLOSED = "The organisation is closed."
UNKNOWN = "This version of Lineup does not know this kind of job. Start it again from its page."


class Run:
    """One attempt at a job. The worker's pulse writes down how far it is and that it lives, on a connection of its own:
    what the job itself writes may become visible at its end only."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.is_superseded = False
        self._told = ("", 0, 0)

    def tell(self, text: str, done: int = 0, total: int = 0) -> None:
        """Progress, for the page. Raises `Superseded` where the job was started again, `Cancelled` where it is not
        wanted any more."""
        if self.is_superseded:
            raise self._why_over()
        self._told = (text[:200], done, total)

    def beat(self) -> None:
        """Write down that the attempt lives, and how far it is. Called by the pulse."""
        text, done, total = self._told
        told = {"text": text, "done": done, "total": total}
        self.is_superseded = not self._mine.update(beat=timezone.now(), **told)

    def finish(self, result: Any) -> None:
        """Raises `Superseded` or `Cancelled`; what was done in the same transaction is then taken back."""
        if not self._mine.update(state=Job.State.DONE, finished_at=timezone.now(), result=result):
            raise self._why_over()

    def fail(self, text: str) -> None:
        self._mine.update(state=Job.State.FAILED, finished_at=timezone.now(), error=text[:500])

    def let_go(self) -> None:
        """Leave it to another worker, as if this one had died."""
        self._mine.update(beat=None)

    def _why_over(self) -> Superseded:
        was_cancelled = Job.objects.filter(pk=self.job.pk, run=self.job.run, state=Job.State.CANCELLED)
        return Cancelled() if was_cancelled.exists() else Superseded()

    @property
    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, run=self.job.run, state=Job.State.RUNNING)


_current: list[Run] = []


def current() -> Run | None:
    """The run that this process is at."""
    return _current[-1] if _current else None


def tell(text: str, done: int = 0, total: int = 0) -> None:
    """How far the job has come that this process is at; nothing where it is at none. Raises as `Run.tell` does."""
    if (run := current()) is not None:
        run.tell(text, done, total)


@contextmanager
def _under_way(run: Run) -> Iterator[None]:
    _current.append(run)
    try:
        yield
    finally:
        _current.remove(run)


def carry_out(number: int, token: str) -> None:
    """Do a job, if this attempt is the one that counts and nobody has begun it."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=number, run=token, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING, started_at=now, beat=now):
        return
    run = Run(Job.objects.select_related("organisation", "asked_by").get(pk=number))
    if run.job.organisation and run.job.organisation.closed_at:
        run.fail(CLOSED)
        return
    began = perf_counter()
    with _under_way(run), context.at(partial(_facts, run.job)):
        outcome = "stopped"
        try:
            outcome = _attempt(run)
        finally:
            seconds = perf_counter() - began
            metrics.job_ended(run.job.kind, outcome, seconds)
            log.info("The job ended.", extra={"outcome": outcome, "ms": round(seconds * 1000)})


def _facts(job: Job) -> context.Facts:
    """What lines of the log say of a job: its key and its arguments may hold anything."""
    known = {"organisation": job.organisation_id, "user": job.asked_by_id}
    named: context.Facts = {"kind": job.kind, "job": job.pk, "run": job.run}
    return {**named, **{name: number for name, number in known.items() if number is not None}}


def _attempt(run: Run) -> str:
    """Returns what became of it, in a word."""
    sorry = UNKNOWN
    try:
        work = work_of(run.job.kind)
        sorry = work.sorry
        _do(work, run)
    except Cancelled:
        log.info("The job was cancelled.")
        return "cancelled"
    except Superseded:
        log.warning("The job was started again elsewhere; this attempt is given up.")
        return "superseded"
    except Failed as failed:
        run.fail(str(failed))
        return "refused"
    except Exception:
        log.exception("The job failed.")
        run.fail(sorry)
        return "failed"
    except BaseException:  # the worker is told to end at once
        run.let_go()
        raise
    return "done"


def _do(work: Work, run: Run) -> None:
    with transaction.atomic() if work.atomic else nullcontext():
        run.finish(work.do(run, **run.job.arguments))
