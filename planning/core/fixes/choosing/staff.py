"""Who has a role: those who stay, looked up by what ties them to products, and those who go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.choosing.closeness import Neighbourhood
from planning.core.fixes.choosing.marks import TITLE, WEIGHTS, Mark
from planning.core.records import Org, Position
from planning.core.rules import Context
from planning.core.rules.census import last_day

# A tie that more than this part of all have says nothing.
COMMON = 0.6
# Who goes on leave within so many days takes nothing on before.
LEAVE_DAYS = 60


class Telling(NamedTuple):
    """The marks of some products that tell holders apart: what each is called, and those that count most first."""

    names: Mapping[Mark, str]
    marks: frozenset[Mark]
    by_weight: Sequence[Mark]


def goes(org: Org, position: Position) -> str:
    """Why nobody who sits there can take anything on; '' where they can."""
    last = last_day(org, position)
    if last:
        return f"leaves on {day(last)}"
    person = org.holder(position)
    if person is None or not (person.away_from or person.away_until):
        return ""
    if not any(person.is_away(org.on + timedelta(days=days)) for days in range(0, LEAVE_DAYS, 7)):
        return ""
    return f"is on leave until {day(person.away_until)}" if person.away_until else "is on leave"


class Staff:
    """Who fills the positions of a role. Nobody is proposed who is to leave, as nobody knows an end of the need, nor
    who is on leave or soon will be: `gone` are those, with why in words, and `staying` all others."""

    def __init__(self, ctx: Context, role: Role) -> None:
        self._near = Neighbourhood.of(ctx)
        filled = [p for p in ctx.by_role.get(role.slug, ()) if ctx.filled(p)]
        self.gone = {p.key: why for p in filled if (why := goes(ctx.org, p))}
        self.staying = {p.key: p for p in filled if p.key not in self.gone}
        self._telling: dict[tuple[str, ...], Telling] = {}

    @classmethod
    def of(cls, ctx: Context, role: Role) -> Staff:
        return ctx.once("staff", role.slug, lambda: cls(ctx, role))

    @cached_property
    def by_mark(self) -> Mapping[Mark, Sequence[str]]:
        """The keys of those who stay by what ties them."""
        found: dict[Mark, list[str]] = defaultdict(list)
        for key, position in self.staying.items():
            for marks in self._near.of_position(position)[:3]:
                for mark in marks:
                    found[mark].append(key)
        return dict(found)

    def titled(self, product: str) -> Sequence[str]:
        """Those whose own title names the product."""
        return self.by_mark.get((TITLE, product), ())

    def telling(self, products: tuple[str, ...]) -> Telling:
        """What ties them to the products, without what ties nearly all of them."""
        if products not in self._telling:
            names = self._told(products)
            by_weight = sorted(names, key=lambda mark: -WEIGHTS[mark[0]])
            self._telling[products] = Telling(names, frozenset(names), by_weight)
        return self._telling[products]

    def _told(self, products: Iterable[str]) -> Mapping[Mark, str]:
        found: dict[Mark, str] = {}
        for key in products:
            marks = self._near.of_product(key).items()
            found |= {mark: by for mark, by in marks if mark in self._uncommon and mark not in found}
        return found

    @cached_property
    def _uncommon(self) -> frozenset[Mark]:
        """The marks that somebody has, and not nearly all of them."""
        most = max(COMMON * len(self.staying), 3)
        return frozenset(mark for mark, keys in self.by_mark.items() if len(keys) <= most)
