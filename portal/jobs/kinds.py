"""Kinds of jobs, and asking for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from portal.jobs import queue
from portal.jobs.models import Job
from portal.jobs.work import Work, register

if TYPE_CHECKING:
    from portal.models import Organisation, User

SORRY = "Something went wrong. Nothing was lost; try again."


@dataclass(frozen=True)
class Kind:
    """One kind of work, by its name."""

    name: str

    def start(
        self,
        key: str,
        *,
        organisation: Organisation | None = None,
        by: User | None = None,
        right: str = "viewer",
        arguments: Mapping[str, Any],
    ) -> Job:
        """The open job of this key, which may have died, or else a new one. Where tasks run at once it has ended.

        `right`: the least that a member of the organisation needs to see it and to start it again.
        """
        given = {"organisation": organisation, "asked_by": by, "right": right, "arguments": dict(arguments)}
        terms = {**given, "run": queue.token(), "asked_at": timezone.now()}
        rows = Job.objects.filter(state__in=Job.OPEN)
        with transaction.atomic():
            made, is_new = rows.get_or_create(kind=self.name, key=key, defaults=terms)
            return queue.put(made) if is_new else made

    def latest(self, key: str) -> Job | None:
        """The job of this key that was asked for last."""
        return Job.objects.filter(kind=self.name, key=key).first()

    def open(self, key: str) -> Job | None:
        """The job of this key that has not ended; it may have died."""
        return Job.objects.filter(kind=self.name, key=key, state__in=Job.OPEN).first()


def job(
    name: str,
    *,
    atomic: bool = False,
    own: bool = False,
    sorry: str = SORRY,
    idle: str = "",
    may_cancel: bool = False,
) -> Callable[[Callable[..., Any]], Kind]:
    """Make a function a kind of job, under a name that stays. `atomic`: in one transaction, its end included. `own`:
    only whoever asked for it sees it and starts it again. `idle`: a template that its page shows while nobody is
    at it. `may_cancel`: its page offers whoever asked for it to cancel it."""

    def make(do: Callable[..., Any]) -> Kind:
        register(name, Work(do, atomic, sorry, own, idle, may_cancel))
        return Kind(name)

    return make
