"""kill -9 at any moment of an apply, an import and the work of a worker; reloads in between."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import partial
from time import sleep

from django_tasks_db.models import DBTaskResult

from attack import invariants, made
from attack.plan import Plan, until
from attack.site import Site, site
from attack.visitor import Visitor
from planning.imports import drafts, previewing
from planning.imports.models import ImportDraft
from planning.organisation.models import Batch
from portal.models import Job, Organisation, User

ROWS = 1_500
PATIENCE = 90.0


class Arena:
    """A portal, a file that was uploaded once, and organisations to bring it into."""

    def __init__(self, plan: Plan, site: Site) -> None:
        self.plan, self.site, self.chance = plan, site, plan.chance
        home, users = made.organisation("template")
        self.data = made.people_file(ROWS, plan.seed)
        self.template = made.draft(home, users[0], self.data)
        self._number = 0

    def fresh(self, what: str) -> tuple[Organisation, User, ImportDraft]:
        self._number += 1
        organisation, users = made.organisation(f"{what}-{self._number}")
        return organisation, users[0], made.copied(self.template, organisation, users[0])

    def kill_worker(self, how: signal.Signals = signal.SIGKILL) -> None:
        """The one that is at something, else one of them; now and then all at once."""
        names = self.site.workers()
        latest = DBTaskResult.objects.filter(status="RUNNING").order_by("-started_at").first()
        busy = f"worker-{latest.worker_ids[-1][-1]}" if latest else ""
        chosen = names if self.chance.random() < 0.2 else [name for name in names if name == busy] or names[:1]
        for name in chosen:
            self.site.kill(name, how)


def run(plan: Plan) -> None:
    with site(plan.folder) as portal:
        arena = Arena(plan, portal)
        _aside(arena, "kill -9, apply by a worker", plan.times, signal.SIGKILL)
        _aside(arena, "SIGTERM and SIGHUP, apply by a worker", max(plan.times // 4, 1), None)
        _previews(arena, plan.times)
        _in_request(arena, plan.times)
        _uploads(arena, plan.times)
        _reloads(arena, max(plan.times // 4, 1))


def _took(job: Job) -> Callable[[], bool]:
    def ended() -> bool:
        job.refresh_from_db()
        return not job.is_open

    return ended


def _aside(arena: Arena, name: str, times: int, how: signal.Signals | None) -> None:
    """Applying as a job: applied once and wholly in the end, by itself."""
    outcome, waits, hits = arena.plan.outcome(name), [], 0
    usual = _undisturbed(arena)
    for _ in range(times):
        organisation, user, draft = arena.fresh("aside")
        job = made.apply_aside(draft, user)
        until(partial(_is_begun, job), PATIENCE)
        sleep(arena.chance.uniform(0, usual))
        arena.kill_worker(how or arena.chance.choice((signal.SIGTERM, signal.SIGHUP)))
        waits.append(until(_took(job), PATIENCE))
        hits += job.deaths > 0
        outcome.add(_applied(organisation, draft, job), str(organisation))
    longest = max((wait for wait in waits if wait is not None), default=0.0)
    outcome.seen = f"{hits} in the middle of it; ended by itself at most {longest:.0f} s after"
    arena.plan.keep(outcome)


def _undisturbed(arena: Arena) -> float:
    """How many seconds it takes, once begun, when nothing is killed."""
    _, user, draft = arena.fresh("calm")
    job = made.apply_aside(draft, user)
    until(_took(job), PATIENCE)
    assert job.started_at is not None
    assert job.finished_at is not None, f"the job is {job.state}"
    return (job.finished_at - job.started_at).total_seconds()


def _is_begun(job: Job) -> bool:
    job.refresh_from_db()
    return job.started_at is not None


def _applied(organisation: Organisation, draft: ImportDraft, job: Job) -> list[str]:
    draft.refresh_from_db()
    found = invariants.problems(organisation)
    if job.state != Job.State.DONE or draft.applied_id is None:
        found.append(f"the job is {job.state} ({job.error}), applied: {draft.applied_id is not None}")
    elif (batches := Batch.objects.filter(organisation=organisation).count()) != 1:
        found.append(f"{batches} batches")
    return found


def _previews(arena: Arena, times: int) -> None:
    """Looking at a large file, by a worker that is killed."""
    outcome = arena.plan.outcome("kill -9, import looked at by a worker")
    for _ in range(times):
        organisation, user, draft = arena.fresh("looked")
        stamp = drafts.place_of(draft, cost=True).stamp
        asked = {"draft": draft.pk, "cost": True, "stamp": stamp}
        job = previewing.preview_import.start(stamp, organisation=organisation, by=user, arguments=asked)
        until(partial(_is_begun, job), PATIENCE)
        sleep(arena.chance.uniform(0, 1.0))
        arena.kill_worker()
        until(_took(job), PATIENCE)
        draft.refresh_from_db()
        found = invariants.problems(organisation)
        outcome.add([*found, *([f"{job.state} {job.error}"] if draft.looked_for != stamp else [])], str(organisation))
    arena.plan.keep(outcome)


def _in_request(arena: Arena, times: int) -> None:
    """Applying within a request, by a web process that is killed: wholly or not at all; pressed again, it is there."""
    outcome, unanswered = arena.plan.outcome("kill -9, apply in a request"), 0
    for _ in range(times):
        organisation, user, draft = arena.fresh("request")
        visitor, path = Visitor(arena.site.address, user), f"/o/{organisation.slug}/import/{draft.pk}/apply/"
        answers: list[object] = []
        press = threading.Thread(target=_pressed, args=(visitor, path, draft, answers))
        press.start()
        sleep(arena.chance.uniform(0, 3.0))
        for _ in range(3):
            arena.site.kill("web")
        press.join()
        unanswered += answers == [None]
        found = invariants.problems(organisation)
        until(partial(_press, visitor, path, draft), PATIENCE)
        outcome.add([*found, *_once(organisation)], str(organisation))
    outcome.seen = f"{unanswered} requests were cut off"
    arena.plan.keep(outcome)


def _pressed(visitor: Visitor, path: str, draft: ImportDraft, answers: list[object]) -> None:
    answers.append(visitor.post(path, seen=made.seen(draft)))


def _press(visitor: Visitor, path: str, draft: ImportDraft) -> bool:
    draft.refresh_from_db()
    answer = None if draft.applied_id else visitor.post(path, seen=made.seen(draft))
    return bool(draft.applied_id) or (answer is not None and answer.status_code < 400)


def _once(organisation: Organisation) -> list[str]:
    batches = Batch.objects.filter(organisation=organisation).count()
    return [*invariants.problems(organisation), *([f"{batches} batches"] if batches != 1 else [])]


def _uploads(arena: Arena, times: int) -> None:
    """Uploading, by a web process that is killed: kept wholly or not at all."""
    outcome = arena.plan.outcome("kill -9, upload")
    for _ in range(times):
        organisation, user, draft = arena.fresh("upload")
        draft.delete()
        visitor = Visitor(arena.site.address, user)
        given = {"pasted": arena.data.decode(), "on": made.today().isoformat()}
        press = threading.Thread(target=visitor.post, args=(f"/o/{organisation.slug}/import/",), kwargs=given)
        press.start()
        sleep(arena.chance.uniform(0, 2.0))
        for _ in range(3):
            arena.site.kill("web")
        press.join()
        outcome.add(invariants.problems(organisation), str(organisation))
    arena.plan.keep(outcome)


def _reloads(arena: Arena, times: int) -> None:
    """The web is told to reload while people work: no answer is lost."""
    outcome, chance = arena.plan.outcome("web reloaded (SIGHUP) under load"), arena.plan.chance
    organisation, users = made.filled("reloads", members=4)
    ended, lost = threading.Event(), []

    def work(user: User) -> None:
        visitor = Visitor(arena.site.address, user)
        while not ended.is_set():
            answer = visitor.get(f"/o/{organisation.slug}/people/")
            if answer is None or answer.status_code != 200:
                lost.append(f"no answer: {answer and answer.status_code}")

    people = [threading.Thread(target=work, args=(user,)) for user in users]
    for person in people:
        person.start()
    for _ in range(times):
        sleep(chance.uniform(1, 4))
        arena.site.reload()
        outcome.add([])
    ended.set()
    for person in people:
        person.join()
    outcome.lost = lost
    arena.plan.keep(outcome)
