"""Lanes of one source to its people: near ones first, none beyond their room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from typing import NamedTuple

from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.partners import Partners, met_all
from planning.core.close_gaps.people import Room, least, room_at
from planning.core.close_gaps.supply import Group

Near = Callable[[Lane], Mapping[str, int]]
"""By position how near its holder is to a lane; those that it does not name are not near at all."""
NEVER = (1, 0)
ENOUGH = 60  # so many who could take a lane are compared


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
    def loading(self) -> tuple[int, int]:
        """The first and the last day on which it is a live product more; none where the first is later."""
        live = self.lane.stretch.live
        if live is None:
            return NEVER
        return max(self.start, live[0]), live[1] if self.end is None else min(self.end, live[1])


def is_there(there: Room, job: Job) -> bool:
    """Whether somebody is there on every day of it."""
    return least(there, job.start, there[-1][0] if job.end is None else job.end) > 0


def has_room(room: Room, jobs: Iterable[Job], job: Job) -> bool:
    """Whether one more fits on every day from its start on."""
    first, last = job.loading
    if first > last:
        return True
    beside = [loading for one in jobs if (loading := one.loading)[1] >= first]
    changes = [*(day for day, _ in room), *(begun for begun, _ in beside)]
    days = {first, *(day for day in changes if first < day <= last)}
    return all(sum(begun <= day <= end for begun, end in beside) < room_at(room, day) for day in days)


class _Beside:
    """What was given for the same days as a lane, found by somebody whom it brings as a counterpart."""

    def __init__(self, partners: Partners, job: Job, jobs: Mapping[str, Sequence[Job]]) -> None:
        self._partners, self._role, self._day = partners, job.lane.role, job.start
        self._given = [(key, one) for key, every in jobs.items() for one in every if one[1:] == job[1:]]
        self._brings = [partners.brought(one.lane, one.start) for _, one in self._given]
        self._by_person: dict[str, list[int]] = defaultdict(list)
        for number, brought in enumerate(self._brings):
            self._by_person[min(chain.from_iterable(brought), default="")].append(number)

    def suiting(self, key: str) -> list[tuple[str, Job]]:
        """Those that bring a position no counterpart, each with who has it."""
        has = self._partners.met(key, self._role, self._day)
        numbers = chain.from_iterable(self._by_person.get(person, ()) for person in {"", *chain.from_iterable(has)})
        return [self._given[n] for n in sorted(numbers) if met_all(self._brings[n], has)]


@dataclass
class Desk:
    """Hands out lanes in the order of the days on which they begin; of each group no more people than its quota get
    any, and nobody more than `most`."""

    groups: Sequence[Group]
    quota: dict[int, int]
    most: int | None
    partners: Partners
    is_loose: bool = False
    given: list[tuple[str, Job]] = field(default_factory=list)
    left: list[Job] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._group_of = {key: number for number, group in enumerate(self.groups) for key in group.members}
        self._jobs: dict[str, list[Job]] = {}
        self._open: dict[str, None] = {}
        self._is_light = False  # some lanes take no room
        self._begin = 0  # whatever is handed out from now on begins no sooner

    def hand_out(self, jobs: Sequence[Job], near: Near) -> None:
        """Lanes of one role: by the day on which they begin, and of those that begin on one day the nearest pair first.
        So nobody is left over whom the model counted on. Where counterparts are counted, it did not look at who they
        are: there products of the same counterparts come first."""
        counted = self.partners.counted
        self._is_light = not all(job.lane.stretch.loads for job in jobs)
        every = sorted(jobs, key=lambda job: (job.start, job.lane.product not in counted, job.lane.product))
        if every and self.partners.order(every[0].lane.role) and self.is_loose:
            self._begin = every[0].start
            self._clustered(every, near)
            return
        for self._begin, batch in groupby(every, key=lambda job: job.start):
            self._nearest(list(batch), near)

    def _nearest(self, batch: Sequence[Job], near: Near) -> None:
        """The nearest pair first."""
        pairs = [
            (self.partners.disturbs(key, *job), -score, job.lane.product, key, number)
            for number, job in enumerate(batch)
            for key, score in near(job.lane).items()
            if score > 0 and key in self._group_of
        ]
        done: set[int] = set()
        for *_, key, number in sorted(pairs):
            if number not in done and self._may(key, batch[number]):
                self._give(key, batch[number])
                done.add(number)
        for number, job in enumerate(batch):
            if number not in done:
                self._give_any([job], near)

    def _clustered(self, batch: Sequence[Job], near: Near) -> None:
        """Where counterparts are counted: products of the same counterparts together, the most of them first."""
        clusters: dict[tuple[str, ...], list[Job]] = defaultdict(list)
        for job in batch:
            clusters[self.partners.of(job.lane)].append(job)
        shared = [jobs for _, jobs in sorted(clusters.items()) if len(jobs) > 1]
        single = [jobs for _, jobs in sorted(clusters.items()) if len(jobs) == 1]
        sharers = self._sharers(batch[0])
        split: dict[bool, list[list[Job]]] = {True: [], False: []}
        for jobs in single:
            keys = dict.fromkeys(key for person in self.partners.of(jobs[0].lane) for key in sharers.get(person, ()))
            split[any(self._shares(key, jobs[0]) for key in keys)].append(jobs)
        known, others = split[True], sorted(split[False], key=lambda jobs: jobs[0].start)
        for jobs in [*sorted(shared, key=len, reverse=True), *known, *others]:
            while jobs:
                jobs = self._give_any(jobs, near)

    def _sharers(self, job: Job) -> Mapping[str, list[str]]:
        """By person whose counterpart they are, of those with more room for products than for counterparts."""
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._group_of:
            if self._room(key, job.start) > self.partners.left(key, job.lane, job.start):
                for person in self.partners.those_of(key, job.lane, job.start):
                    found[person].append(key)
        return found

    def _shares(self, key: str, job: Job) -> bool:
        """Whether somebody has its counterpart already, and more room for products than for counterparts."""
        if self.partners.grows(key, job.lane, job.start):
            return False
        return self._room(key, job.start) > self.partners.left(key, job.lane, job.start)

    def _give_any(self, jobs: Sequence[Job], near: Near) -> list[Job]:
        """Some of them to whoever can take the most, of these the nearest; rather to somebody who got something
        already. Gives back what is left for others."""
        scores: dict[str, int] = defaultdict(int)
        for job in jobs:
            for key, score in near(job.lane).items():
                scores[key] += score
        tied = sorted((key for key in scores if key in self._group_of), key=lambda key: (-scores[key], key))
        every = dict.fromkeys(chain(tied, self._open, self._new()))
        able = list(islice((key for key in every if self._may(key, jobs[0])), ENOUGH))
        if not able and self._exchanged(jobs[0]):
            return list(jobs[1:])
        able = able or self._beyond(jobs[0])
        if not able:
            self.left.append(jobs[0])
            return list(jobs[1:])

        def place(key: str) -> tuple[object, ...]:
            suits = not self.partners.disturbs(key, *jobs[0]) and self._suits(key, jobs)
            return -self._number(key, jobs), not suits, key not in self._jobs, -scores.get(key, 0), key

        best = min(able, key=place)
        self._give(best, jobs[0])
        left = []
        for job in jobs[1:]:
            if self._may(best, job):
                self._give(best, job)
            else:
                left.append(job)
        return left

    def _beyond(self, job: Job) -> list[str]:
        """Somebody more than the model counted on, where it did not look at counterparts."""
        every = (key for key in self._group_of if key not in self._jobs) if self.is_loose else ()
        fits = (k for k in every if self._has_room(k, job) and self.partners.may(k, job.lane, job.start, job.end))
        found = list(islice(fits, 1))
        for key in found:
            self.quota[self._group_of[key]] = max(self.quota.get(self._group_of[key], 0), 0) + 1
        return found

    def _exchanged(self, job: Job) -> bool:
        """Where whoever has room has no more for counterparts: somebody else takes it, in exchange for a product that
        brings them none."""
        if not self.partners.order(job.lane.role):
            return False
        able = [key for key in self._open if self._has_room(key, job)]
        if not able:
            return False
        beside = _Beside(self.partners, job, self._jobs)
        for key in able:
            for other, theirs in beside.suiting(key):
                if other != key and self._exchange(key, other, theirs, job):
                    return True
        return False

    def _exchange(self, key: str, other: str, theirs: Job, job: Job) -> bool:
        """Of what brings no counterpart to whoever is to get it. Where it fails, all stays as it was."""
        self._take_back(other, theirs)
        if self._may(other, job) and self._may(key, theirs):
            self._give(other, job)
            self._give(key, theirs)
            return True
        self._give(other, theirs)
        return False

    def _take_back(self, key: str, job: Job) -> None:
        self._jobs[key].remove(job)
        self.given.remove((key, job))
        self.partners.gave_back(key, job.lane, job.start, job.end)

    def _suits(self, key: str, jobs: Sequence[Job]) -> bool:
        """Whoever has room for more products than counterparts is best given products that share one, and others
        everything else."""
        if not self.partners.order(jobs[0].lane.role):
            return True
        lane, start = jobs[0].lane, jobs[0].start
        needs = self._room(key, start) > self.partners.left(key, lane, start)
        return needs == (len(jobs) > 1 or not self.partners.grows(key, lane, start))

    def _number(self, key: str, jobs: Sequence[Job]) -> int:
        """About how many of them somebody can take."""
        return min(len(jobs), self._room(key, jobs[0].start)) if len(jobs) > 1 else 1

    def _room(self, key: str, day: int) -> int:
        used = sum(job.lane.stretch.loads for job in self._jobs.get(key, ()))
        return room_at(self.groups[self._group_of[key]].room, day) - used

    def _new(self) -> Iterator[str]:
        for number, group in enumerate(self.groups):
            if self.quota.get(number):
                yield from (key for key in group.members if key not in self._jobs)

    def _may(self, key: str, job: Job) -> bool:
        mine = self._jobs.get(key)
        if mine is None and not self.quota.get(self._group_of[key]):
            return False
        if self.most is not None and len(mine or ()) >= self.most:
            return False
        return self._has_room(key, job) and self.partners.may(key, job.lane, job.start, job.end)

    def _has_room(self, key: str, job: Job) -> bool:
        group = self.groups[self._group_of[key]]
        return is_there(group.there, job) and has_room(group.room, self._jobs.get(key, ()), job)

    def _give(self, key: str, job: Job) -> None:
        if key not in self._jobs:
            self._jobs[key] = []
            self.quota[self._group_of[key]] -= 1
        self._jobs[key].append(job)
        self.partners.took(key, job.lane, job.start, job.end)
        self.given.append((key, job))
        if self._is_full(key) and not self._is_light:
            self._open.pop(key, None)  # nothing that ends: full for good
        else:
            self._open[key] = None

    def _is_full(self, key: str) -> bool:
        """Whether somebody has no room left on any day for what may come yet."""
        most = max(number for _, number in self.groups[self._group_of[key]].room)
        lasting = (job for job in self._jobs[key] if job.lane.stretch.loads and job.end is None)
        return most <= sum(job.start <= self._begin for job in lasting)
