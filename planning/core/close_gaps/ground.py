"""What a question is about: lanes, who could take them and who could come, each worked out once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from planning.core.close_gaps.lanes import Lane, Scene, Stretch, is_kept, lanes
from planning.core.close_gaps.nearness import Nearness
from planning.core.close_gaps.newcomers import Offers
from planning.core.close_gaps.partners import Known, Partners
from planning.core.close_gaps.people import Holder, Staff, lasting, room_at
from planning.core.close_gaps.question import Basis, Question
from planning.core.close_gaps.supply import Newcomers, singles
from planning.core.content import Role
from planning.core.fixes.base import FixKind
from planning.core.fixes.choosing.capacity import UNBOUND
from planning.core.rules import Context
from planning.core.rules.facts import is_given
from planning.core.rules.load import products_norm
from planning.core.rules.names import NAMES, of_role

MANY = 200  # holders of a role


@dataclass(frozen=True)
class Ground:
    """A question about an organisation. `classes` False: nothing is taken together, for comparison. `hires`: each
    newcomer by themselves, so many where there may be any number."""

    question: Question
    basis: Basis
    classes: bool = True
    hires: int | None = None

    @cached_property
    def scene(self) -> Scene:
        return Scene(self.question, self.basis)

    @cached_property
    def ctx(self) -> Context:
        return Context(self.basis.dated.at(self.question.on), self.basis.content)

    @cached_property
    def roles(self) -> list[Role]:
        """The covering roles whose gaps are findings."""
        return [role for role in self._with_rule if not self._is_silent(role)]

    @cached_property
    def silent(self) -> list[Role]:
        """Those of whom nobody is named on any product: more likely a file without names than so many gaps."""
        return [role for role in self._with_rule if self._is_silent(role)]

    @cached_property
    def _with_rule(self) -> list[Role]:
        content = self.basis.content
        return [role for role in content.covering if role.need and content.is_on(f"cov-{role.code.lower()}")]

    def _is_silent(self, role: Role) -> bool:
        return not (is_given(self.ctx, NAMES) and is_given(self.ctx, of_role(role)))

    @cached_property
    def lanes(self) -> list[Lane]:
        """What may be covered: all but what stays as it is."""
        every = [lane for lane in self.every_lane if not is_kept(self.question, lane.product)]
        brings = [self._norms.brings(lane.product, lane.role) for lane in every]
        return [
            lane if adds else lane._replace(stretch=lane.stretch._replace(adds=False))
            for lane, adds in zip(every, brings, strict=True)
        ]

    @cached_property
    def every_lane(self) -> list[Lane]:
        return lanes(self.scene, self.roles)

    @cached_property
    def most(self) -> Mapping[str, int]:
        """How many live products one holder of each role may have."""
        return {role.slug: self._most(role) for role in self.roles}

    def _most(self, role: Role) -> int:
        if role.slug in self.question.most:
            return self.question.most[role.slug]
        norm = products_norm(self.ctx, role)
        return UNBOUND if norm is None else norm

    @cached_property
    def staff(self) -> Staff:
        return Staff(self.scene, self.most)

    @cached_property
    def offers(self) -> Offers:
        return Offers(self.scene, self.ctx, self.staff, self.most, self._norms.adds, self.lanes)

    @cached_property
    def _norms(self) -> Partners:
        """Counterparts as they are, before anybody is named."""
        return Partners(self._known)

    @cached_property
    def _known(self) -> Known:
        return Known(self.scene, self.ctx, self.staff, self.every_lane)

    @cached_property
    def holders(self) -> Mapping[str, list[Holder]]:
        """By role who has room, for roles with lanes."""
        if FixKind.ASSIGN not in self.question.moves:
            return {}
        wanted = {lane.role for lane in self.lanes}
        light = {lane.role for lane in self.lanes if not _loads_throughout(lane.stretch)}
        return {
            role.slug: self.staff.holders(role, UNBOUND, full=role.slug in light)
            for role in self.roles
            if role.slug in wanted
        }

    @cached_property
    def newcomers(self) -> list[Newcomers]:
        wanted = {lane.role for lane in self.lanes}
        every = (one for role in self.roles if role.slug in wanted for one in self.offers.newcomers(role))
        found = [one for one in every if not self._is_forbidden(one)]
        found = [one for one in found if one.role not in self._plenty or self._is_always_there(one)]
        return found if self.hires is None else [one for kind in found for one in singles(kind, self.hires)]

    def _is_forbidden(self, one: Newcomers) -> bool:
        """Whether the question leaves out a move that comes with somebody."""
        own = {f"{one.kind}:{one.role}:{lane.product}" for lane in one.own} if one.kind == FixKind.HIRE else {one.key}
        return bool(own & self.question.forbidden)

    def _is_always_there(self, one: Newcomers) -> bool:
        """Whether they are looked at where there are plenty of holders: hires of any number, and whom a pin names."""
        keys = {FixKind.COUNTS: {one.key}, FixKind.RETITLE: {f"{one.kind}:{key}:{one.role}" for key in one.members}}
        if one.kind == FixKind.HIRE:
            return (one.most is None and not one.own) or one.role in self._hired_for
        return bool(keys[one.kind] & self.question.pinned)

    @cached_property
    def _hired_for(self) -> frozenset[str]:
        """The roles for which a hire is pinned: an open position may be the one."""
        every = (role.slug for role in self.roles)
        starts = {role: f"{FixKind.HIRE}:{role}:" for role in every}
        return frozenset(r for r, start in starts.items() if any(key.startswith(start) for key in self.question.pinned))

    # The model

    @cached_property
    def _plenty(self) -> frozenset[str]:
        """The roles of which so many stay that each lane could have somebody of its own, of all who are very many."""
        if self.question.changes_each == 0:
            return frozenset()
        wanted = Counter(lane.role for lane in self.lanes)
        first = self.question.on.toordinal()
        many = {role: holders for role, holders in self.holders.items() if self.classes and len(holders) > MANY}
        free = {
            role: sum(room_at(lasting(one.room), first) > 0 and self._adds(role, one.position) > 0 for one in holders)
            for role, holders in many.items()
        }
        return frozenset(role for role, number in free.items() if number >= wanted[role])

    def _adds(self, role: str, key: str) -> int:
        return self._norms.adds(key, role)

    def near(self, lane: Lane) -> Mapping[str, int]:
        known = self._near.get((lane.product, lane.role))
        if known is None:
            known = self._near[lane.product, lane.role] = self._nearness[lane.role].of(lane.product)
        return known

    @cached_property
    def _near(self) -> dict[tuple[str, str], Mapping[str, int]]:
        return {}

    @cached_property
    def _nearness(self) -> Mapping[str, Nearness]:
        return {role.slug: Nearness(self.ctx, role) for role in self.roles}


def _loads_throughout(stretch: Stretch) -> bool:
    """Whether a lane is a live product on all of its days."""
    return (
        stretch.live is not None
        and stretch.live[0] <= stretch.first
        and (stretch.last is None or stretch.live[1] >= stretch.last)
    )
