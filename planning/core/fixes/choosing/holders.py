"""Who has a role and could take a product in it: each with what they cover, looked up by what ties them to products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from heapq import heappop, heappush

from planning.core.content import Role
from planning.core.dates import day
from planning.core.fixes.choosing.capacity import Capacity
from planning.core.fixes.choosing.closeness import TITLE, WEIGHTS, Mark, Neighbourhood
from planning.core.records import OWNER, Assignment, Org, Position
from planning.core.rules import Context
from planning.core.rules.census import last_day

# So many are looked at for each thing that ties them to a product, strongest ties first until there are enough, and of
# all holders.
A_TIE, IN_ALL, ENOUGH = 4, 6, 16
# A tie that more than this part of all have says nothing.
COMMON = 0.6
# Who has a launch of their own within so many days has their hands full.
LAUNCH_DAYS = 60
# Who goes on leave within so many days takes nothing on before.
LEAVE_DAYS = 60
LEVEL = "level"
ALL: Mark = ("", "")
ALWAYS = 1_000


Place = tuple[int, int, int, str]


@dataclass
class Holder:
    """Somebody in the role: what they own, how they are tied to products, and what was proposed to them so far:
    `offered`, how often, and the products that they would get by the first proposals. `full`: 0 while there is room
    beside those, 1 while there is room but for those, 2 where there is none."""

    position: Position
    level: int
    owned: tuple[str, ...]
    marks: Mapping[Mark, tuple[int, str]]
    launch: tuple[date, str] | None
    leads: int
    full: int = 0
    offered: int = 0
    reserved: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.position.key

    @property
    def load(self) -> int:
        return len(self.owned) + len(self.reserved)

    @property
    def place(self) -> Place:
        """Those with room come first, of them those to whom the least was proposed, then those with the least to do."""
        return self.full, self.offered, self.load, self.key


def goes(org: Org, position: Position) -> str:
    """Why nobody who sits there can take anything on; '' where they can."""
    last = last_day(org, position)
    if last:
        return f"leaves on {day(last)}"
    person = org.holder(position)
    if person is None or not any(person.is_away(org.on + timedelta(days=days)) for days in range(0, LEAVE_DAYS, 7)):
        return ""
    return f"is on leave until {day(person.away_until)}" if person.away_until else "is on leave"


class Holders:
    """The holders of a role who stay: nobody is proposed who is to leave, as nobody knows an end of the need, nor who
    is on leave or soon will be. `gone` are those, with why in words."""

    def __init__(self, ctx: Context, role: Role, kind: str = OWNER) -> None:
        self.ctx, self.role, self._kind = ctx, role, kind
        self._near = Neighbourhood.of(ctx)
        self._capacity = Capacity.of(ctx, role)
        filled = [p for p in ctx.by_role.get(role.slug, ()) if ctx.filled(p)]
        self.gone = {p.key: why for p in filled if (why := goes(ctx.org, p))}
        self.every = {p.key: self.described(p) for p in filled if p.key not in self.gone}
        self._by_mark = self._looked_up()
        self._telling: dict[tuple[str, ...], Mapping[Mark, str]] = {}

    def described(self, position: Position) -> Holder:
        """A position with all that counts when it is proposed."""
        duties = [d for d in self.ctx.org.duties.get(position.key, ()) if d.active(self.ctx.org.on)]
        marks = self._near.of_position(position, duties)
        level = self.ctx.level(position)
        owned = self._owned(position, duties)
        launch = self._launch(owned) if self._kind == OWNER else None
        leads = len(self.ctx.org.reports(position.key))
        holder = Holder(position, level, owned, {**marks, (LEVEL, str(level)): (0, "")}, launch, leads)
        holder.full = self._fullness(holder)
        return holder

    def propose(self, holder: Holder, products: Iterable[str] = ()) -> None:
        """Somebody is proposed for these products, for none where it is not their first choice."""
        holder.offered += 1
        holder.reserved += [key for key in products if key not in holder.reserved]
        if holder.reserved:
            holder.full = self._fullness(holder)

    def _fullness(self, holder: Holder) -> int:
        if self._kind != OWNER:
            return 0
        if self._capacity.room(holder.position, holder.owned).left < 1:
            return 2
        return 1 if self._capacity.room(holder.position, {*holder.owned, *holder.reserved}).left < 1 else 0

    def _owned(self, position: Position, duties: Iterable[Assignment]) -> tuple[str, ...]:
        if self._kind == OWNER:
            return tuple(self._capacity.owned(position))
        return tuple(duty.product for duty in duties if duty.kind == self._kind and duty.role == self.role.slug)

    def _launch(self, products: Iterable[str]) -> tuple[date, str] | None:
        """The next launch of theirs that is near."""
        on = self.ctx.org.on
        launches = ((self.ctx.org.products[key].launch, key) for key in products)
        near = [(when, key) for when, key in launches if when and on <= when <= on + timedelta(days=LAUNCH_DAYS)]
        return min(near, default=None)

    def _looked_up(self) -> dict[Mark, list[tuple[Place, str]]]:
        """Heaps of holders by what ties them, and of all of them."""
        lists: dict[Mark, list[tuple[Place, str]]] = defaultdict(list)
        for holder in sorted(self.every.values(), key=lambda holder: holder.place):
            entry = holder.place, holder.key
            for mark in holder.marks:
                lists[mark].append(entry)
            lists[ALL].append(entry)
        return lists

    @cached_property
    def _common(self) -> float:
        return max(COMMON * len(self.every), 3)

    def telling(self, products: tuple[str, ...]) -> Mapping[Mark, str]:
        """What ties holders to the products, without what ties nearly all of them."""
        if products not in self._telling:
            self._telling[products] = self._told(products)
        return self._telling[products]

    def _told(self, products: Iterable[str]) -> Mapping[Mark, str]:
        found: dict[Mark, str] = {}
        for key in products:
            for mark, by in self._near.of_product(key).items():
                if 0 < len(self._by_mark.get(mark, ())) <= self._common:
                    found.setdefault(mark, by)
        return found

    def near(self, marks: Iterable[Mark]) -> list[Holder]:
        """Those who are tied by one of the marks, a few of each, and a few of all: the least proposed first."""
        found = dict.fromkeys(self._first(self._by_mark.get(ALL, []), IN_ALL))
        for mark in sorted(marks, key=lambda mark: -WEIGHTS.get(mark[0], ALWAYS)):
            if len(found) >= ENOUGH and mark[0] != LEVEL:
                break
            found.update(dict.fromkeys(self._first(self._by_mark.get(mark, []), A_TIE)))
        return [self.every[key] for key in found]

    def _first(self, heap: list[tuple[Place, str]], number: int) -> list[str]:
        """The first so many of a heap. Its places are put right as they are met: they only ever grow."""
        found: list[tuple[Place, str]] = []
        while heap and len(found) < number:
            place, key = heappop(heap)
            now = self.every[key].place
            if place == now:
                found.append((place, key))
            else:
                heappush(heap, (now, key))
        for entry in found:
            heappush(heap, entry)
        return [key for _, key in found]

    def titled(self, product: str) -> Iterator[Holder]:
        """Those whose own title names the product."""
        yield from (self.every[key] for _, key in sorted(self._by_mark.get((TITLE, product), [])))
