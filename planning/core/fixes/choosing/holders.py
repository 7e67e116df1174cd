"""Who could take a product in a role: each with what they cover, and what was proposed to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from heapq import heapify, heappop, heappush, heapreplace
from threading import Lock

from planning.core.content import Role
from planning.core.fixes.choosing.capacity import Capacity, Counted
from planning.core.fixes.choosing.closeness import Neighbourhood
from planning.core.fixes.choosing.marks import Mark, Marks
from planning.core.fixes.choosing.staff import Staff, Telling
from planning.core.records import OWNER, Position
from planning.core.rules import Context

# So many are looked at for each thing that ties them to a product, strongest ties first until there are enough, and of
# all holders.
A_TIE, IN_ALL, ENOUGH = 4, 6, 16
# Who has a launch of their own within so many days has their hands full.
LAUNCH_DAYS = 60
# What counts against somebody: each product they have already, a launch of their own, people to lead.
A_PRODUCT, A_LAUNCH, A_TEAM = 6, 40, 4
LEVEL = "level"
ALL: Mark = ("", "")


Place = tuple[int, int, int, str]


@dataclass(eq=False)
class Holder:
    """Somebody in the role: what they own, how they are tied to products, and what was proposed to them so far:
    `offered`, how often, and the products that they would get by the first proposals; `is_over`: one of those beyond
    their room; `exchanged`: for how many more they were proposed in place of one of those. `taken` is what counts of
    these by the norms. `full`: 0 while there is room beside those, 1 while there is room but for those, 2 where there
    is none. `burden` is what counts against them whoever wants them."""

    position: Position
    level: int
    owned: tuple[str, ...]
    marks: Marks
    launch: tuple[date, str] | None
    leads: int
    taken: tuple[Counted, ...] = ()
    full: int = 0
    offered: int = 0
    reserved: list[str] = field(default_factory=list)
    is_over: bool = False
    exchanged: int = 0

    def __post_init__(self) -> None:
        self.key = self.position.key
        self.burden = A_PRODUCT * len(self.owned) + A_LAUNCH * (self.launch is not None) + A_TEAM * (self.leads > 0)
        self.settle()

    def settle(self) -> None:
        """Those with room come first, of them those to whom the least was proposed, then those with the least to do."""
        self.load = len(self.owned) + len(self.reserved)
        self.place: Place = (self.full, self.offered, self.load, self.key)


class Holders:
    """Those of a role who stay, each with what they have and what was proposed to them so far."""

    def __init__(self, ctx: Context, role: Role, kind: str = OWNER) -> None:
        self.ctx, self.role, self._kind = ctx, role, kind
        self.staff = Staff.of(ctx, role)
        self._near = Neighbourhood.of(ctx)
        self._capacity = Capacity.of(ctx, role)
        self.every = {key: self.described(position) for key, position in self.staff.staying.items()}
        self._heaps: dict[Mark, list[tuple[Place, str]]] = {}
        self._turn = Lock()  # requests that look at one organisation share what is remembered of it

    def described(self, position: Position) -> Holder:
        """A position with all that counts when it is proposed."""
        owned = self._owned(position)
        launch = self._launch(owned) if self._kind == OWNER else None
        leads = len(self.ctx.org.reports(position.key))
        holder = Holder(position, self.ctx.level(position), owned, self._near.of_position(position), launch, leads)
        if self._kind == OWNER:
            self._fill(holder, (self._capacity.counted(owned),))
        return holder

    def propose(self, holder: Holder, products: Iterable[str] = ()) -> None:
        """Somebody is proposed for these products, for none where it is not their first choice."""
        holder.offered += 1
        holder.reserved += [key for key in products if key not in holder.reserved]
        if holder.reserved and self._kind == OWNER:
            self._fill(holder, (holder.taken[0], self._capacity.counted(holder.reserved)))
        holder.settle()

    def _fill(self, holder: Holder, taken: tuple[Counted, ...]) -> None:
        """`taken` is what counts by the norms: of what they own, and of what was proposed to them."""
        holder.taken = taken
        if self._capacity.left(holder.position, taken[:1]) < 1:
            holder.full = 2
        elif len(taken) > 1:
            holder.full = 1 if self._capacity.left(holder.position, taken) < 1 else 0
        holder.settle()

    def _owned(self, position: Position) -> tuple[str, ...]:
        if self._kind == OWNER:
            return tuple(self._capacity.owned(position))
        duties = (d for d in self.ctx.org.duties.get(position.key, ()) if d.active(self.ctx.org.on))
        return tuple(duty.product for duty in duties if duty.kind == self._kind and duty.role == self.role.slug)

    def _launch(self, products: Iterable[str]) -> tuple[date, str] | None:
        """The next launch of theirs that is near."""
        on = self.ctx.org.on
        launches = ((self.ctx.org.products[key].launch, key) for key in products)
        near = [(when, key) for when, key in launches if when and on <= when <= on + timedelta(days=LAUNCH_DAYS)]
        return min(near, default=None)

    def near(self, telling: Telling, levels: Iterable[int] = ()) -> list[Holder]:
        """Those who are of one of the levels or tied to the products, a few of each, and a few of all: the least
        proposed first."""
        found = dict.fromkeys(self._first(ALL, IN_ALL))
        for level in levels:
            found.update(dict.fromkeys(self._first((LEVEL, str(level)), A_TIE)))
        for mark in telling.by_weight:
            if len(found) >= ENOUGH:
                break
            found.update(dict.fromkeys(self._first(mark, A_TIE)))
        return [self.every[key] for key in found]

    def _first(self, mark: Mark, number: int) -> list[str]:
        """The first so many of those who have a mark."""
        with self._turn:
            return self._met(self._heap(mark), number)

    def _met(self, heap: list[tuple[Place, str]], number: int) -> list[str]:
        """The first so many of a heap, whose places are put right as they are met: they only ever grow."""
        if len(heap) <= number:
            return [key for _, key in sorted((self.every[key].place, key) for _, key in heap)]
        found: list[tuple[Place, str]] = []
        while len(found) < number:
            place, key = heap[0]
            now = self.every[key].place
            if place == now:
                found.append(heappop(heap))
            else:
                heapreplace(heap, (now, key))
        for entry in found:
            heappush(heap, entry)
        return [key for _, key in found]

    def _heap(self, mark: Mark) -> list[tuple[Place, str]]:
        if mark not in self._heaps:
            self._heaps[mark] = [(self.every[key].place, key) for key in self._having(mark)]
            heapify(self._heaps[mark])
        return self._heaps[mark]

    def _having(self, mark: Mark) -> Iterable[str]:
        if mark[0] == LEVEL:
            return self._of_levels.get(mark[1], ())
        return self.every if mark == ALL else self.staff.by_mark.get(mark, ())

    @cached_property
    def _of_levels(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, holder in self.every.items():
            found[str(holder.level)].append(key)
        return dict(found)
