"""Who is near to a product: what decides among those who could all do it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from planning.core.content import Role
from planning.core.fixes.choosing.closeness import Neighbourhood
from planning.core.fixes.choosing.marks import nearness
from planning.core.fixes.choosing.staff import Staff
from planning.core.fixes.choosing.wanted import counterparts
from planning.core.fixes.choosing.weighing import AN_ASSOCIATE, ON_IT
from planning.core.records import Position
from planning.core.rules import Context

# So many are looked at for each thing that ties them to a product.
A_TIE = 8
# Whoever covers the product in the other role is named last: one person in two roles would be found odd.
IN_BOTH = 1_000


class Nearness:
    """Of the holders of one role to products, as fixes have it."""

    def __init__(self, ctx: Context, role: Role) -> None:
        self._ctx, self._role = ctx, role
        self._staff, self._near = Staff.of(ctx, role), Neighbourhood.of(ctx)

    def of(self, product: str) -> Mapping[str, int]:
        """By position those who are tied to a product at all, and how near they are."""
        known = self._ctx.org.products.get(product)
        if known is None:
            return {}
        telling = self._staff.telling((product,))
        keys = [key for mark in telling.by_weight for key in self._staff.by_mark.get(mark, ())[:A_TIE]]
        duties = (d for d in self._ctx.org.assignments.get(product, ()) if d.role == self._role.slug)
        on_it = {d.position for d in duties if d.active(self._ctx.org.on) and d.position in self._ctx.org.positions}
        avoided = counterparts(self._ctx, self._role, known)
        return {key: self._score(key, telling.marks, on_it, avoided) for key in dict.fromkeys([*on_it, *keys])}

    def _score(self, key: str, marks: frozenset[tuple[str, str]], on_it: set[str], avoided: frozenset[str]) -> int:
        position: Position = self._ctx.org.positions[key]
        score = nearness(marks, self._near.of_position(position)) + ON_IT * (key in on_it)
        return score - AN_ASSOCIATE * (self._ctx.level(position) == 1) - IN_BOTH * (position.holder in avoided)
