"""Positions that fall empty, as somebody's last day in them is known: a hire may follow whoever leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planning.core.changes.change import Change, edit
from planning.core.close_gaps.handing_out import Job
from planning.core.close_gaps.lanes import Lane, Scene, is_kept
from planning.core.close_gaps.naming import Newcomer
from planning.core.close_gaps.people import Staff
from planning.core.close_gaps.question import Question
from planning.core.content import Role
from planning.core.fixes.base import FixKind
from planning.core.hiring import ASIDE, DRAFT, stage_said, vacated
from planning.core.records import OWNER, Assignment, Org, Position
from planning.core.rules import Context

DAY = timedelta(days=1)


class Emptied(NamedTuple):
    """A position with the first day on which nobody sits there any more, as a number, and the lanes of the products
    that it owns in its role: whoever leaves covers them until then."""

    position: Position
    day: int
    had: tuple[Lane, ...]


def emptied(scene: Scene, ctx: Context, staff: Staff, role: Role, lanes: Sequence[Lane]) -> Iterator[Emptied]:
    """Positions of a role that somebody sits in, that stand empty from a day on for as long as is looked, and that
    stay what they are: nobody is due there, and neither they nor what they are assigned to become something else.
    `lanes` are those that may be covered."""
    for position in sorted(ctx.by_role.get(role.slug, ()), key=lambda p: p.key):
        day = _empty_from(staff, position.key) if _may_fall_empty(scene, position) and ctx.filled(position) else None
        if day is not None and _may_be_refilled(scene, ctx.org, position):
            products = {duty.product for duty in owned(ctx.org, position.key, role.slug)}
            had = tuple(lane for lane in lanes if lane.role == role.slug and lane.product in products)
            if not _is_dated(scene, ctx.org, position.key, day):
                yield Emptied(position, day, had)


def _may_fall_empty(scene: Scene, position: Position) -> bool:
    """Whether it is worth looking: of most nobody knows that they leave."""
    histories = scene.histories
    people = [("person", key) for key in (position.holder, *position.sharers) if key]
    if any(place in histories.touched for place in (("position", position.key), *people)):
        return True
    return any(person.leaves for _, key in people for person in histories.versions("person", key))


def _empty_from(staff: Staff, key: str) -> int | None:
    day, number = staff.seated(key)[-1]
    return None if number else day


def _may_be_refilled(scene: Scene, org: Org, position: Position) -> bool:
    """Whether the question lets it and what it owns change, it does not close, and hiring for it was not given up."""
    versions: Sequence[Position] = scene.histories.versions("position", position.key)
    people = {key for one in versions for key in (one.holder, *one.sharers) if key}
    products = {duty.product for duty in org.duties.get(position.key, ())}
    if closes(scene.question, position.key) or any(
        is_kept(scene.question, k) for k in (position.key, *people, *products)
    ):
        return False
    return all(p.role == position.role and p.ends is None and stage_said(p) not in ASIDE for p in versions)


def closes(question: Question, key: str) -> bool:
    """Whether a position is to close by a step that the question pins."""
    return f"{FixKind.END}:{key}" in question.pinned


def _is_dated(scene: Scene, org: Org, key: str, day: int) -> bool:
    """Whether what a position is assigned to becomes something else by itself once it is empty, or makes it cover in
    another role."""
    on = date.fromordinal(day)
    duties = org.duties.get(key, ())
    dated = any((duty.ends and duty.ends >= on) or (duty.starts and duty.starts >= on) for duty in duties)
    elsewhere = any(duty.counts and duty.role != org.positions[key].role for duty in duties)
    changes = (day for duty in duties for day in scene.histories.days("assignment", duty.key))
    return dated or elsewhere or any(day <= scene.question.ahead for day in changes)


def owned(org: Org, key: str, role: str) -> list[Assignment]:
    """What a position owns in a role without an end."""
    return [d for d in org.duties.get(key, ()) if d.role == role and d.kind == OWNER and d.ends is None]


def load_of_rest(staff: Staff, one: Emptied, role: str, first: int) -> int:
    """The most products beside those with lanes that a position owns on any day from `first` on."""
    known = list(staff.products(one.position.key, role))
    products = {lane.product for lane in one.had}
    lasts = [*(day - 1 for day, _ in known[1:]), first]
    return max(
        (len(live - products) for (_, live), last in zip(known, lasts, strict=False) if last >= first), default=0
    )


# As changes


def refilling(org: Org, position: Position, start: date, on: date, empty: date) -> tuple[Change, ...]:
    """Somebody is to be hired into a position that is filled until the day before `empty`: it gets `start` as target
    start, dated `on`, and its requisition says from `empty` on whom they replace."""
    stage = position.stage if stage_said(position) == DRAFT else DRAFT
    change = edit(on, position, target_start=start, stage=stage)
    return (*([change] if change else []), *vacated(org.at(empty), position.key))


def kept_duties(
    org: Org, position: Position, role: str, one: Newcomer, on: date, empty: date
) -> tuple[list[Change], list[Job]]:
    """What a position owned and the hire goes on with stays, until the lane ends; whatever else it owned with a lane
    ends with whoever leaves. Gives the changes, dated `on`, and the jobs for which a new assignment is needed."""
    left, changes = list(one.jobs), list[Change]()
    products = {lane.product for lane in one.kind.had}
    for duty in owned(org, position.key, role):
        if duty.product in products:
            job = next((j for j in left if j.lane.product == duty.product and _goes_on(j, one.start)), None)
            ends = empty - DAY if job is None else None if job.end is None else date.fromordinal(job.end)
            change = edit(on, duty, ends=ends)
            changes += [change] if change else []
            left = [one for one in left if one is not job]
    return changes, left


def _goes_on(job: Job, start: int) -> bool:
    """Whether the lane is open when the hire starts, and theirs from that day on."""
    return job.lane.stretch.first <= job.start == start
