"""Watching jobs whose workers are killed: until they have ended, and how long nobody was at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from attack import made
from attack.arena import PATIENCE, Arena
from attack.plan import until
from portal import jobs
from portal.jobs.reviving import GIVEN_UP
from portal.models import Job


@dataclass
class Deaths:
    """`silent`: seconds from the last that was heard of an attempt to the beginning of the next. `given_up`: jobs that
    three workers died at, started again by hand."""

    given_up: int = 0
    silent: list[float] = field(default_factory=list)

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
                    self.silent.append((job.started_at - last[1]).total_seconds())
                last[:] = [job.started_at, job.beat]
            return not job.is_open

        return has_ended

    def __str__(self) -> str:
        parts = [f"{len(self.silent)} in the middle of it"]
        if self.silent:
            parts.append(f"begun again after {median(self.silent):.0f} s, at most {max(self.silent):.0f} s")
        if self.given_up:
            parts.append(f"{self.given_up} given up after three deaths and started again")
        return ", ".join(parts)


def is_begun(job: Job) -> Callable[[], bool]:
    def begun() -> bool:
        job.refresh_from_db()
        return job.started_at is not None

    return begun


def undisturbed(arena: Arena) -> float:
    """How many seconds applying as a job takes, once begun, when nothing is killed."""
    _, user, draft = arena.fresh("calm")
    job = made.apply_aside(draft, user)
    Deaths().follow(job)
    assert job.started_at is not None
    assert job.finished_at is not None, f"the job is {job.state}"
    return (job.finished_at - job.started_at).total_seconds()
