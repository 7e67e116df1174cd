"""Where processes are killed: a portal, a file that was uploaded once, and organisations to bring it into."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from django.db import connection
from django_tasks_db.models import DBTaskResult

from attack import invariants, made
from attack.plan import Plan
from attack.site import Site
from planning.imports.models import ImportDraft
from planning.organisation.models import Batch
from portal.models import Job, Organisation, User

ROWS = 1_500
PATIENCE = 90.0
# So many tries at once: most of each is waiting, and what is killed beside another is one thing more that may go wrong.
LANES = 3


class Arena:
    def __init__(self, plan: Plan, site: Site) -> None:
        self.plan, self.site, self.chance = plan, site, plan.chance
        home, users = made.organisation("template")
        self.data = made.people_file(ROWS, plan.seed)
        self.template = made.draft(home, users[0], self.data)
        self._numbers = count()

    def fresh(self, what: str) -> tuple[Organisation, User, ImportDraft]:
        organisation, users = made.organisation(f"{what}-{next(self._numbers)}")
        return organisation, users[0], made.copied(self.template, organisation, users[0])

    def kill_worker(self, job: Job, how: signal.Signals = signal.SIGKILL) -> None:
        """The one that is at the job, else one of them; now and then all at once."""
        names = self.site.workers()
        at_it = DBTaskResult.objects.filter(pk=job.task, status="RUNNING").first()
        busy = [name for name in names if at_it and name == f"worker-{at_it.worker_ids[-1][-1]}"]
        chosen = names if self.chance.random() < 0.2 else busy or names[:1]
        for name in chosen:
            self.site.kill(name, how)


def in_lanes(times: int, one: Callable[[], None]) -> None:
    """Do it so many times, several at once. Raises what it raises."""

    def closing(_: int) -> None:
        try:
            one()
        finally:
            connection.close()

    with ThreadPoolExecutor(LANES) as pool:
        list(pool.map(closing, range(times)))


def applied_once(organisation: Organisation) -> list[str]:
    batches = Batch.objects.filter(organisation=organisation).count()
    return [*invariants.problems(organisation), *([f"{batches} batches"] if batches != 1 else [])]
