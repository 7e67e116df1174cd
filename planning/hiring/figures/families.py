"""Openings by what they were opened for: a role, or, while that has too few hires, its function. Never all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planning.core.hiring_times import ENOUGH, Curve, Forecast, Range, Wait, curve, forecast
from planning.core.records import Position
from planning.core.rules import Context
from planning.core.words import capfirst, count
from planning.hiring.figures.said import Opening


@dataclass(frozen=True)
class Family:
    """Positions that are filled alike. `role` is its slug, '' for a whole function."""

    name: str
    role: str
    openings: tuple[Opening, ...]
    today: date

    @cached_property
    def waits(self) -> list[Wait]:
        """Of the openings whose first day is known."""
        days = ((one, one.days(self.today)) for one in self.openings)
        return [Wait(n, one.filled) for one, n in days if n is not None]

    @cached_property
    def curve(self) -> Curve:
        return curve(self.waits)

    @cached_property
    def range(self) -> Range | None:
        return self.curve.after()

    @property
    def hires(self) -> int:
        return self.curve.hires

    @cached_property
    def open(self) -> int:
        """How many of those that are counted are open for hiring still."""
        return sum(one.is_hiring and one.opened is not None for one in self.openings)

    @property
    def is_known(self) -> bool:
        return self.hires >= ENOUGH

    @property
    def hires_text(self) -> str:
        """“14 Product Manager hires”, “no hires in Product”"""
        number = count(self.hires, "hire") if self.hires else "no hires"
        if not self.role:
            return f"{number} in {self.name}"
        how_many, hires = number.split(" ")
        return f"{how_many} {self.name} {hires}"

    @property
    def rests_on(self) -> str:
        """The same, with “, 3 still open”."""
        return f"{self.hires_text}, {self.open:,} still open" if self.open else self.hires_text


def _by_name(family: Family) -> tuple[str, str]:
    return family.name.casefold(), family.role


class Families:
    """All openings of an organisation, so that each is looked at once."""

    def __init__(self, ctx: Context, openings: Iterable[Opening], today: date) -> None:
        self._ctx, self._today = ctx, today
        self._by_role: dict[str, list[Opening]] = defaultdict(list)
        self._by_function: dict[str, list[Opening]] = defaultdict(list)
        self._made: dict[tuple[str, str], Family] = {}
        for one in openings:
            self._by_role[self.role(one.position)].append(one)
            self._by_function[ctx.function_of(one.position)].append(one)

    def role(self, position: Position) -> str:
        """Its slug; '' where the position has none that role content knows."""
        return position.role if position.role in self._ctx.content.roles else ""

    def of(self, position: Position) -> list[Family]:
        """The families that a position belongs to, the nearest first; none where nothing tells what it is for."""
        role, function = self.role(position), self._ctx.function_of(position)
        return [*([self._of_role(role)] if role else []), *([self._of_function(function)] if function else [])]

    def telling(self, position: Position) -> Family | None:
        """The nearest one that has enough hires to say anything."""
        return next((family for family in self.of(position) if family.is_known), None)

    @cached_property
    def roles(self) -> list[Family]:
        """Those of roles that were ever opened for hiring, by name."""
        return sorted((self._of_role(slug) for slug in self._by_role if slug), key=_by_name)

    @cached_property
    def functions(self) -> list[Family]:
        """Those of functions that were ever opened for hiring, by name."""
        return sorted((self._of_function(slug) for slug in self._by_function if slug), key=_by_name)

    def _of_role(self, slug: str) -> Family:
        return self._family("role", slug, self._ctx.content.roles[slug].name, self._by_role.get(slug, ()))

    def _of_function(self, slug: str) -> Family:
        name = capfirst(self._ctx.content.function_name(slug))
        return self._family("function", slug, name, self._by_function.get(slug, ()))

    def _family(self, kind: str, slug: str, name: str, openings: Iterable[Opening]) -> Family:
        if (kind, slug) not in self._made:
            role = slug if kind == "role" else ""
            self._made[kind, slug] = Family(name, role, tuple(openings), self._today)
        return self._made[kind, slug]


@dataclass(frozen=True)
class Expected:
    """When an open position may be filled. `open_for` is in days, paused ones left out; None where it is not known when
    it was opened."""

    position: Position
    opened: date | None
    open_for: int | None
    families: tuple[Family, ...]
    family: Family | None
    today: date

    @cached_property
    def forecast(self) -> Forecast | None:
        if self.family is None or self.open_for is None:
            return None
        return forecast(self.family.curve, self.open_for, self.today)


def expected(families: Families, position: Position, opening: Opening | None, today: date) -> Expected:
    """Of a position that is open for hiring."""
    opened = opening.opened if opening else None
    open_for = opening.days(today) if opening else None
    every = tuple(families.of(position))
    return Expected(position, opened, open_for, every, families.telling(position), today)
