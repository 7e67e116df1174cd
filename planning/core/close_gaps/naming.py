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

from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.choosing import Choice
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.model import Model, Take
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.people import Room, room_at
from planning.core.close_gaps.supply import Newcomers, Source

Near = Callable[[Lane], Mapping[str, int]]
"""By position how near its holder is to a lane; those that it does not name are not near at all."""


class Job(NamedTuple):
    """A lane that is to be covered from a day on, until `end` (None: for good)."""

    lane: Lane
    start: int
    end: int | None

    @property
    def days(self) -> Days:
        """What it takes off the open days."""
        return self.lane.stretch.until(self.start, self.end)

    @property
    def lasts(self) -> bool:
        """Whether it goes on as long as the lane does."""
        return self.end == self.lane.stretch.last


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


def name(model: Model, choice: Choice, near: Near, partners: Partners) -> Named:
    """All that the choice covers."""
    named = Named()
    jobs = _jobs(model, choice, near)
    for number, source in sorted(enumerate(model.holders), key=lambda pair: partners.order(pair[1].role)):
        quota = {index: choice.people.get((number, index), 0) for index in range(len(source.groups))}
        desk = _Desk(source, quota, model.changes_each, partners)
        for _, batch in groupby(sorted(jobs.get(number, ()), key=_order), key=lambda job: job.start):
            desk.hand_out(list(batch), near)
        named.holders += desk.given
        named.left += desk.left
    kinds = enumerate(model.newcomers, len(model.holders))
    for number, kind in sorted(kinds, key=lambda pair: partners.order(pair[1].role)):
        coming = [come for come, count in choice.comes if come.newcomers == number for _ in range(count)]
        newcomers = [Newcomer(kind, come.start) for come in sorted(coming, key=lambda come: come.start)]
        for newcomer, position in zip(newcomers, kind.members, strict=False):
            newcomer.position = position
        named.left += _packed(newcomers, sorted(jobs.get(number, ()), key=_order), partners)
        for newcomer in newcomers:
            newcomer.jobs += _own(newcomer)
        named.newcomers += [newcomer for newcomer in newcomers if newcomer.jobs]
    return named


def _order(job: Job) -> tuple[int, str, str]:
    return job.start, job.lane.role, job.lane.product


def _jobs(model: Model, choice: Choice, near: Near) -> Mapping[int, list[Job]]:
    """By source what it takes."""
    by_class: dict[int, list[Take]] = defaultdict(list)
    for take, count in choice.takes:
        by_class[take.lanes] += [take] * count
    found: dict[int, list[Job]] = defaultdict(list)
    for number, takes in by_class.items():
        for source, job in _shared_out(model.classes[number].lanes, takes, near):
            found[source].append(job)
    return found


def _shared_out(lanes: Sequence[Lane], takes: Sequence[Take], near: Near) -> Iterator[tuple[int, Job]]:
    """Which lane of a class each take is: those that somebody is near to go to holders first, and whoever follows
    somebody who covers for a time does so on that lane."""
    order = sorted(lanes, key=lambda lane: (-max(near(lane).values(), default=0), lane.product))
    free = [(0, number) for number in range(len(order))]  # by the day after which each is free
    for take in sorted(takes, key=lambda take: (take.start, take.source, take.end or 0)):
        place = max((one for one in free if one[0] < take.start), key=lambda one: (one[0], -one[1]))
        free.remove(place)
        lane = order[place[1]]
        end = lane.stretch.last if take.end is None else take.end
        yield take.source, Job(lane, take.start, end)
        if take.end is not None:
            free.append((take.end, place[1]))


class _Desk:
    """Hands out the lanes of one source; of each group no more people than its quota get any."""

    def __init__(self, source: Source, quota: Mapping[int, int], changes_each: int | None, partners: Partners) -> None:
        self._groups = source.groups
        self._group_of = {key: n for n, group in enumerate(source.groups) for key in group.members}
        self._quota, self._most, self._partners = dict(quota), changes_each, partners
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
        return _has_room(self._groups[self._group_of[key]].room, mine or (), job) and self._partners.may(
            key, job.lane, job.start
        )

    def _give(self, key: str, job: Job) -> None:
        if key not in self._jobs:
            self._jobs[key] = []
            self._quota[self._group_of[key]] -= 1
        self._jobs[key].append(job)
        self._partners.took(key, job.lane, job.end)
        self.given.append((key, job))


def _has_room(room: Room, jobs: Iterable[Job], job: Job) -> bool:
    """Whether one more fits on every day from its start on; those before it began no later."""
    if not job.lane.stretch.loads:
        return room_at(room, job.start) > 0
    ends = [one.end for one in jobs if one.lane.stretch.loads and (one.end is None or one.end >= job.start)]
    days = [job.start, *(day for day, _ in room if day > job.start and (job.end is None or day <= job.end))]
    return all(sum(end is None or end >= day for end in ends) < room_at(room, day) for day in days)


def _packed(newcomers: Sequence[Newcomer], jobs: Sequence[Job], partners: Partners) -> list[Lane]:
    """Lanes to newcomers who are there by then and have room, whoever has some already first. Gives back what is
    left."""
    left = []
    keys = {id(one): f"{one.kind.key} {number}" for number, one in enumerate(newcomers)}
    for job in jobs:
        there = [one for one in newcomers if one.start <= job.start and _free(one, job)]
        there = [one for one in there if partners.may(keys[id(one)], job.lane, job.start)]
        if there:
            first = max(there, key=lambda one: len(one.jobs))
            first.jobs.append(job)
            partners.took(keys[id(first)], job.lane, job.end)
        else:
            left.append(job.lane)
    return left


def _free(newcomer: Newcomer, job: Job) -> bool:
    active = sum(one.end is None or one.end >= job.start for one in newcomer.jobs if one.lane.stretch.loads)
    return active < newcomer.kind.room


def _own(newcomer: Newcomer) -> list[Job]:
    """What an open position covers once it is filled."""
    starts = ((lane, max(newcomer.start, lane.stretch.first)) for lane in newcomer.kind.own)
    ends = ((lane, start, lane.stretch.last) for lane, start in starts)
    return [Job(lane, start, end) for lane, start, end in ends if end is None or start <= end]


def people(named: Named) -> Counter[str]:
    """How many lanes each holder gets."""
    return Counter(key for key, _ in named.holders)
