"""The moves of an answer: who does what from when, as the changes that plans are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from planning.core.changes.change import Change, add, edit
from planning.core.close_gaps.answer import Days, Move
from planning.core.close_gaps.handing_out import Job
from planning.core.close_gaps.lanes import Lane, Scene
from planning.core.close_gaps.naming import Named, Newcomer
from planning.core.close_gaps.openings import Place, any_may_lead, opening_changes, place_for, position_at
from planning.core.close_gaps.refills import kept_duties, refilling
from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.base import FixKind
from planning.core.fixes.new_keys import free_key
from planning.core.records import OWNER, Assignment, Position
from planning.core.rules import Context
from planning.core.rules.base import PRODUCT, code_of
from planning.core.words import an, listed


def cov_code(role: Role, product: str) -> str:
    """The code of the finding that a product lacks a role."""
    return code_of((f"cov-{role.code.lower()}", PRODUCT, product, ""))


def who_on(scene: Scene, ctx: Context, key: str, on: int) -> str:
    """Whoever sits in a position on a day; the position where they are only expected."""
    if key in ctx.org.positions and ctx.filled(ctx.org.positions[key]):
        return ctx.who(key)
    position = scene.histories.at("position", key, _date(on))
    person = scene.histories.at("person", position.holder, _date(on)) if position else None
    if person is not None and person.name and person.key in ctx.org.people:
        return str(person.name)
    return f"The hire due for {(position.title if position else '') or key}"


@dataclass
class Writer:
    """Makes moves one after the other: keys of new records, and reports of managers, count with what was made before.
    `sees_cost`: whether moves tell theirs."""

    scene: Scene
    ctx: Context
    sees_cost: bool
    reports: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self._taken: dict[str, Any] = dict(self.ctx.org.tables["assignment"])
        self._keys: dict[str, Any] = dict(self.ctx.org.tables["position"])
        self._on = self.scene.question.on

    def moves(self, named: Named) -> list[Move]:
        """In the order of their days, hires after what costs nothing."""
        every = [self._assign(key, job) for key, job in named.holders]
        every += [self._newcomer(newcomer) for newcomer in named.newcomers]
        return sorted(every, key=lambda move: (move.kind in (FixKind.HIRE, FixKind.RETITLE), move.start, move.key))

    # Those who are there

    def _assign(self, key: str, job: Job) -> Move:
        role = self._role(job.lane)
        change = self._given(key, role, job)
        who, what = self._who(key, job.start), self._name(job.lane.product)
        until = _day(job.end)
        told = f"{who} covers {what} as {role.code} from {day(_date(job.start))}"
        return Move(
            key=f"{FixKind.ASSIGN}:{key}:{job.lane.product}:{role.slug}",
            kind=FixKind.ASSIGN,
            title=told + (f" to {day(until)}" if until else ""),
            position=key,
            products=(job.lane.product,),
            role=role.slug,
            start=_date(job.start),
            until=until,
            changes=(change,),
            closes=(cov_code(role, job.lane.product),),
            days=job.days,
        )

    def _given(self, key: str, role: Role, job: Job) -> Change:
        """Whoever is backup or stands in becomes the owner; anybody else is assigned, and so is who covers for a time
        only."""
        start, end = _date(job.start), _day(job.end)
        for duty in self.ctx.org.assignments.get(job.lane.product, ()) if end is None else ():
            is_theirs = duty.position == key and duty.role == role.slug and duty.active(start)
            if is_theirs and duty.kind != OWNER and ("assignment", duty.key) not in self.scene.histories.touched:
                change = edit(start, duty, kind=OWNER, ends=None)
                if change:
                    return change
        return self._cover(key, role, job, start if key in self.ctx.org.positions else None)

    def _cover(self, key: str, role: Role, job: Job, on: date | None = None) -> Change:
        """A new assignment, known from the question's day on where the position is there already."""
        taken = free_key(self._taken, job.lane.product, role.code.lower(), key)
        start = _date(job.start)
        known = max(on or self._first("position", key), self._first("product", job.lane.product))
        starts = start if start > self._on else None
        duty = Assignment(taken, job.lane.product, key, role.slug, starts=starts, ends=_day(job.end))
        self._taken[taken] = duty
        return add(known, duty)

    def _first(self, kind: str, key: str) -> date:
        """From when a record is there: today, or the day on which a change brings it."""
        histories = self.scene.histories
        if histories.at(kind, key, self._on) is not None:
            return self._on
        days = [day for day in histories.days(kind, key) if day > self._on]
        return next((day for day in days if histories.at(kind, key, day) is not None), self._on)

    # Newcomers

    def _newcomer(self, one: Newcomer) -> Move:
        make = {FixKind.HIRE: self._hire, FixKind.RETITLE: self._retitle, FixKind.COUNTS: self._counts}
        return make[one.kind.kind](one)

    def _hire(self, one: Newcomer) -> Move:
        role = self._role(one.jobs[0].lane)
        products = list(dict.fromkeys(job.lane.product for job in one.jobs))
        start = _date(one.start)
        known = self.ctx.org.positions.get(one.position) if one.position else None
        there = [product for product in products if product in self.ctx.org.products]
        place = place_for(self.ctx, role.slug, there, self.reports)
        position = known or self._opened(one, role, place)
        if known is None:
            self.reports[position.manager] += 1
        own = {lane.product for lane in one.kind.own}
        opening, jobs = self._opening(one, position, role, start)
        given = [self._cover(position.key, role, job, self._on) for job in jobs if job.lane.product not in own]
        what = self._hired_for(one, position, role)
        title = f"Hire {what} {listed([self._name(p) for p in products])}, start {day(start)}"
        return Move(
            key=f"{FixKind.HIRE}:{role.slug}:{products[0]}",
            kind=FixKind.HIRE,
            title=title + self._led(position, role),
            position=position.key,
            products=tuple(products),
            role=role.slug,
            start=start,
            until=None,
            changes=(*opening, *given),
            **self._told(one),
        )

    def _led(self, position: Position, role: Role) -> str:
        """What to do about a new position that has no manager yet."""
        if position.manager or position.key in self.ctx.org.positions:
            return ""
        why = ": no one has room for another report" if any_may_lead(self.ctx, role) else ""
        return f" (choose a manager{why})"

    def _opening(
        self, one: Newcomer, position: Position, role: Role, start: date
    ) -> tuple[tuple[Change, ...], list[Job]]:
        """What opens a position for a hire, and the jobs that it does not have by that."""
        if not one.kind.empty:
            return opening_changes(self.ctx.org, position, start, self._on), one.jobs
        empty = _date(one.kind.empty)
        changes, jobs = kept_duties(self.ctx.org, position, role.slug, one, self._on, empty)
        return (*refilling(self.ctx.org, position, start, self._on, empty), *changes), jobs

    def _hired_for(self, one: Newcomer, position: Position, role: Role) -> str:
        if one.kind.empty:
            return f"in place of {self.ctx.who(position.key)}, {position.title or position.key}:"
        if one.position:
            return f"for the open position “{position.title}”:"
        return f"{an(self._level_title(role, one.kind.level))} for"

    def _opened(self, one: Newcomer, role: Role, place: Place) -> Position:
        key = free_key(self._keys, role.code.lower(), *(job.lane.product for job in one.jobs[:1]))
        position = position_at(key, role.slug, place)
        self._keys[key] = position
        return position

    def _retitle(self, one: Newcomer) -> Move:
        role = self._role(one.jobs[0].lane)
        position, start = self.ctx.org.positions[one.position], _date(one.start)
        title = self._level_title(role, one.kind.level)
        change = edit(start, position, role=role.slug, level=one.kind.level, title=title, function=role.function)
        given = [self._cover(position.key, role, job, start) for job in one.jobs]
        products = list(dict.fromkeys(job.lane.product for job in one.jobs))
        names = listed([self._name(p) for p in products])
        return Move(
            key=f"{FixKind.RETITLE}:{position.key}:{role.slug}",
            kind=FixKind.RETITLE,
            title=f"Promote {self._who(position.key, one.start)}{f', {position.title},' if position.title else ''} to "
            f"{title} on {names}, from {day(start)}",
            position=position.key,
            products=tuple(products),
            role=role.slug,
            start=start,
            until=None,
            changes=(*([change] if change else []), *given),
            **self._told(one),
        )

    def _counts(self, one: Newcomer) -> Move:
        lane = one.jobs[0].lane
        role, key = self._role(lane), one.kind.key.partition(":")[2]
        duty = self.ctx.org.tables["assignment"][key]
        change = edit(_date(one.start), duty, counts=True)
        who = self._who(duty.position, one.start)
        told = self._told(one) | {"cost": None, "is_costed": False}
        return Move(
            key=one.kind.key,
            kind=FixKind.COUNTS,
            title=f"Treat {who} as the {role.code} of {self._name(lane.product)} from {day(_date(one.start))}",
            position=duty.position,
            products=(lane.product,),
            role=role.slug,
            start=_date(one.start),
            until=_day(lane.stretch.last),
            changes=(change,) if change else (),
            **told,
        )

    def _told(self, one: Newcomer) -> dict[str, Any]:
        """What a newcomer costs, closes, and takes off the open days."""
        days = [job.days for job in one.jobs]
        return {
            "cost": one.kind.cost if self.sees_cost else None,
            "is_costed": True,
            "closes": tuple(dict.fromkeys(cov_code(self._role(job.lane), job.lane.product) for job in one.jobs)),
            "days": Days(sum(d.critical for d in days), sum(d.warning for d in days)),
        }

    # Words

    def _role(self, lane: Lane) -> Role:
        return self.ctx.content.roles[lane.role]

    def _name(self, product: str) -> str:
        found = self.scene.histories.versions("product", product)
        return (found[0].name if found else "") or product

    def _who(self, key: str, on: int) -> str:
        return who_on(self.scene, self.ctx, key, on)

    def _level_title(self, role: Role, level: int) -> str:
        return self.scene.basis.content.titles.get((role.slug, level)) or role.name


def total(moves: Sequence[Move]) -> tuple[Decimal, int]:
    """What moves add to cost a year, and how many of them have no known cost."""
    costed = [move for move in moves if move.is_costed]
    known = [move.cost for move in costed if move.cost is not None]
    return sum(known, Decimal(0)), len(costed) - len(known)


def _date(day: int) -> date:
    return date.fromordinal(day)


def _day(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)
