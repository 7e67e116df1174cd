"""How much a position covers in a role, and how much more the role's norms leave room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planning.core.content import Role
from planning.core.records import Position
from planning.core.rules import Context
from planning.core.rules.load import LIVE, PRODUCTS, limits, live_duties
from planning.core.words import count

# What is left where no norm binds.
UNBOUND = 99


class Room(NamedTuple):
    """How full a position would be by the norm that binds it most: `number` of `most`, counting `of` (“PM”, '' for
    products). `most` None: nothing binds it."""

    number: int
    most: int | None
    of: str = ""

    @property
    def left(self) -> int:
        """How much more it could take; below 0 it is over the norm."""
        return UNBOUND if self.most is None else self.most - self.number

    def __str__(self) -> str:
        if self.most is None:
            return count(self.number, "product")
        return f"{self.number} of {self.most}" + (f" {self.of}s" if self.of else "")


Counted = tuple[frozenset[str], ...]
"""By norm what counts of some products: themselves, or who covers them in another role."""


class Capacity:
    """The load of the holders of one role, and what products would add to it."""

    def __init__(self, ctx: Context, role: Role) -> None:
        self._ctx, self._role = ctx, role
        self._limits = limits(ctx, role)
        self._people: dict[tuple[str, str], frozenset[str]] = {}

    @classmethod
    def of(cls, ctx: Context, role: Role) -> Capacity:
        return ctx.once("capacity", role.slug, lambda: cls(ctx, role))

    def owned(self, position: Position) -> list[str]:
        """The live products that a position owns in the role."""
        return [duty.product for duty in live_duties(self._ctx, self._role, position.key)]

    def live(self, products: Iterable[str]) -> list[str]:
        """Those of the products that count."""
        return [key for key in products if self._ctx.org.products[key].stage in LIVE]

    def counted(self, products: Iterable[str]) -> Counted:
        live = self.live(products)
        return tuple(frozenset(live) if of == PRODUCTS else self._covering(of, live) for of, _ in self._limits)

    @property
    def mosts(self) -> list[int]:
        """How much each norm allows."""
        return [most for _, most in self._limits]

    def counted_for(self, position: Position, product: str) -> Counted:
        """What counts of a product where a position has it: nobody is their own counterpart."""
        own = frozenset([position.holder])
        every = zip(self.counted([product]), self._limits, strict=True)
        return tuple(what if of == PRODUCTS else what - own for what, (of, _) in every)

    def room(self, position: Position, products: Iterable[str]) -> Room:
        """How full a position is with these products, by the norm that leaves it least."""
        live = self.live(products)
        numbers = self._numbers(position.holder, [self.counted(live)])
        rooms = [Room(n, most, self._code(of)) for n, (of, most) in zip(numbers, self._limits, strict=True)]
        return min(rooms, key=lambda room: room.left, default=Room(len(live), None))

    def left(self, position: Position, parts: Sequence[Counted]) -> int:
        """How much more a position could take with all of these, as `room` has it."""
        numbers = self._numbers(position.holder, parts)
        return min([most - n for n, (_, most) in zip(numbers, self._limits, strict=True)], default=UNBOUND)

    def _numbers(self, holder: str, parts: Sequence[Counted]) -> list[int]:
        """How many count by each norm; nobody counts as their own counterpart."""
        numbers = []
        for (of, _), *some in zip(self._limits, *parts, strict=True):
            largest, *others = sorted(some, key=len, reverse=True)  # left as it is: it may be all that somebody owns
            beyond = frozenset[str]().union(*others) - largest
            own = of != PRODUCTS and (holder in largest or holder in beyond)
            numbers.append(len(largest) + len(beyond) - own)
        return numbers

    def _code(self, of: str) -> str:
        return "" if of == PRODUCTS else self._ctx.content.roles[of].code

    def _covering(self, role: str, products: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._counterparts(key, role) for key in products))

    def _counterparts(self, product: str, role: str) -> frozenset[str]:
        """Who covers a product in a role that the norm counts."""
        place = (product, role)
        if place not in self._people:
            cell = self._ctx.cell(product, role)
            self._people[place] = frozenset(self._ctx.holders(cell.by) if cell.is_covered else ())
        return self._people[place]
