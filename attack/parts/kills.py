"""kill -9 at any moment of an apply, an import and the work of a worker; reloads in between."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from time import sleep

from attack import invariants, made
from attack.arena import LANES, PATIENCE, Arena, applied_once, in_lanes
from attack.deaths import Deaths, is_begun, undisturbed
from attack.plan import Plan, until
from attack.site import site
from attack.visitor import Visitor
from planning.imports import drafts, previewing
from planning.imports.models import ImportDraft
from portal.models import Job, Organisation, User


def run(plan: Plan) -> None:
    with site(plan.folder, workers=LANES) as portal:
        arena = Arena(plan, portal)
        _aside(arena, "kill -9, apply by a worker", plan.times, signal.SIGKILL)
        _aside(arena, "SIGTERM and SIGHUP, apply by a worker", max(plan.times // 4, 1), None)
        _previews(arena, plan.times)
        _in_request(arena, plan.times)
        _uploads(arena, plan.times)
        _reloads(arena, max(plan.times // 4, 1))


def _aside(arena: Arena, name: str, times: int, how: signal.Signals | None) -> None:
    """Applying as a job: applied once and wholly in the end, by itself."""
    outcome, deaths, usual = arena.plan.outcome(name), Deaths(), undisturbed(arena)

    def one() -> None:
        organisation, user, draft = arena.fresh("aside")
        job = made.apply_aside(draft, user)
        until(is_begun(job), PATIENCE)
        sleep(arena.chance.uniform(0, usual))
        arena.kill_worker(job, how or arena.chance.choice((signal.SIGTERM, signal.SIGHUP)))
        deaths.follow(job)
        outcome.add([*_applied(draft, job), *applied_once(organisation)], str(organisation))

    in_lanes(times, one)
    outcome.seen = str(deaths)
    arena.plan.keep(outcome)


def _applied(draft: ImportDraft, job: Job) -> list[str]:
    draft.refresh_from_db()
    is_applied = draft.applied_id is not None
    is_fine = job.state == Job.State.DONE and is_applied
    return [] if is_fine else [f"the job is {job.state} ({job.error}), applied: {is_applied}"]


def _previews(arena: Arena, times: int) -> None:
    """Looking at a large file, by a worker that is killed."""
    outcome, deaths = arena.plan.outcome("kill -9, import looked at by a worker"), Deaths()

    def one() -> None:
        organisation, user, draft = arena.fresh("looked")
        stamp = drafts.place_of(draft, cost=True).stamp
        asked = {"draft": draft.pk, "cost": True, "stamp": stamp}
        job = previewing.preview_import.start(stamp, organisation=organisation, by=user, arguments=asked)
        until(is_begun(job), PATIENCE)
        sleep(arena.chance.uniform(0, 1.0))
        arena.kill_worker(job)
        deaths.follow(job)
        draft.refresh_from_db()
        found = [] if draft.looked_for == stamp else [f"{job.state} {job.error}"]
        outcome.add([*found, *invariants.problems(organisation)], str(organisation))

    in_lanes(times, one)
    outcome.seen = str(deaths)
    arena.plan.keep(outcome)


def _in_request(arena: Arena, times: int) -> None:
    """Applying within a request, by a web process that is killed: wholly or not at all; pressed again, it is there."""
    outcome, unanswered = arena.plan.outcome("kill -9, apply in a request"), 0
    for some in _rounds(arena, times, "request"):
        presses = [partial(_press, arena, user, draft) for _, user, draft in some]
        unanswered += _killed_at(arena, presses, 3.0).count(None)
        for organisation, user, draft in some:
            found = invariants.problems(organisation)
            until(partial(_press_again, arena, user, draft), PATIENCE)
            outcome.add([*found, *applied_once(organisation)], str(organisation))
    outcome.seen = f"{unanswered} requests were cut off"
    arena.plan.keep(outcome)


def _rounds(arena: Arena, times: int, what: str) -> list[list[tuple[Organisation, User, ImportDraft]]]:
    every = [arena.fresh(what) for _ in range(times)]
    return [every[start : start + LANES] for start in range(0, times, LANES)]


def _killed_at(arena: Arena, presses: Sequence[Callable[[], int | None]], seconds: float) -> list[int | None]:
    """Press all at once; meanwhile as many web processes are killed at moments within so many seconds. The statuses,
    None where no answer came."""
    answers: list[int | None] = []
    people = [threading.Thread(target=lambda press=press: answers.append(press())) for press in presses]
    for person in people:
        person.start()
    moments = [0.0, *sorted(arena.chance.uniform(0, seconds) for _ in presses)]
    for before, moment in pairwise(moments):
        sleep(moment - before)
        arena.site.kill("web")
    for person in people:
        person.join()
    return answers


def _press(arena: Arena, user: User, draft: ImportDraft) -> int | None:
    path = f"/o/{draft.organisation.slug}/import/{draft.pk}/apply/"
    answer = Visitor(arena.site.address, user).post(path, seen=made.seen(draft))
    return answer.status_code if answer is not None else None


def _press_again(arena: Arena, user: User, draft: ImportDraft) -> bool:
    draft.refresh_from_db()
    return bool(draft.applied_id) or (_press(arena, user, draft) or 500) < 400


def _uploads(arena: Arena, times: int) -> None:
    """Uploading, by a web process that is killed: kept wholly or not at all."""
    outcome, unanswered = arena.plan.outcome("kill -9, upload"), 0
    for some in _rounds(arena, times, "upload"):
        for _, _, draft in some:
            draft.delete()
        presses = [partial(_upload, arena, organisation, user) for organisation, user, _ in some]
        unanswered += _killed_at(arena, presses, 2.0).count(None)
        for organisation, _, _ in some:
            outcome.add(invariants.problems(organisation), str(organisation))
    outcome.seen = f"{unanswered} requests were cut off"
    arena.plan.keep(outcome)


def _upload(arena: Arena, organisation: Organisation, user: User) -> int | None:
    given = {"pasted": arena.data.decode(), "on": made.today().isoformat()}
    answer = Visitor(arena.site.address, user).post(f"/o/{organisation.slug}/import/", **given)
    return answer.status_code if answer is not None else None


def _reloads(arena: Arena, times: int) -> None:
    """The web is told to reload while people work: no answer is lost."""
    outcome, chance = arena.plan.outcome("web reloaded (SIGHUP) under load"), arena.plan.chance
    organisation, users = made.filled("reloads", members=4)
    ended, lost, answered = threading.Event(), list[str](), list[int]()

    def work(user: User) -> None:
        visitor = Visitor(arena.site.address, user)
        while not ended.is_set():
            answer = visitor.get(f"/o/{organisation.slug}/people/")
            answered.append(answer.status_code if answer is not None else 0)
            if answered[-1] != 200:
                lost.append(f"answered {answered[-1]}")

    people = [threading.Thread(target=work, args=(user,)) for user in users]
    for person in people:
        person.start()
    for _ in range(times):
        sleep(chance.uniform(3, 9))
        arena.site.reload()
        outcome.add([])
    ended.set()
    for person in people:
        person.join()
    outcome.lost, outcome.seen = lost, f"{len(answered):,} answers"
    arena.plan.keep(outcome)
