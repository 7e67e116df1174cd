"""Watching jobs whose workers are killed: until they have ended, and how long nobody was at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from attack import made
from attack.arena import PATIENCE, Arena
from attack.plan import until
from portal import jobs
from portal.jobs.reviving import GIVEN_UP
from portal.models import Job


@dataclass
class Deaths:
    """`beside`, `alone`: seconds from the last that was heard of an attempt to the beginning of the next, where a
    worker was left and where all were killed. `given_up`: jobs that three workers died at, started again by hand."""

    arena: Arena
    given_up: int = 0
    beside: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)

    def follow(self, job: Job) -> None:
        """Until it has ended well or for good."""
        until(self._watch(job), PATIENCE)
        while job.error == GIVEN_UP:
            self.given_up += 1
            jobs.again(job)
            until(self._watch(job), PATIENCE)

    def _watch(self, job: Job) -> Callable[[], bool]:
        last = [job.started_at, job.beat]

        def has_ended() -> bool:
            job.refresh_from_db()
            if job.started_at is not None and job.beat is not None:
                if job.deaths and job.started_at != last[0] and last[1] is not None:
                    self._note(last[1], job.started_at)
                last[:] = [job.started_at, job.beat]
            return not job.is_open

        return has_ended

    def _note(self, heard: datetime, begun: datetime) -> None:
        since = heard - timedelta(seconds=2)
        is_one_left = not any(since < moment < begun for moment in self.arena.left_none)
        (self.beside if is_one_left else self.alone).append((begun - heard).total_seconds())

    def __str__(self) -> str:
        given_up = f"; {self.given_up} given up after three deaths and started again" if self.given_up else ""
        return f"died {len(self.beside) + len(self.alone)} times in the middle of it{self._waits()}{given_up}"

    def _waits(self) -> str:
        beside = [f"{max(self.beside):.0f} s where a worker was left"] if self.beside else []
        alone = [f"{max(self.alone):.0f} s where all were killed"] if self.alone else []
        return f", begun again within {', '.join([*beside, *alone])}" if beside or alone else ""


def is_begun(job: Job) -> Callable[[], bool]:
    def begun() -> bool:
        job.refresh_from_db()
        return job.started_at is not None

    return begun


def undisturbed(arena: Arena) -> float:
    """How many seconds applying as a job takes, once begun, when nothing is killed."""
    _, user, draft = arena.fresh("calm")
    job = made.apply_aside(draft, user)
    Deaths(arena).follow(job)
    assert job.started_at is not None
    assert job.finished_at is not None, f"the job is {job.state}"
    return (job.finished_at - job.started_at).total_seconds()
