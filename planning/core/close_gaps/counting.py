"""Owners whose own role is another one: who could be let count as covering, where an admin allows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.core.close_gaps.lanes import Lane, Scene, is_kept
from planning.core.close_gaps.people import Staff
from planning.core.close_gaps.supply import Newcomers
from planning.core.content import Role
from planning.core.coverage.coverage import may_have
from planning.core.fixes.base import FixKind
from planning.core.records import OWNER, Assignment, Org


@dataclass(frozen=True)
class Counting:
    """One newcomer for each assignment, with all gaps that it closes by itself once it counts."""

    scene: Scene
    org: Org
    staff: Staff
    lanes: Sequence[Lane]

    def newcomers(self, role: Role) -> Iterator[Newcomers]:
        for product, lanes in self._by_product(role).items():
            for duty in self.org.assignments.get(product, ()):
                own = self._own(duty, lanes) if self._may_count(duty, role) else ()
                if own:
                    starts = tuple(sorted(lane.stretch.first for lane in own))
                    place = (f"{FixKind.COUNTS}:{duty.key}", FixKind.COUNTS, role.slug, 0, 0, starts, 1)
                    yield Newcomers(*place, (duty.position,), Decimal(0), own=own)

    def _by_product(self, role: Role) -> Mapping[str, list[Lane]]:
        found: dict[str, list[Lane]] = defaultdict(list)
        for lane in self.lanes:
            if lane.role == role.slug:
                found[lane.product].append(lane)
        return found

    def _may_count(self, duty: Assignment, role: Role) -> bool:
        position = self.org.positions.get(duty.position)
        if position is None or duty.role != role.slug or duty.kind != OWNER or duty.counts:
            return False
        return not may_have(position, role.slug) and not is_kept(self.scene.question, position.key)

    def _own(self, duty: Assignment, lanes: Sequence[Lane]) -> tuple[Lane, ...]:
        """The gaps on all of whose days they are there; none where they would close a part of another one, or are on
        leave then: nobody takes a part, nor covers from there."""
        found: list[Lane] = []
        for lane in lanes:
            days = list(self._days(duty.position, lane))
            covers = [self._covers(duty, on) for on in days]
            if any(covers) and not (all(covers) and all(self.staff.is_there(duty.position, on) for on in days)):
                return ()
            found += [lane] if all(covers) else []
        return tuple(found)

    def _days(self, position: str, lane: Lane) -> Iterator[date]:
        """The first day of a gap, and those on which anything about a position changes."""
        first, last = lane.stretch.first, lane.stretch.last or self.scene.last
        every = (day for day in self.staff.days(position) if first < day <= last)
        yield from map(date.fromordinal, (first, *every))

    def _covers(self, duty: Assignment, on: date) -> bool:
        """Whether the assignment holds on a day, and somebody has the position, there or away."""
        now = self.scene.histories.at("assignment", duty.key, on)
        if now is None or now[1:5] != duty[1:5] or not now.active(on):
            return False
        return self.staff.is_there(duty.position, on, or_away=True)
