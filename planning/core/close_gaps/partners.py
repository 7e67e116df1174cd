"""How many counterparts somebody gets by what they take on: a norm that the names keep to, as it depends on who is
named in the other role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from planning.core.close_gaps.lanes import Lane
from planning.core.fixes.choosing.capacity import UNBOUND
from planning.core.rules import Context
from planning.core.rules.load import PRODUCTS, limits, live_duties


class Partners:
    """By position who their counterparts are, by the products that they have and are given."""

    def __init__(self, ctx: Context, lanes: Iterable[Lane]) -> None:
        self._ctx = ctx
        self._open = {(lane.product, lane.role) for lane in lanes}
        self._norms: Mapping[str, list[tuple[str, int]]] = {
            role.slug: [(of, most) for of, most in limits(ctx, role) if of != PRODUCTS] for role in ctx.content.covering
        }
        self.counted: set[str] = set()
        """The products on which somebody is to come whose counterparts are counted."""
        self._given: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._took: dict[tuple[str, str], list[tuple[int | None, set[str]]]] = defaultdict(list)
        self._known: dict[tuple[str, str], set[str]] = {}

    def order(self, role: str) -> int:
        """Roles whose people are counted come first."""
        return len(self._norms[role])

    def adds(self, key: str, slug: str) -> int:
        """How many more counterparts a position may get in a role ('' for a new one): whoever may come to cover its
        products in another role counts as one more."""
        left = []
        for of, most in self._norms[slug]:
            products = self._products(key, slug)
            coming = sum((product, of) in self._open for product in products)
            left.append(most - len(self._mine(key, slug, of)) - coming)
        return max(min(left, default=UNBOUND), 0)

    def brings(self, product: str, slug: str) -> bool:
        """Whether whoever takes a product may get a counterpart by it."""
        every = (of for of, _ in self._norms[slug])
        return any((product, of) in self._open or self._of_product(product, of) for of in every)

    def of(self, lane: Lane) -> tuple[str, ...]:
        """Who counts as counterparts of whoever takes a lane, as far as they are known or named by now."""
        people = set[str]().union(*(self._of_product(lane.product, of) for of, _ in self._norms[lane.role]))
        return tuple(sorted(people))

    def sharing(self, key: str, lanes: Iterable[Lane], free: Container[str]) -> list[Lane]:
        """Those that bring a position no counterpart beside those that it has. A product whose counterpart is still to
        come may bring one of these, if any of them is among `free`: people who have room."""
        return [lane for lane in lanes if self._may_share(key, lane, free)]

    def _may_share(self, key: str, lane: Lane, free: Container[str]) -> bool:
        for of, _ in self._of(lane):
            now, then = self._mine(key, lane.role, of), self._of_product(lane.product, of)
            coming = (lane.product, of) in self._open
            if not then <= now or (coming and not any(person in free for person in now)):
                return False
        return True

    def wished(self, key: str, lane: Lane) -> Iterator[tuple[str, str]]:
        """By role who is best named beside a position that may get no more counterparts, on a lane that it takes: the
        positions of those that it has."""
        for of, _ in self._of(lane):
            if (lane.product, of) in self._open:
                people = self._mine(key, lane.role, of)
                yield from ((of, p.key) for p in self._ctx.by_role.get(of, ()) if p.holder in people)

    def grows(self, key: str, lane: Lane, start: int) -> bool:
        """Whether a position would get a counterpart by a lane."""
        every = (
            (self._then(key, lane.role, of, start), self._of_product(lane.product, of)) for of, _ in self._of(lane)
        )
        return any(not then <= now for now, then in every)

    def left(self, key: str, lane: Lane, start: int) -> int:
        """How many more counterparts it may get, with what it was given."""
        every = (most - len(self._then(key, lane.role, of, start)) for of, most in self._of(lane))
        return min(every, default=UNBOUND)

    def _of(self, lane: Lane) -> list[tuple[str, int]]:
        return self._norms[lane.role]

    def may(self, key: str, lane: Lane, start: int) -> bool:
        """Whether a position stays within the norms with a lane from a day on, or is no farther over them than without.
        Asked in the order of days: what was given before begins no later."""
        for of, most in self._norms[lane.role]:
            now, then = self._then(key, lane.role, of, start), self._of_product(lane.product, of)
            if len(now | then) > max(most, len(now)):
                return False
        return True

    def took(self, key: str, lane: Lane, end: int | None) -> None:
        """A position was given a lane, until a day or for good."""
        for of, _ in self._norms[lane.role]:
            self._took[key, of].append((end, self._of_product(lane.product, of)))
        self._given[lane.product, lane.role].add(self._person(key))

    def gave_back(self, key: str, lane: Lane, end: int | None) -> None:
        """What `took` did is undone."""
        for of, _ in self._norms[lane.role]:
            self._took[key, of].remove((end, self._of_product(lane.product, of)))
        self._given[lane.product, lane.role].discard(self._person(key))

    def _then(self, key: str, slug: str, of: str, day: int) -> set[str]:
        given = (people for end, people in self._took[key, of] if end is None or end >= day)
        return self._mine(key, slug, of).union(*given)

    def _person(self, key: str) -> str:
        position = self._ctx.org.positions.get(key)
        return (position.holder if position else "") or key

    def _mine(self, key: str, slug: str, of: str) -> set[str]:
        if (key, of) not in self._known:
            people = set[str]().union(*(self._of_product(product, of) for product in self._products(key, slug)))
            self._known[key, of] = people - {self._person(key)}
        return self._known[key, of]

    def _products(self, key: str, slug: str) -> list[str]:
        return [duty.product for duty in live_duties(self._ctx, self._ctx.content.roles[slug], key)]

    def _of_product(self, product: str, of: str) -> set[str]:
        """Who covers a product in a role, or is named to."""
        given = self._given[product, of]
        if given or product not in self._ctx.org.products:
            return given
        cell = self._ctx.cell(product, of)
        return self._ctx.holders(cell.by) if cell.is_covered else set()
