"""PostgreSQL stopped as by a crash and started again under load; connections cut. The portal is not started anew."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from pathlib import Path
from time import sleep

import requests
from django.db import connection

from attack import invariants, made
from attack.__main__ import DURABLE
from attack.parts.races import lost_words
from attack.plan import Plan, until
from attack.site import Site, site
from attack.visitor import Visitor
from portal.models import Job, Organisation, User
from scripts.postgres import Cluster

PEOPLE = 6
SIZE = 60
CLEAR = "<h1>Not right now</h1>"


class Crowd:
    """People who read and edit until they are told to stop. `answers`: how often which status came; 0 is none."""

    def __init__(self, portal: Site, organisation: Organisation, users: list[User]) -> None:
        self.answers, self.unclear, self.done = Counter[int](), list[str](), dict[str, str]()
        self._slug = organisation.slug
        self._ended, self._lock = threading.Event(), threading.Lock()
        visitors = [Visitor(portal.address, user) for user in users]
        self._people = [threading.Thread(target=self._work, args=(v, n)) for n, v in enumerate(visitors)]
        for person in self._people:
            person.start()

    def _work(self, visitor: Visitor, number: int) -> None:
        turn = 0
        while not self._ended.is_set():
            turn += 1
            self._note(visitor.get(f"/o/{self._slug}/people/"))
            word = f"word {number} {turn}"
            edited = visitor.edit(self._slug, f"p{(turn * PEOPLE + number) % SIZE}", word)
            self._note(edited.answer)
            if edited.is_done:
                self.done[word] = edited.shown

    def _note(self, answer: requests.Response | None) -> None:
        status = answer.status_code if answer is not None else 0
        with self._lock:
            self.answers[status] += 1
            if status == 500 or (status == 503 and CLEAR not in (answer.text if answer is not None else "")):
                self.unclear.append(f"{status} without a clear word")

    def end(self) -> None:
        self._ended.set()
        for person in self._people:
            person.join()


def run(plan: Plan) -> None:
    cluster = Cluster(Path(os.environ["ATTACK_CLUSTER"]), DURABLE)
    try:
        with site(plan.folder) as portal:
            _cuts(plan, portal, "database stopped and started under load", lambda: _restart(cluster))
            _cuts(plan, portal, "connections cut under load", _cut)
    finally:
        connection.close()
        cluster.stop()


def _restart(cluster: Cluster) -> None:
    cluster.stop(signal.SIGQUIT)
    sleep(1)
    cluster.start()
    connection.close()


def _cut() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")


def _cuts(plan: Plan, portal: Site, name: str, cut: object) -> None:
    outcome = plan.outcome(name)
    organisation, users = made.filled(f"cuts-{len(name)}", SIZE, PEOPLE)
    before = {name: process.pid for name, process in portal.processes.items()}
    crowd = Crowd(portal, organisation, users)
    for _ in range(plan.times):
        sleep(plan.chance.uniform(1, 4))
        cut()  # type: ignore[operator]
        outcome.add([])
    sleep(3)
    crowd.end()
    outcome.lost += crowd.unclear + invariants.problems(organisation)
    outcome.lost += lost_words(organisation, crowd.done)
    outcome.lost += [f"{n} was started anew" for n, p in portal.processes.items() if p.pid != before[n]]
    outcome.lost += _works(portal, users[0], organisation)
    told = ", ".join(f"{count:,} × {status or 'no answer'}" for status, count in sorted(crowd.answers.items()))
    outcome.seen = f"{len(crowd.done):,} edits done; answers: {told}"
    plan.keep(outcome)


def _works(portal: Site, user: User, organisation: Organisation) -> list[str]:
    """Pages and workers, a moment later."""
    answer = Visitor(portal.address, user).get(f"/o/{organisation.slug}/chart/")
    fine = answer is not None and answer.status_code == 200
    into, users = made.organisation(f"after-{organisation.slug}")
    job = made.apply_aside(made.draft(into, users[0], made.people_file(20, 1)), users[0])
    done = until(lambda: Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists(), 60)
    return [*([] if fine else ["no page afterwards"]), *([] if done is not None else ["no worker afterwards"])]
