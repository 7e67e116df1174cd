"""What a question leaves possible in an organisation, and whether some of it together keeps to its limits: shared by
all who look for a plan here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from planning.core.changes.change import Change, add, edit
from planning.core.close_gaps.answer import Days
from planning.core.fixes.base import FixKind
from planning.core.over_time.what_if import arriving
from planning.core.records import Position
from planning.core.rules import Context
from tests.core.close_gaps import choices
from tests.core.close_gaps.choices import NEW, Choice, Lane, Opening, Staff
from tests.core.close_gaps.engine import DAY, open_days, spans
from tests.core.close_gaps.made import Case
from tests.core.close_gaps.trials import Chosen, Trials


class Value(NamedTuple):
    """What is compared, in this order: less is better. `unknown` counts hires whose cost nobody knows."""

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


def waiting(case: Case) -> list[Opening]:
    """Open positions that nobody hires for yet, and that may be filled."""
    if FixKind.HIRE not in case.question.moves:
        return []
    ctx, question, kept = context(case), case.question, case.question.forbidden | case.question.pinned
    there = arriving(case.dated, question.on)
    later = [there.at(span.first) for span in spans(there, case.content, question.on, question.ahead)]
    found = list[Opening]()
    for role in case.content.covering:
        day = choices.hire_day(question, case.basis, role.slug)
        every = choices.waiting(ctx, later, role.slug) if day else []
        found += [Opening(p, day, price_of(case, ctx, p), False) for p in every if day and p.key not in kept]
    return found


def price_of(case: Case, ctx: Context, position: Position) -> Decimal | None:
    """Where cost is not to be seen, hires are counted in its place."""
    if case.basis.terms is None:
        return Decimal(1)
    return choices.price(ctx, case.basis.terms, position, case.question.on)


class Possible:
    """With these open positions filled, and as many new ones of each role as could be of use, `most` at most."""

    def __init__(self, case: Case, filled: Sequence[Opening] = (), most: int = 8) -> None:
        self.case, self.filled, self.question = case, filled, case.question
        self.base = case.dated.with_over(_filling(case, filled))
        known = set(choices.lanes(case.dated, case.basis, self.question)) if filled else None
        self.lanes = [
            lane
            for lane in choices.lanes(self.base, case.basis, self.question)
            if known is None or lane in known  # what is left of one that filling closes in part needs nobody for long
        ]
        self.days = choices.grid(self.base, case.basis, self.question)
        self.new = {one.position.key: one for one in self._new(most)}
        there = self.base.with_over(add(self.question.on, one.position) for one in self.new.values())
        self.ends = {lane.last + DAY for lane in self.lanes if lane.last}
        self.trials = Trials(there, case.content, self.question, {*self.days, *self.ends})
        self.staff = Staff(there, case.basis, self.question)

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
                yield Opening(opened, day, price_of(self.case, ctx, usual), True)

    def options(self, lane: Lane) -> Iterator[Choice]:
        """Everyone who could take a lane, from each day on from which they could."""
        for key, first in self.staff.takers(lane):
            yield from (Choice(lane, key, day) for day in choices.starts(self.days, self.question, lane, first))

    def beyond(self) -> Days:
        """What is open whatever is done: of products that stay as they are."""
        every = open_days(self.base, self.case.content, self.question, arriving=True)
        own = [self.trials.open_days(lane, ()) for lane in self.lanes]
        return Days(every.critical - sum(d.critical for d in own), every.warning - sum(d.warning for d in own))

    def value(self, days: Days, chosen: Chosen) -> Value:
        hired = self.hired(chosen)
        people = {choice.position for choice in chosen} - self.new.keys() - {one.position.key for one in self.filled}
        known = [one.cost for one in hired if one.cost is not None]
        return Value(*days, len(hired) - len(known), sum(known, Decimal(0)), len(people))

    def hired(self, chosen: Chosen) -> list[Opening]:
        used = sorted({choice.position for choice in chosen} & self.new.keys())
        return [*self.filled, *(self.new[key] for key in used)]

    def is_next(self, chosen: Chosen) -> bool:
        """Whether the last of them is no new hire, or one that is had already, or the first of the others."""
        key = chosen[-1].position
        stem, _, number = key.rpartition(":")
        return key not in self.new or number == "0" or f"{stem}:{int(number) - 1}" in {c.position for c in chosen}

    def keeps(self, chosen: Chosen) -> bool:
        """Whether all of it together keeps to every limit, where all but the last of it does."""
        return self.fits(chosen) and self.trials.keeps_norms(chosen, chosen[-1:])

    def fits(self, chosen: Chosen) -> bool:
        hired, question = self.hired(chosen), self.question
        if question.most_hires is not None and len(hired) > question.most_hires:
            return False
        return self._within_budget(hired) and self._within_changes(chosen)

    def _within_budget(self, hired: Sequence[Opening]) -> bool:
        budget, costs = self.question.budget, [one.cost for one in hired]
        if budget is None or self.case.basis.terms is None:
            return True
        return None not in costs and sum((cost for cost in costs if cost), Decimal(0)) <= budget

    def _within_changes(self, chosen: Chosen) -> bool:
        most = self.question.changes_each
        own = [choice.position for choice in chosen if choice.position not in self.new]
        return most is None or all(own.count(key) <= most for key in set(own))

    def changes(self, chosen: Chosen) -> tuple[Change, ...]:
        opened = [add(self.question.on, one.position) for one in self.hired(chosen) if one.is_new]
        duties = sorted((add(choice.start, choice.duty) for choice in chosen), key=lambda change: change.on)
        return (*_filling(self.case, self.filled), *opened, *duties)


def _filling(case: Case, filled: Sequence[Opening]) -> tuple[Change, ...]:
    changes = (edit(case.question.on, one.position, target_start=one.start) for one in filled)
    return tuple(change for change in changes if change)


def total(one: Days, other: Days) -> Days:
    return Days(one.critical + other.critical, one.warning + other.warning)
