"""What a plan comes to, as the reasons for it need it: who has what, and who has room left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from planning.core.close_gaps.answer import Days, Move
from planning.core.close_gaps.handing_out import Job, has_room
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.naming import Named
from planning.core.close_gaps.newcomers import cheapest
from planning.core.close_gaps.people import Holder, least
from planning.core.close_gaps.supply import Newcomers
from planning.core.content import Role
from planning.core.fixes.base import FixKind
from planning.core.money import plain

if TYPE_CHECKING:
    from planning.core.close_gaps.asked import Asked

MANY = 12  # so many who have room are looked at for a next best


@dataclass(frozen=True)
class Placed:
    """Who was named for a question, what the plan adds to cost a year, and its number of hires."""

    asked: Asked
    named: Named
    cost: Decimal
    hires: int

    # Who has what

    def _jobs_of(self, move: Move) -> list[Job]:
        days, start = move.days, move.start.toordinal()
        if move.kind == FixKind.ASSIGN:
            every = (job for job in self._jobs.get(move.position, ()) if job.lane.product == move.products[0])
            return [job for job in every if job.start == start][:1]
        return self._jobs_of_newcomers.get((move.role, move.products, days), [])

    @cached_property
    def _jobs_of_newcomers(self) -> Mapping[tuple[str, tuple[str, ...], Days], list[Job]]:
        """By role, products, and the days that it all takes off."""
        found = {}
        for jobs in (one.jobs for one in self.named.newcomers):
            days = Days(*(sum(side) for side in zip(*(job.days for job in jobs), strict=True)))
            found[jobs[0].lane.role, tuple(dict.fromkeys(job.lane.product for job in jobs)), days] = jobs
        return found

    @cached_property
    def _jobs(self) -> Mapping[str, list[Job]]:
        found: dict[str, list[Job]] = defaultdict(list)
        for key, job in self.named.holders:
            found[key].append(job)
        return found

    @cached_property
    def _follows(self) -> Mapping[tuple[str, str, int], str]:
        """By product, role and day which kind of move begins there."""
        found = {(job.lane.product, job.lane.role, job.start): str(FixKind.ASSIGN) for _, job in self.named.holders}
        for one in self.named.newcomers:
            found |= {(job.lane.product, job.lane.role, job.start): str(one.kind.kind) for job in one.jobs}
        return found

    @cached_property
    def _cheapest(self) -> Mapping[str, Newcomers]:
        found = ((role, [n for n in self.asked.newcomers if n.role == role]) for role in self.asked.most)
        return {role: hire for role, newcomers in found if (hire := cheapest(newcomers))}

    @cached_property
    def _rooms(self) -> Mapping[str, Mapping[str, Holder]]:
        return {role: {one.position: one for one in holders} for role, holders in self.asked.holders.items()}

    @cached_property
    def _idle(self) -> Mapping[str, list[str]]:
        """By role those who keep room for good, whatever the plan gives them; a few of them."""
        found: dict[str, list[str]] = {}
        for role, holders in self._rooms.items():
            last = self.asked.scene.last
            free = (k for k, h in holders.items() if least(h.room, last, last) > len(self._jobs.get(k, ())))
            found[role] = [key for key, _ in zip(free, range(MANY), strict=False)]
        return found

    def _others(self, job: Job, but: str) -> Iterator[str]:
        near, role = self.asked.near(job.lane), job.lane.role
        first = sorted(near, key=lambda key: (-near[key], key))
        every = dict.fromkeys([*first, *self._idle.get(role, ())])
        forbidden = self.asked.question.forbidden
        for key in every:
            named = f"{FixKind.ASSIGN}:{key}:{job.lane.product}:{role}"
            if key != but and key in self._rooms.get(role, {}) and named not in forbidden:
                yield key

    def _days(self, key: str, job: Job) -> list[int]:
        room = self._rooms[job.lane.role][key].room
        return [job.start, *(day_ for day_, _ in room if job.start < day_ <= min(job.end or self._by, self._by))]

    def _is_free(self, key: str, job: Job) -> bool:
        most, jobs = self.asked.question.changes_each, self._jobs.get(key, [])
        if most is not None and len(jobs) >= most:
            return False
        return has_room(self._rooms[job.lane.role][key].room, jobs, job)

    def _nearest(self, lane: Lane, staying: Mapping[str, object]) -> str:
        near = self.asked.near(lane)
        tied = [key for key in sorted(near) if key in staying]
        return max(tied, key=lambda key: near[key]) if tied else min(staying)

    def _load(self, key: str, role: Role) -> int:
        """What somebody has with the plan."""
        given = sum(job.lane.stretch.loads and job.lane.role == role.slug for job in self._jobs.get(key, ()))
        return self.asked.staff.load(key, role.slug, self.asked.question.on) + given

    # Words

    @property
    def _by(self) -> int:
        return self.asked.question.by.toordinal()

    def _role(self, lane: Lane) -> Role:
        return self.asked.basis.content.roles[lane.role]

    @property
    def _currency(self) -> str:
        return self.asked.basis.terms.currency if self.asked.basis.terms else ""

    def _amount(self, amount: Decimal) -> str:
        return f"{self._currency} {plain(amount.to_integral_value())}"
