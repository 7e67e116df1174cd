"""A plain way to name people: the gravest lanes first, each to whoever can begin first, else to somebody hired. It
proves nothing, and is held against what the model leads to where norms of counterparts come between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planning.core.close_gaps.answer import NO_DAYS
from planning.core.close_gaps.handing_out import Job, Near, has_room, is_there
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.naming import Named, Newcomer
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.people import Holder, Room
from planning.core.close_gaps.supply import Newcomers

More = Callable[[Newcomers, Sequence[Newcomers]], bool]


@dataclass
class Plainly:
    """`hires` are the kinds that there may be any number of, by role; `more` tells whether one more may come. `waits`:
    whoever is there and has room later comes before a hire who could begin sooner."""

    by: int
    holders: Mapping[str, Sequence[Holder]]
    hires: Mapping[str, Newcomers]
    partners: Partners
    near: Near
    more: More
    most: int | None
    waits: bool
    named: Named = field(default_factory=Named)

    def __post_init__(self) -> None:
        self._jobs: dict[str, list[Job]] = defaultdict(list)
        self._bought: dict[str, list[tuple[str, Newcomer]]] = defaultdict(list)

    def name(self, lanes: Iterable[Lane]) -> Named:
        for lane in sorted(lanes, key=_gravest):
            self._cover(lane)
        self.named.newcomers = [one for bought in self._bought.values() for _, one in bought if one.jobs]
        return self.named

    def _cover(self, lane: Lane) -> None:
        found = min(self._ways(lane), key=lambda way: way[:-1], default=None)
        hire = self.hires.get(lane.role)
        first = max(lane.stretch.first, hire.starts[0]) if hire and hire.starts else None
        is_late = found is None or (not self.waits and first is not None and found[1] > first)
        if hire and first is not None and is_late and self._buy(hire, lane, first):
            return
        if found:
            _, start, _, _, key, newcomer = found
            self._give(key, Job(lane, start, lane.stretch.last), newcomer)

    def _ways(self, lane: Lane) -> Iterator[tuple[bool, int, int, int, str, Newcomer | None]]:
        """From which day each who could may begin: first those who are there, who begin soonest, who got the least, who
        are near; of hires those who have the most."""
        near = self.near(lane)
        for holder in self.holders.get(lane.role, ()):
            start = self._start(holder.position, holder.room, holder.there, lane)
            if start is not None and (self.most is None or len(self._jobs[holder.position]) < self.most):
                has = len(self._jobs[holder.position])
                yield False, start, has, -near.get(holder.position, 0), holder.position, None
        for key, one in self._bought[lane.role]:
            start = self._start(key, *_room(one), lane)
            if start is not None:
                yield self.waits, start, -len(one.jobs), 0, key, one

    def _start(self, key: str, room: Room, there: Room, lane: Lane) -> int | None:
        days = {lane.stretch.first, *(day for day, _ in (*room, *there) if day > lane.stretch.first)}
        limit = min(lane.stretch.last or self.by, self.by)
        for start in sorted(day for day in days if day <= limit):
            job = Job(lane, start, lane.stretch.last)
            fits = is_there(there, job) and has_room(room, self._jobs[key], job) and job.days != NO_DAYS
            if fits and self.partners.may(key, lane, start, job.end):
                return start
        return None

    def _buy(self, kind: Newcomers, lane: Lane, start: int) -> bool:
        job = Job(lane, start, lane.stretch.last)
        planned = [one.kind for bought in self._bought.values() for _, one in bought]
        if job.days == NO_DAYS or start > self.by or not self.more(kind, planned):
            return False
        key, one = f"{kind.key} {len(planned)}", Newcomer(kind, kind.starts[0])
        if not (has_room(_room(one)[0], (), job) and self.partners.may(key, lane, start, job.end)):
            return False
        self._bought[lane.role].append((key, one))
        self._give(key, job, one)
        return True

    def _give(self, key: str, job: Job, newcomer: Newcomer | None) -> None:
        self._jobs[key].append(job)
        self.partners.took(key, job.lane, job.start, job.end)
        if newcomer is None:
            self.named.holders.append((key, job))
        else:
            newcomer.jobs.append(job)


def _room(one: Newcomer) -> tuple[Room, Room]:
    return ((0, 0), (one.start, one.kind.room)), ((0, 0), (one.start, 1))


def _gravest(lane: Lane) -> tuple[int, int, str, str]:
    stretch = lane.stretch
    return -stretch.weighted(stretch.first), -stretch.days(stretch.first).warning, lane.product, lane.role
