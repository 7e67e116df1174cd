"""What an organisation costs over stretches of time, by function, exact to the day.

A position costs on every day on which it stands and is filled; a vacant one from its target start, never before today.
A day costs the year's figure × FTE ÷ days of the year. Whatever changes meanwhile (pay, FTE, role, holder, band, rate)
counts from its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from functools import partial
from typing import Any

from planning.core.changes.change import Change, changed
from planning.core.cost.ledger import DAY, DIGITS, Ledger, LedgerCell, Period
from planning.core.cost.pay import NO_RATE, Terms
from planning.core.hiring import ASIDE, stage_said
from planning.core.occupancy import FILLED, VACANT, occupancy
from planning.core.records import Org, Person, Position
from planning.core.rules.context import Context

Version = tuple[date, Any]


@dataclass(frozen=True)
class CostPath:
    """How an organisation goes on from the first day of a stretch: `start` as it is then, the later changes to it, and
    those of a plan on top, each in the order of their days."""

    start: Org
    changes: Sequence[Change] = ()
    planned: Sequence[Change] = ()

    def versions(self, kind: str) -> dict[str, list[Version]]:
        """The touched records of a kind: what each is from which day on."""
        own, plan = (_by_key(changes, kind) for changes in (self.changes, self.planned))
        return {
            key: list(_roll(self.start, kind, key, own.get(key, ()), plan.get(key, ())))
            for key in dict.fromkeys([*own, *plan])
        }


def _by_key(changes: Iterable[Change], kind: str) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if change.kind == kind:
            found.setdefault(change.key, []).append(change)
    return found


def _roll(start: Org, kind: str, key: str, own: Sequence[Change], plan: Sequence[Change]) -> Iterator[Version]:
    """A plan's changes lie over what the organisation is on each day, whenever it came to be so."""
    for on in sorted({start.on, *(max(change.on, start.on) for change in (*own, *plan))}):
        record = start.get(kind, key)
        for change in (*(c for c in own if c.on <= on), *(c for c in plan if c.on <= on)):
            record = changed(record, change)
        yield on, record


