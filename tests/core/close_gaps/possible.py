"""What a question leaves possible in an organisation, and whether some of it together keeps to its limits: shared by
all who look for a plan here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planning.core.changes.change import Change, add, edit
from planning.core.close_gaps.answer import Days
from planning.core.fixes.base import FixKind
from planning.core.over_time.what_if import arriving
from planning.core.records import OWNER, Org, Position
from planning.core.rules import Context
from tests.core.close_gaps import choices
from tests.core.close_gaps.choices import NEW, Choice, Lane, Opening, Staff
from tests.core.close_gaps.engine import DAY, Span, spans, weighted_days
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.trials import Chosen, Trials


class Value(NamedTuple):
    """What is compared, in this order: less is better. Critical days are weighted, `unknown` counts newcomers whose
    cost nobody knows."""

    critical: int
    warning: int
    unknown: int
    cost: Decimal
    people: int


class Found(NamedTuple):
    """A plan; `tried` is how many were looked at before it."""

    value: Value
    changes: tuple[Change, ...]
    tried: int = 0


def context(case: Case) -> Context:
    return Context(case.dated.at(case.question.on), case.content)


def newcomers(case: Case) -> list[Opening]:
    """Open positions that nobody hires for yet, people who could go on into a role, and owners in another role who
    could count, of those that may change."""
    question, kept = case.question, case.question.forbidden | case.question.pinned
    there = arriving(case.dated, question.on)
    days = [(span, there.at(span.first)) for span in spans(there, case.content, question.on, question.ahead)]
    later = [org for _, org in days]
    every = [*_waiting(case, later), *_refilled(case, days), *_on_path(case, later), *_counting(case)]
    return [one for one in every if not kept & {one.position.key, one.position.holder}]


def _waiting(case: Case, later: list[Org]) -> Iterator[Opening]:
    ctx, question = context(case), case.question
    for role in case.content.covering if FixKind.HIRE in question.moves else ():
        day = choices.hire_day(question, case.basis, role.slug)
        for position in choices.waiting(ctx, later, role.slug) if day else ():
            change = edit(question.on, position, target_start=day)
            assert day
            assert change
            yield Opening(position, day, added(case, ctx, position), change)


def _refilled(case: Case, days: list[tuple[Span, Org]]) -> Iterator[Opening]:
    """Somebody who follows whoever leaves. They take anew what they go on with, so all of it ends before."""
    ctx, question, kept = context(case), case.question, case.question.forbidden | case.question.pinned
    lanes = {(lane.product, lane.role) for lane in choices.lanes(case.dated, case.basis, question)}
    for role in case.content.covering if FixKind.HIRE in question.moves else ():
        ready = choices.hire_day(question, case.basis, role.slug)
        for position, empty in choices.emptied(days, role.slug) if ready else ():
            assert ready
            day, duties = max(ready, empty), ctx.org.duties.get(position.key, ())
            change = edit(question.on, position, target_start=day)
            had = [d for d in duties if d.role == role.slug and d.kind == OWNER and (d.product, role.slug) in lanes]
            over = [edit(question.on, duty, ends=empty - DAY) for duty in had if duty.ends is None]
            if change and day <= question.by and not kept & {*position.sharers, *(d.product for d in duties)}:
                yield Opening(position, day, added(case, ctx, position), change, also=tuple(filter(None, over)))


def _on_path(case: Case, later: list[Org]) -> Iterator[Opening]:
    ctx, on = context(case), case.question.on
    for step in case.content.steps if FixKind.RETITLE in case.question.moves else ():
        for position in choices.on_path(ctx, later, step):
            change = edit(on, position, role=step.to, level=step.at)
            assert change
            after = position._replace(role=step.to, level=step.at)
            yield Opening(after, on, _rise(case, ctx, position, after), change, is_moved=True)


def _counting(case: Case) -> Iterator[Opening]:
    """Owners whose own role is another one, where counting closes whole gaps and no part of one, and who are there all
    the while."""
    question, org = case.question, case.dated.at(case.question.on)
    if FixKind.COUNTS not in question.moves:
        return
    before, whole = choices.lanes(case.dated, case.basis, question), replace(question, by=question.ahead)
    for duty in org.tables["assignment"].values():
        position = org.positions.get(duty.position)
        change = edit(question.on, duty, counts=True)
        if position and position.role and position.role != duty.role and duty.kind == OWNER and change:
            after = choices.lanes(case.dated.with_over([change]), case.basis, whole)
            closed = [lane for lane in before if lane not in after]
            if closed and all(_is_whole(case, duty.position, lane, after) for lane in closed):
                yield Opening(position, question.on, Decimal(0), change, is_counted=True)


def _is_whole(case: Case, key: str, lane: Lane, after: list[Lane]) -> bool:
    """Whether nothing of a lane is left, and somebody is there as long as it lasts."""
    end, place = lane.until(case.question), (lane.product, lane.role)
    left = (one for one in after if (one.product, one.role) == place and one.first <= end)
    return all(one.until(case.question) < lane.first for one in left) and _is_there(case, key, lane)


def _is_there(case: Case, key: str, lane: Lane) -> bool:
    """Whether somebody whom the question lets change sits in a position, on no leave, as long as a lane lasts."""
    there = arriving(case.dated, case.question.on)
    for span in spans(there, case.content, lane.first, lane.until(case.question)):
        org = there.at(span.first)
        people = [org.people[p] for p in (org.positions[key].holder, *org.positions[key].sharers) if p in org.people]
        here = next((p for p in people if p.is_there(org.on) and not p.is_away(org.on)), None)
        if here is None or here.key in case.question.forbidden | case.question.pinned:
            return False
    return True


def _rise(case: Case, ctx: Context, before: Position, after: Position) -> Decimal | None:
    if case.basis.terms is None:
        return Decimal(0)
    prices = [choices.price(ctx, case.basis.terms, one, case.question.on) for one in (before, after)]
    return None if prices[0] is None or prices[1] is None else max(prices[1] - prices[0], Decimal(0))


def price_of(case: Case, ctx: Context, position: Position) -> Decimal | None:
    """Where cost is not to be seen, hires are counted in its place."""
    if case.basis.terms is None:
        return Decimal(1)
    return choices.price(ctx, case.basis.terms, position, case.question.on)


def added(case: Case, ctx: Context, position: Position) -> Decimal | None:
    """What hiring into a position that is there already adds: nothing where a target start that is over makes it count
    as if somebody were there."""
    price = price_of(case, ctx, position)
    counts = position.target_start is not None and case.basis.terms is not None and price is not None
    return Decimal(0) if counts else price


class Possible:
    """With these newcomers, and as many new positions of each role as could be of use, `most` at most."""

    def __init__(self, case: Case, filled: Sequence[Opening] = (), most: int = 8) -> None:
        self.case, self.filled, self.question = case, filled, case.question
        self.base = case.dated.with_over(change for one in filled for change in one.changes)
        known = set(choices.lanes(case.dated, case.basis, self.question)) if filled else None
        self.lanes = [
            lane
            for lane in choices.lanes(self.base, case.basis, self.question)
            if known is None or lane in known  # what is left of one that filling closes in part needs nobody for long
        ]
        self.days = choices.grid(self.base, case.basis, self.question)
        self.new = {one.position.key: one for one in self._new(most)}
        there = self.base.with_over(one.change for one in self.new.values())
        self.ends = {lane.last + DAY for lane in self.lanes if lane.last}
        days = {*self.days, *self.ends}
        self.trials = Trials(there, case.content, self.question, days, before=case.dated)
        self.staff = Staff(there, case.basis, self.question)
        # Whoever leaves hands nothing new over to whoever follows in the same position.
        self.follows = {one.position.key: one.start for one in filled if not one.is_moved}

    def _new(self, most: int) -> Iterator[Opening]:
        if FixKind.HIRE not in self.question.moves:
            return
        ctx = context(self.case)
        for role in self.case.content.covering:
            day = choices.hire_day(self.question, self.case.basis, role.slug)
            usual, number = choices.usual(ctx, role), sum(lane.role == role.slug for lane in self.lanes)
            for one in range(min(number, most) if day else 0):
                assert day
                opened = usual._replace(key=f"{NEW}{role.slug}:{one}", target_start=day)
                yield Opening(opened, day, price_of(self.case, ctx, usual), add(self.question.on, opened), is_new=True)

    def options(self, lane: Lane) -> Iterator[Choice]:
        """Everyone who could take a lane, from each day on from which they could."""
        for key, begins in self.staff.takers(lane):
            follows = self.follows.get(key, begins)
            first = max(begins, follows) if lane.until(self.question) >= follows else begins
            yield from (Choice(lane, key, day) for day in choices.starts(self.days, self.question, lane, first))

    def interims(self, lane: Lane, others: Sequence[Choice]) -> Iterator[Chosen]:
        """Somebody for a time, or two in turn: alone, or until the day before somebody takes the lane for good, who is
        there before it ends or after."""
        every = list(self._for_a_time(lane)) if self.question.interims else []
        for one in every:
            yield (one,)
            yield from ((_until(one, other), other) for other in others if _may_follow(one, other))
            for then in every:
                if _may_follow(one, then):
                    first = _until(one, then)
                    yield first, then
                    yield from ((first, _until(then, other), other) for other in others if _may_follow(then, other))

    def _for_a_time(self, lane: Lane) -> Iterator[Choice]:
        """From the first day on which somebody could, and from each later one on which anybody comes to have less."""
        for key, first, until in self.staff.for_a_time(lane):
            follows = self.follows.get(key, date.max)
            last = min(until, follows - DAY) if first < follows else until
            starts = (day for day in sorted(self.trials.easing) if first < day <= last)
            yield from (Choice(lane, key, day, last) for day in (first, *starts))

    def beyond(self) -> Days:
        """What is open whatever is done: of products that stay as they are."""
        every = weighted_days(self.base, self.case.content, self.question)
        own = [self.trials.open_days(lane, ()) for lane in self.lanes]
        return Days(every.critical - sum(d.critical for d in own), every.warning - sum(d.warning for d in own))

    def value(self, days: Days, chosen: Chosen) -> Value:
        came = self.came(chosen)
        people = {choice.position for choice in self._of_others(chosen)}
        people |= {one.position.key for one in came if one.is_moved}
        known = [one.cost for one in came if one.cost is not None]
        return Value(*days, len(came) - len(known), sum(known, Decimal(0)), len(people))

    def came(self, chosen: Chosen) -> list[Opening]:
        """Everybody who comes into a role."""
        used = sorted({choice.position for choice in chosen} & self.new.keys())
        return [*self.filled, *(self.new[key] for key in used)]

    def is_whole(self, chosen: Chosen) -> bool:
        """Whether everybody who gets another role has something to do in it."""
        busy = {choice.position for choice in chosen}
        return all(one.position.key in busy for one in self.filled if one.is_moved)

    def is_next(self, chosen: Chosen) -> bool:
        """Whether the last of them is no new hire, or one that is had already, or the first of the others."""
        key = chosen[-1].position
        stem, _, number = key.rpartition(":")
        return key not in self.new or number == "0" or f"{stem}:{int(number) - 1}" in {c.position for c in chosen}

    def keeps(self, chosen: Chosen) -> bool:
        """Whether all of it together keeps to every limit, where all but the last of it does."""
        return self.fits(chosen) and self.trials.keeps_norms(chosen, chosen[-1:])

    def fits(self, chosen: Chosen) -> bool:
        came, most = self.came(chosen), self.question.most_hires
        if most is not None and sum(not (one.is_moved or one.is_counted) for one in came) > most:
            return False
        return self._within_budget(came) and self._within_changes(chosen)

    def _within_budget(self, came: Sequence[Opening]) -> bool:
        budget, costs = self.question.budget, [one.cost for one in came]
        if budget is None or self.case.basis.terms is None:
            return True
        return None not in costs and sum((cost for cost in costs if cost), Decimal(0)) <= budget

    def _within_changes(self, chosen: Chosen) -> bool:
        most = self.question.changes_each
        own = [choice.position for choice in self._of_others(chosen)]
        return most is None or all(own.count(key) <= most for key in set(own))

    def _of_others(self, chosen: Chosen) -> list[Choice]:
        """What is taken by those who are not hired: whoever leaves a position may have something until then."""
        hired = (one for one in (*self.filled, *self.new.values()) if not (one.is_moved or one.is_counted))
        starts = {one.position.key: one.start for one in hired}
        return [choice for choice in chosen if choice.start < starts.get(choice.position, date.max)]

    def changes(self, chosen: Chosen) -> tuple[Change, ...]:
        came = [change for one in self.came(chosen) for change in one.changes]
        duties = sorted((add(choice.start, choice.duty) for choice in chosen), key=lambda change: change.on)
        return (*came, *duties)


def total(one: Days, other: Days) -> Days:
    return Days(one.critical + other.critical, one.warning + other.warning)


def _may_follow(one: Choice, other: Choice) -> bool:
    return other.position != one.position and other.start > one.start


def _until(one: Choice, other: Choice) -> Choice:
    """The first of two as long as they can, and until the day before the other."""
    assert one.end
    return one._replace(end=min(one.end, other.start - DAY))
