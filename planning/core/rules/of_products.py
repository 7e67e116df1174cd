"""What the rules ask about products and whoever covers them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from planning.core.content import Content, Role
from planning.core.coverage import coverage
from planning.core.records import Assignment, Org, Position, Product
from planning.core.rules.base import POSITION, PRODUCT
from planning.core.rules.of_positions import OfPositions


class OfProducts(OfPositions):
    """Answers about products."""

    def __init__(self, org: Org, content: Content) -> None:
        super().__init__(org, content)
        self._cells: dict[tuple[str, str], coverage.Cell] = {}

    def cell(self, product: str, role: str) -> coverage.Cell:
        place = (product, role)
        if place not in self._cells:
            self._cells[place] = self._cell(product, role)
        return self._cells[place]

    def _cell(self, product: str, role: str) -> coverage.Cell:
        if self._before and self._before.keeps_product(product):
            return self._before.ctx.cell(product, role)
        return coverage.cell(self.org, self.org.products[product], self.content.roles[role])

    def covering(self, role: Role) -> Mapping[str, tuple[str, ...]]:
        """By product the positions that its cell of a role names."""
        return self.once("covering", role.slug, lambda: self._covering(role))

    def _covering(self, role: Role) -> Mapping[str, tuple[str, ...]]:
        touched = self._before.touched if self._before else None
        if self._before is None or touched is None:
            return {key: self.cell(key, role.slug).by for key in self.org.products}
        return {**self._before.ctx.covering(role), **{key: self.cell(key, role.slug).by for key in touched}}

    def needs(self, product: Product, role: Role) -> bool:
        return coverage.is_needed(role.need, product, self.org.on)

    def missing(self, role: Role) -> tuple[str, ...]:
        """The products that need somebody in the role and have nobody, in their order."""
        return self.once("missing", role.slug, lambda: self._missing(role))

    def _missing(self, role: Role) -> tuple[str, ...]:
        known = self._before.missing(role) if self._before else None
        if known is None:
            return tuple(p.key for p in self.org.products.values() if self._misses(p, role))
        was, touched = known
        now = {key for key in touched if self._misses(self.org.products[key], role)}
        if now == touched.intersection(was):
            return was
        kept = now.union(was) - (touched - now)
        return tuple(key for key in self.org.products if key in kept)

    def _misses(self, product: Product, role: Role) -> bool:
        return self.needs(product, role) and not self.cell(product.key, role.slug).is_covered

    def in_market(self, product: Product) -> bool:
        """Whether a role that is for products in the market only is needed."""
        roles = self.content.covering
        return any(r.need is not None and r.need.audience == "market" and self.needs(product, r) for r in roles)

    def holders(self, positions: Iterable[str]) -> set[str]:
        return {self.org.positions[key].holder for key in positions}

    def both(self, product: str, one: str, other: str) -> set[str]:
        """The people who cover a product in both roles."""
        return self.once("both", (product, one, other), lambda: self._both(product, one, other))

    def _both(self, product: str, one: str, other: str) -> set[str]:
        left, right = self.cell(product, one), self.cell(product, other)
        if not (left.is_covered and right.is_covered):
            return set()
        return self.holders(left.by) & self.holders(right.by)

    @cached_property
    def crews(self) -> Mapping[str, Counter[str]]:
        """By team that has a product: how many of its filled positions are of each function."""
        moved = self._before.moved_teams if self._before else None
        if self._before and moved is not None:
            known = self._before.ctx.crews
            teams = moved & self._with_products if moved else ()
            again = {team: self._crew(self.org.team_positions.get(team, ())) for team in teams}
            return {team: crew for team, crew in {**known, **again}.items() if crew} if again else known
        found: dict[str, Counter[str]] = defaultdict(Counter)
        teams = self._with_products
        for position in self.org.positions.values() if teams else ():
            if position.team in teams and self.filled(position):
                found[position.team][self.function(position)] += 1
        return dict(found)

    @cached_property
    def crew_sizes(self) -> Mapping[str, int]:
        """By team that has a product: how many people are in it."""
        if self._before and self.crews is self._before.ctx.crews:
            return self._before.ctx.crew_sizes
        return {team: crew.total() for team, crew in self.crews.items()}

    @cached_property
    def in_crews(self) -> frozenset[str]:
        """The functions of all who are in a team that has a product."""
        if self._before and self.crews is self._before.ctx.crews:
            return self._before.ctx.in_crews
        return frozenset(function for crew in self.crews.values() for function in crew)

    @property
    def _with_products(self) -> set[str]:
        """The teams that have products."""
        every = self.org.products.values()
        return self.kept((PRODUCT,), "teams with products", "", lambda: {product.team for product in every} - {""})

    def _crew(self, positions: Iterable[Position]) -> Counter[str]:
        return Counter(self.function(position) for position in positions if self.filled(position))

    def partners_by(self, duty: Assignment) -> set[str]:
        """The functions that an assignment gives to its product as a partner; none in a role that covers."""
        role, position = self.content.roles.get(duty.role), self.org.get(POSITION, duty.position)
        if role and role.covers:
            return set()
        return {role.function if role else "", self.function(position) if position else ""}
