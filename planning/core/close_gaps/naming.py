"""From how many to who: each lane that is covered gets a person or a newcomer, near ones first.

It decides nothing about days: what the model counted on stays within the room of somebody, whoever is named first.
Lanes are gone through by the day on which they begin. Of those that begin on a day, the nearest pair is named first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from planning.core.close_gaps.choosing import Choice
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.people import Room, room_at
from planning.core.close_gaps.supply import Newcomers, Source

Near = Callable[[Lane], Mapping[str, int]]
"""By position how near its holder is to a lane; those that it does not name are not near at all."""
Fits = Callable[[str, Lane], bool]
"""Whether a lane may go to a position, given what it got so far."""


class Job(NamedTuple):
    """A lane that is to be covered from a day on."""

    lane: Lane
    start: int

    @property
    def end(self) -> int | None:
        return self.lane.stretch.last


@dataclass
class Newcomer:
    """One of a kind who comes on a day, and what they cover; `position` is the one that they have already, or ''."""

    kind: Newcomers
    start: int
    position: str = ""
    jobs: list[Job] = field(default_factory=list)


@dataclass
class Named:
    """Who covers what: by the keys of positions, and newcomers. `left` is what was counted on and found nobody."""

    holders: list[tuple[str, Job]] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)
    left: list[Lane] = field(default_factory=list)


def name(model: Model, choice: Choice, near: Near, fits: Fits) -> Named:
    """All that the choice covers."""
    named = Named()
    jobs = _jobs(model, choice, near)
    for number, source in enumerate(model.holders):
        quota = {index: choice.people.get((number, index), 0) for index in range(len(source.groups))}
        desk = _Desk(source, quota, model.changes_each, fits)
        for _, batch in groupby(sorted(jobs.get(number, ()), key=_order), key=lambda job: job.start):
            desk.hand_out(list(batch), near)
        named.holders += desk.given
        named.left += desk.left
    for number, kind in enumerate(model.newcomers, len(model.holders)):
        coming = [come for come, count in choice.comes if come.newcomers == number for _ in range(count)]
        newcomers = [Newcomer(kind, come.start) for come in sorted(coming, key=lambda come: come.start)]
        for newcomer, position in zip(newcomers, kind.members, strict=False):
            newcomer.position = position
        named.left += _packed(newcomers, sorted(jobs.get(number, ()), key=_order))
        for newcomer in newcomers:
            newcomer.jobs += _own(newcomer)
        named.newcomers += [newcomer for newcomer in newcomers if newcomer.jobs]
    return named


def _order(job: Job) -> tuple[int, str, str]:
    return job.start, job.lane.role, job.lane.product


def _jobs(model: Model, choice: Choice, near: Near) -> Mapping[int, list[Job]]:
    """By source what it takes. Within a class those that somebody is near to go to holders first."""
    found: dict[int, list[Job]] = defaultdict(list)
    by_class: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for take, count in choice.takes:
        by_class[take.lanes] += [(take.source, take.start, count)]
    for number, takes in by_class.items():
        lanes = list(model.classes[number].lanes)
        if (len(lanes) > 1 and sum(count for _, _, count in takes) < len(lanes)) or len(takes) > 1:
            lanes.sort(key=lambda lane: (-max(near(lane).values(), default=0), lane.product))
        for source, start, count in sorted(takes):
            taken, lanes = lanes[:count], lanes[count:]
            found[source] += [Job(lane, start) for lane in taken]
    return found


class _Desk:
    """Hands out the lanes of one source; of each group no more people than its quota get any."""

    def __init__(self, source: Source, quota: Mapping[int, int], changes_each: int | None, fits: Fits) -> None:
        self._groups = source.groups
        self._group_of = {key: n for n, group in enumerate(source.groups) for key in group.members}
        self._quota, self._most, self._fits = dict(quota), changes_each, fits
        self._jobs: dict[str, list[Job]] = {}
        self.given: list[tuple[str, Job]] = []
        self.left: list[Lane] = []

    def hand_out(self, batch: Sequence[Job], near: Near) -> None:
        """Lanes that begin on one day."""
        pairs = [
            (-score, job.lane.product, key, number)
            for number, job in enumerate(batch)
            for key, score in near(job.lane).items()
            if score > 0 and key in self._group_of
        ]
        done: set[int] = set()
        for _, _, key, number in sorted(pairs):
            if number not in done and self._may(key, batch[number]):
                self._give(key, batch[number])
                done.add(number)
        for number, job in enumerate(batch):
            if number not in done:
                self._give_any(job, near(job.lane))

    def _give_any(self, job: Job, near: Mapping[str, int]) -> None:
        """To whoever got something already and has room, else to somebody new."""
        others = sorted(self._jobs, key=lambda key: (-near.get(key, 0), key))
        key = next((key for key in (*others, *self._new()) if self._may(key, job)), None)
        if key is None:
            self.left.append(job.lane)
        else:
            self._give(key, job)

    def _new(self) -> Iterator[str]:
        for number, group in enumerate(self._groups):
            if self._quota.get(number):
                yield from (key for key in group.members if key not in self._jobs)

    def _may(self, key: str, job: Job) -> bool:
        mine = self._jobs.get(key)
        if mine is None and not self._quota.get(self._group_of[key]):
            return False
        if self._most is not None and len(mine or ()) >= self._most:
            return False
        return _has_room(self._groups[self._group_of[key]].room, mine or (), job) and self._fits(key, job.lane)

    def _give(self, key: str, job: Job) -> None:
        if key not in self._jobs:
            self._jobs[key] = []
            self._quota[self._group_of[key]] -= 1
        self._jobs[key].append(job)
        self.given.append((key, job))


def _has_room(room: Room, jobs: Iterable[Job], job: Job) -> bool:
    """Whether one more fits on every day from its start on; those before it began no later."""
    if not job.lane.stretch.loads:
        return room_at(room, job.start) > 0
    ends = [one.end for one in jobs if one.lane.stretch.loads and (one.end is None or one.end >= job.start)]
    days = [job.start, *(day for day, _ in room if day > job.start and (job.end is None or day <= job.end))]
    return all(sum(end is None or end >= day for end in ends) < room_at(room, day) for day in days)


def _packed(newcomers: Sequence[Newcomer], jobs: Sequence[Job]) -> list[Lane]:
    """Lanes to newcomers who are there by then and have room; those of one team together. Gives back what is left."""
    left = []
    for job in jobs:
        there = [one for one in newcomers if one.start <= job.start and _free(one, job)]
        if there:
            max(there, key=lambda one: len(one.jobs)).jobs.append(job)
        else:
            left.append(job.lane)
    return left


def _free(newcomer: Newcomer, job: Job) -> bool:
    active = sum(one.end is None or one.end >= job.start for one in newcomer.jobs if one.lane.stretch.loads)
    return active < newcomer.kind.room


def _own(newcomer: Newcomer) -> list[Job]:
    """What an open position covers once it is filled."""
    starts = ((lane, max(newcomer.start, lane.stretch.first)) for lane in newcomer.kind.own)
    return [Job(lane, start) for lane, start in starts if lane.stretch.last is None or start <= lane.stretch.last]


def people(named: Named) -> Counter[str]:
    """How many lanes each holder gets."""
    return Counter(key for key, _ in named.holders)