class CostForecast:
    """Adds up what positions cost over `periods`, day by day in effect, in stretches of equal days in fact. `ctx` tells
    their functions and levels."""

    def __init__(self, path: CostPath, terms: Terms, ctx: Context, periods: Sequence[Period], today: date) -> None:
        self.path, self.terms, self.ctx, self.periods, self.day_zero = path, terms, ctx, periods, today
        self.people = path.versions("person")
        self.positions = path.versions("position")
        self.first, self.last = periods[0].starts, periods[-1].ends
        self.cuts = {*(p.starts for p in periods), *(p.ends + DAY for p in periods), *terms.dates, today}
        self.stretches = list(_stretches(periods, self.cuts))

    def ledger(self, keys: Iterable[str] | None = None) -> Ledger:
        """Of all positions, or of those with these keys."""
        ledger = Ledger(self.terms, self.periods)
        every = self.path.start.tables["position"]
        like: dict[tuple[Any, ...], list[Position]] = {}
        with localcontext(prec=DIGITS):
            for key in dict.fromkeys([*every, *self.positions]) if keys is None else keys:
                position = every.get(key)
                if key not in self.positions and position is not None and self._steady(position):
                    like.setdefault(self._signature(position), []).append(position)
                else:
                    self._add(ledger, key)
            for positions in like.values():
                self._add_alike(ledger, positions)
        return ledger

    def _signature(self, position: Position) -> tuple[Any, ...]:
        """Whatever a position's cost and function rest on."""
        p, ctx = position, self.ctx
        return (ctx.function_of(p), ctx.level(p), p.role, p.location, p.fte, p.pay, p.currency, p.loaded)

    def _steady(self, position: Position) -> bool:
        """Whether the position is filled by one person over the whole time."""
        person = self.path.start.people.get(position.holder)
        return (
            person is not None
            and not position.sharers
            and position.holder not in self.people
            and _spans(position.starts, position.ends, self.first, self.last)
            and _spans(person.starts, person.leaves, self.first, self.last)
        )

    def _add_alike(self, ledger: Ledger, positions: list[Position]) -> None:
        """Positions that cost the same every day count at once."""
        keys = [position.key for position in positions]
        for number, starts, ends in self.stretches:
            self._count(ledger, keys, positions[0], number, starts, ends, vacant=False)

    def _add(self, ledger: Ledger, key: str) -> None:
        for number, starts, ends in _stretches(self.periods, self.cuts | self._own_cuts(key)):
            ledger.undated.discard(key)
            position = self.position(key, starts)
            if position is None or not _spans(position.starts, position.ends, starts, starts):
                continue
            state = occupancy(position, partial(self.person, on=starts), starts)
            filled = state == FILLED
            if filled or (state == VACANT and self._hired(ledger, position, starts)):
                self._count(ledger, [key], position, number, starts, ends, vacant=not filled)

    def _hired(self, ledger: Ledger, position: Position, on: date) -> bool:
        """Whether somebody is to sit in a vacant position by then."""
        if not is_to_come(position) or on < self.day_zero:
            return False
        if position.target_start is None:
            ledger.undated.add(position.key)
            return False
        return position.target_start <= on

    def days_of(self, keys: Iterable[str]) -> set[date]:
        """The days within the forecast on which any of these positions may come to cost something else."""
        found = {*self.terms.dates, self.day_zero}.union(*(self._own_cuts(key) for key in keys))
        return {day for day in found if self.first < day <= self.last}

    def _own_cuts(self, key: str) -> set[date]:
        """The days on which the position or who sits there may come to be another."""
        cuts: set[date | None] = set()
        versions = self.positions.get(key) or [(self.first, self.path.start.get("position", key))]
        for on, position in versions:
            cuts.add(on)
            if position is None:
                continue
            cuts |= {position.starts, _next(position.ends), position.target_start}
            for key in (position.holder, *position.sharers):
                for since, person in self.people.get(key) or [(on, self.path.start.people.get(key))]:
                    cuts |= {since, person.starts, _next(person.leaves)} if person else {since}
        return {day for day in cuts if day is not None}

    def position(self, key: str, on: date) -> Position | None:
        found: Position | None = self.path.start.get("position", key)
        return _at(self.positions[key], on) if key in self.positions else found

    def person(self, key: str, on: date) -> Person | None:
        return _at(self.people[key], on) if key in self.people else self.path.start.people.get(key)

    def _count(
        self,
        ledger: Ledger,
        keys: list[str],
        position: Position,
        number: int,
        starts: date,
        ends: date,
        *,
        vacant: bool,
    ) -> None:
        """Positions like `position` cost from the one day to the other."""
        function, fte = self.ctx.function_of(position), Decimal(str(position.fte))
        cell = ledger.cells.setdefault((function, number), LedgerCell())
        if ends == self.periods[number].ends:
            cell.positions += len(keys)
            cell.fte += fte * len(keys)
            cell.open += len(keys) if vacant else 0
        figure = self.terms.figure(position, self.ctx.level(position), starts)
        rate = None if isinstance(figure, str) else self.terms.rate(figure.currency, starts)
        if isinstance(figure, str) or rate is None:
            cell.unknown.update(dict.fromkeys(keys, fte))
            reason = figure if isinstance(figure, str) else f"{NO_RATE} for {figure.currency}"
            ledger.reasons.update(dict.fromkeys(keys, reason))
            if not isinstance(figure, str):
                ledger.currencies.setdefault(figure.currency, set()).update(keys)
            return
        cell.sum += figure.amount * fte * rate * ((ends - starts).days + 1) * len(keys)


def is_to_come(position: Position) -> bool:
    """Whether somebody is to be hired into a vacant position: it is not paused, repurposed or cancelled."""
    return stage_said(position) not in ASIDE


def _at(versions: Sequence[Version], on: date) -> Any:
    return next((record for since, record in reversed(versions) if since <= on), None)


def _spans(starts: date | None, ends: date | None, first: date, last: date) -> bool:
    return (starts is None or starts <= first) and (ends is None or ends >= last)


def _next(day: date | None) -> date | None:
    return day + DAY if day is not None and day < date.max else None


def _stretches(periods: Sequence[Period], cuts: Iterable[date]) -> Iterator[tuple[int, date, date]]:
    """The periods cut into pieces, as (number of the period, first day, last day)."""
    ordered = sorted(cuts)
    for number, period in enumerate(periods):
        inner = [cut for cut in ordered if period.starts < cut <= period.ends]
        for start, following in zip([period.starts, *inner], [*inner, period.ends + DAY], strict=True):
            yield number, start, following - DAY
