"""Editing a plan: every edit is a step, checked against the plan's own organisation on its date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from planning.core.changes.change import Change, apply, conflicts, problems
from planning.core.changes.plan_steps import Add, Drop, Move, Note, Redate, replay_step
from planning.core.dates import day
from planning.organisation import store
from planning.organisation.models import Plan, Step
from planning.organisation.step_codec import to_json
from planning.organisation.writes import Refused, Stale
from portal.models import Organisation
from portal.wording import lowfirst


class Locked(Exception):
    """The plan cannot be edited in its state; the message says what would unlock it."""


def create(
    organisation: Organisation, *, name: str, target: date, owner: Any, purpose: str = "", copy_of: Plan | None = None
) -> Plan:
    """A new private plan over the current organisation, with the changes of `copy_of` as its first step."""
    with transaction.atomic():
        # Of two that are made at once each gets an address of its own.
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        plan = Plan.objects.create(
            organisation=organisation,
            slug=_free_slug(organisation, name),
            name=name,
            purpose=purpose,
            target=target,
            owner=owner,
            ground=organisation.version,
        )
        changes = [planned.change for planned in store.planned(copy_of).values()] if copy_of else []
        if changes:
            append(plan, f"Copy of {copy_of}", adds(1, changes), owner)
    return plan


def edit(plan: Plan, changes: Sequence[Change], *, title: str, author: Any) -> Plan:
    """Add changes as one step. Raises `Refused`, `Stale` (the before values are not what is there) or `Locked`."""
    with transaction.atomic():
        plan = locked(plan)
        if changes:
            _check(plan, changes)
            number = _next_number(plan)
            append(plan, title, adds(number, changes), author)
    return plan


def revise(plan: Plan, moves: Sequence[Move], *, title: str, author: Any) -> Plan:
    """Drop, re-date or annotate changes of the plan, as one step. A move that would leave the plan's other
    changes impossible is refused."""
    with transaction.atomic():
        plan = locked(plan)
        before = store.planned(plan)
        unknown = [move.id for move in moves if move.id not in before]
        if unknown:
            raise Locked("This change is no longer in the plan. Reload the page to see the current changes.")
        # Checked before anything is written: what a cache learns under a version must be what is committed.
        check_whole(plan, [p.change for p in replay_step(before, 0, moves).values()])
        append(plan, title, moves, author)
    return plan


def drop(plan: Plan, ids: Iterable[str], *, author: Any) -> Plan:
    moves = [Drop(id) for id in ids]
    return revise(plan, moves, title=f"Remove {_count(len(moves))}", author=author)


def redate(plan: Plan, ids: Iterable[str], on: date, *, author: Any) -> Plan:
    moves = [Redate(id, on) for id in ids]
    return revise(plan, moves, title=f"Move {_count(len(moves))} to {day(on)}", author=author)


def annotate(plan: Plan, ids: Sequence[str], text: str, *, author: Any) -> Plan:
    moves = [Note(id, text.strip()[:1000]) for id in ids]
    return revise(plan, moves, title=f"Note on {_count(len(moves))}", author=author)


def undo(plan: Plan, *, number: int | None = None, by: Any = None) -> Step | None:
    """Take the last step back; None where there is nothing to undo. Raises `Locked` where it is not step `number`, or
    not a step of `by`, if those are given."""
    with transaction.atomic():
        plan = locked(plan)
        step = plan.steps.filter(undone=False).order_by("-number").first()
        _check_meant(step, number, by, "came after it. Undo that first")
        return _flip(plan, step, undone=True)


def redo(plan: Plan, *, number: int | None = None, by: Any = None) -> Step | None:
    """Bring the last step that was taken back; None where there is none. Raises as `undo` does."""
    with transaction.atomic():
        plan = locked(plan)
        step = plan.steps.filter(undone=True).order_by("number").first()
        _check_meant(step, number, by, "was undone after it. Redo that first")
        return _flip(plan, step, undone=False)


def last_step(plan: Plan, by: Any) -> Step | None:
    """The last step of this member that is in force."""
    return plan.steps.filter(undone=False, author=by).order_by("-number").first()


def _check_meant(step: Step | None, number: int | None, by: Any, why_not: str) -> None:
    if step is None:
        return
    if number is not None and step.number != number:
        raise Locked(f"“{step.title}” {why_not} in the plan bar.")
    if by is not None and step.author_id != by.pk:
        raise Locked(f"“{step.title}” was done by {step.author or 'someone else'}. Undo it in the plan bar.")


def locked(plan: Plan) -> Plan:
    """The plan as it is now, its row locked until the transaction ends. Raises `Locked` unless it is open."""
    plan = Plan.objects.select_for_update().select_related("organisation").get(pk=plan.pk)
    if not plan.is_open:
        raise Locked(f"The plan is {lowfirst(plan.get_state_display())}, so it cannot be edited. Copy it to continue.")
    return plan


def _count(number: int) -> str:
    return "a change" if number == 1 else f"{number} changes"


def _flip(plan: Plan, step: Step | None, *, undone: bool) -> Step | None:
    if step is not None:
        step.undone = undone
        step.save(update_fields=["undone"])
        _bump(plan)
    return step


def _check(plan: Plan, changes: Sequence[Change]) -> None:
    for on in sorted({change.on for change in changes}):
        org = store.org_at(plan.organisation, on, plan)
        mine = [change for change in changes if change.on <= on]
        before = apply(org, [change for change in mine if change.on < on])
        if stale := conflicts(before, [change for change in mine if change.on == on]):
            raise Stale(stale)
        if wrong := problems(org, mine):
            raise Refused(wrong)


def check_whole(plan: Plan, changes: list[Change]) -> None:
    """Every change of the plan must still be possible after those before it. Raises `Refused`."""
    changes = sorted(changes, key=lambda change: change.on)
    if changes and (wrong := problems(store.org_at(plan.organisation, changes[0].on), changes)):
        raise Refused(wrong)


def _next_number(plan: Plan) -> int:
    """A number that no step has had: ids of changes are made of it."""
    return (plan.steps.aggregate(top=Max("number"))["top"] or 0) + 1


def adds(number: int, changes: Iterable[Change]) -> list[Add]:
    return [Add(f"{number}-{place}", change) for place, change in enumerate(changes, 1)]


def append(plan: Plan, title: str, moves: Sequence[Move], author: Any) -> None:
    """The new step; what had been undone can no longer be redone."""
    number = _next_number(plan)
    plan.steps.filter(undone=True).delete()
    Step.objects.create(plan=plan, number=number, title=title[:300], author=author, moves=to_json(moves))
    _bump(plan)


def _bump(plan: Plan) -> None:
    plan.version += 1
    plan.save(update_fields=["version", "changed_at"])


# Addresses below plans/ that are pages of their own.
PAGES = {"close-gaps", "new", "rules"}


def _free_slug(organisation: Organisation, name: str) -> str:
    base = slugify(name)[:60] or "plan"
    taken = set(Plan.objects.filter(organisation=organisation, slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 4))
    return next(slug for slug in (base, *numbered) if slug not in taken | PAGES)
