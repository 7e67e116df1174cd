"""What a context takes over from that of the organisation before some changes: all that these cannot have touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from planning.core.changes.change import Change
from planning.core.content import Role
from planning.core.records import Position
from planning.core.rules import touch
from planning.core.rules.base import POSITION, PRODUCT, Sides
from planning.core.rules.census import Census
from planning.core.rules.census_after import census_after
from planning.core.tree import Forest, branch, forest
from planning.core.trees_after import trees_after

if TYPE_CHECKING:
    from planning.core.rules.context import Context

PERSON, TEAM = "person", "team"


class Before:
    """The context `ctx` as it was before `changes`; `after` serves to look up what they can touch."""

    def __init__(self, ctx: Context, after: Context, changes: Collection[Change]) -> None:
        self.ctx = ctx
        self._sides = Sides(ctx, after)
        self._changes = changes
        self._kinds = {change.kind for change in changes}

    @cached_property
    def _products(self) -> Collection[str] | None:
        return touch.products(self._sides, self._changes)

    @cached_property
    def _positions(self) -> list[str]:
        return list(dict.fromkeys(change.key for change in self._changes if change.kind == POSITION))

    @cached_property
    def _came_back(self) -> bool:
        """Whether something went away and is there again, elsewhere in its table."""
        tables = self._sides.after.org.tables
        return any(change.after is None and change.key in tables[change.kind] for change in self._changes)

    def keeps(self, *kinds: str) -> bool:
        """Whether nothing of these kinds changed."""
        return self._kinds.isdisjoint(kinds)

    def keeps_product(self, key: str) -> bool:
        return self._products is not None and key not in self._products and key in self.ctx.org.products

    def missing(self, role: Role) -> tuple[tuple[str, ...], set[str]] | None:
        """The products that missed a role, and those of which this may have changed; None where products did."""
        return None if self.touched is None else (self.ctx.missing(role), self.touched)

    @cached_property
    def touched(self) -> set[str] | None:
        """The products of which something may have changed; None where products did, or any of them may."""
        if self._products is None or not self.keeps(PRODUCT):
            return None
        return {key for key in self._products if key in self.ctx.org.products}

    def keeps_position(self, position: Position) -> bool:
        """Whether a position, and what its team says of it, are as they were."""
        return self.keeps(TEAM) and self.ctx.org.positions.get(position.key) is position

    @cached_property
    def _affected(self) -> set[str]:
        """The positions that changed, and those of people who did."""
        return touch.positions_of(self._sides, self._changes)

    def keeps_with_holders(self, keys: Iterable[str]) -> bool:
        """Whether these positions, and who sits in them, are as they were."""
        return self.keeps(TEAM) and self._affected.isdisjoint(keys)

    @cached_property
    def lines(self) -> set[str] | None:
        """Whoever changed, sits under somebody who did, or has a dotted line to them; None for any."""
        if not self.keeps(TEAM):
            return None
        orgs = [side.org for side in self._sides]
        under = {key for org in orgs for top in self._affected for key in branch(org, top)}
        dotted = {p.key for org in orgs for key in self._affected for p in org.dotted_to.get(key, ())}
        return self._affected | under | dotted

    @cached_property
    def busy(self) -> set[str] | None:
        """Whoever changed, works on a product that did, or holds another position that does; None for any."""
        found = touch.assigned(self._sides, self._changes)
        if found is None:
            return None
        orgs = [side.org for side in self._sides]
        positions = [(org, p) for org in orgs for key in found if (p := org.positions.get(key))]
        held = {other.key for org, p in positions for who in (p.holder, *p.sharers) for other in org.held.get(who, ())}
        return found | held

    @property
    def moved_teams(self) -> set[str] | None:
        """The teams that have others in them now, or the same ones changed; None for any of them."""
        if not self.keeps(TEAM, PRODUCT):
            return None
        moved = [key for key in self._affected if not self._in_lines_alone(key)]
        return {p.team for side in self._sides for key in moved if (p := side.org.positions.get(key)) and p.team}

    def _in_lines_alone(self, key: str) -> bool:
        """Whether nothing but the lines of a position changed."""
        one, other = (side.org.positions.get(key) for side in self._sides)
        same = one and other and one._replace(manager=other.manager, dotted=other.dotted) == other
        return bool(same) and self.keeps(PERSON)

    @property
    def census(self) -> Census:
        if self.keeps(POSITION, PERSON):
            return self.ctx.census
        before, after = self._sides
        return census_after(self.ctx.census, before.org, after.org, self._changes)

    @property
    def forest(self) -> Forest:
        """The trees after."""
        org = self._sides.after.org
        if self.keeps(POSITION):
            return self.ctx.forest
        if self._came_back:
            return forest(org)
        return trees_after(self.ctx.forest, self.ctx.org, org, self._positions)

    @property
    def by_role(self) -> Mapping[str, tuple[Position, ...]] | None:
        """The positions of each role after, those that changed put in their places; None where nobody knows these."""
        if self.keeps(POSITION):
            return self.ctx.by_role
        if self._came_back:
            return None
        known, every = self.ctx.by_role, self._sides.after.org.positions
        changed = {key: every.get(key) for key in self._positions}
        had = (self.ctx.org.positions.get(key) for key in changed)
        roles = {p.role for p in (*had, *changed.values()) if p}
        return {**known, **{role: self._of_role(known[role], changed, role) for role in roles & known.keys()}}

    def _of_role(
        self, known: Collection[Position], changed: Mapping[str, Position | None], role: str
    ) -> tuple[Position, ...]:
        kept = [p for p in known if p.key not in changed]
        more = [p for p in changed.values() if p and p.role == role]
        places = self.ctx.org.places[POSITION] if more else {}
        return tuple(sorted([*kept, *more], key=lambda p: places.get(p.key, len(places))) if more else kept)
