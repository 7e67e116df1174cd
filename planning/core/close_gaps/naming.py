"""From how many to who: each lane that is covered gets a person or a newcomer, near ones first.

It decides nothing about days: what the model counted on stays within the room of somebody, whoever is named first.
Lanes are gone through by the day on which they begin. Of those that begin on a day, the nearest pair is named first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planning.core.close_gaps.answer import NO_DAYS
from planning.core.close_gaps.choosing import Choice
from planning.core.close_gaps.handing_out import Desk, Job, Near
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.model import Model, Take
from planning.core.close_gaps.partners import Partners
from planning.core.close_gaps.supply import Group, Newcomers, Source
from planning.core.fixes.base import FixKind

WISHED = 1_000  # how near whoever is wished for is


@dataclass
class Newcomer:
    """One of a kind who comes on a day, and what they cover; `position` is the one that they have already, or ''."""

    kind: Newcomers
    start: int
    position: str = ""
    jobs: list[Job] = field(default_factory=list)


@dataclass
class Named:
    """Who covers what: by the keys of positions, and newcomers."""

    holders: list[tuple[str, Job]] = field(default_factory=list)
    newcomers: list[Newcomer] = field(default_factory=list)


class Way(Protocol):
    """What names are found by."""

    def near(self, lane: Lane) -> Mapping[str, int]: ...
    def partners(self) -> Partners: ...
    def more(self, newcomers: Newcomers, planned: Sequence[Newcomers]) -> bool: ...


def name(model: Model, choice: Choice, way: Way) -> Named:
    """All that the choice covers; roles whose people count as counterparts first."""
    partners = way.partners()
    jobs = _jobs(model, choice, way.near)
    near = _wishing(model, jobs, way.near, partners)
    partners.counted = {job.lane.product for every in jobs.values() for job in every if partners.order(job.lane.role)}
    namer = _Namer(model, choice, jobs, near, partners, way)
    roles = dict.fromkeys([*(source.role for source in model.holders), *(one.role for one in model.newcomers)])
    for role in sorted(roles, key=partners.order):
        for number, source in enumerate(model.holders):
            if source.role == role:
                namer.holders(number, source)
        for numbers in model.pools:
            kinds = {number: model.newcomers[number - len(model.holders)] for number in numbers}
            if kinds[numbers[0]].role == role:
                namer.newcomers(kinds)
    return namer.named


@dataclass
class _Namer:
    model: Model
    choice: Choice
    jobs: Mapping[int, list[Job]]
    near: Near
    partners: Partners
    way: Way
    named: Named = field(default_factory=Named)
    left: list[Job] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._is_loose = self.model.is_relaxed and self.model.norms_bind
        first = len(self.model.holders)
        self._planned = [self.model.newcomers[c.newcomers - first] for c, n in self.choice.comes for _ in range(n)]

    def holders(self, number: int, source: Source) -> None:
        quota = {index: self.choice.people.get((number, index), 0) for index in range(len(source.groups))}
        desk = Desk(source.groups, quota, self.model.changes_each, self.partners, self._is_loose)
        desk.hand_out(self.jobs.get(number, ()), self.near)
        self.named.holders += desk.given
        self.left += desk.left

    def newcomers(self, kinds: Mapping[int, Newcomers]) -> None:
        """Lanes to the newcomers of a pool; with one more as long as some are left for want of counterparts."""
        made = [one for number, kind in kinds.items() for one in self._made(number, kind)]
        number = next((number for number, kind in kinds.items() if kind.most is None), -1)
        kind = kinds.get(number)
        mine = next((self.jobs[number] for number in kinds if number in self.jobs), [])
        left = self._given(made, [*mine, *(self._left_for(number, kind) if kind else ())])
        while left and kind and self.way.more(kind, self._planned):
            one = Newcomer(kind, min(job.start for job in left))
            one.start = max(one.start, kind.starts[0])
            again = self._given([one], left)
            if len(again) == len(left):
                break
            self._planned.append(kind)
            left = again
        self.left += left

    def _made(self, number: int, kind: Newcomers) -> list[Newcomer]:
        starts = sorted(c.start for c, count in self.choice.comes if c.newcomers == number for _ in range(count))
        members = [*kind.members, *[""] * len(starts)]
        return [Newcomer(kind, start, position) for start, position in zip(starts, members, strict=False)]

    def _left_for(self, number: int, kind: Newcomers) -> list[Job]:
        """What was left over of those who are there already, as whoever is hired could take it on."""
        if not kind.starts:
            return []
        mine = [job for job in self.left if job.lane.role == kind.role and self._may_take(number, job)]
        later = [job._replace(start=max(job.start, kind.starts[0])) for job in mine]
        wanted = [job for job in later if job.days != NO_DAYS]
        self.left = [job for job in self.left if job not in mine] + [job for job in later if job.days == NO_DAYS]
        return wanted

    def _may_take(self, number: int, job: Job) -> bool:
        """Whether the question does not forbid it."""
        return number not in self.model.classes[self.model.class_of[job.lane]].barred

    def _given(self, made: Sequence[Newcomer], jobs: Sequence[Job]) -> list[Job]:
        first = len(self.named.newcomers)
        by_key = {one.position or f"{one.kind.key} {n}": one for n, one in enumerate(made, first)}
        groups = [
            Group(one.kind.role, ((0, 0), (one.start, one.kind.room)), ((0, 0), (one.start, 1)), one.kind.adds, (key,))
            for key, one in by_key.items()
        ]
        for key, newcomer in by_key.items():
            for job in _own(newcomer):
                self.partners.took(key, job.lane, job.start, None, is_own=True)  # it goes on after the gap
        every = dict.fromkeys(range(len(groups)), 1)
        is_moved = any(one.kind.kind == FixKind.RETITLE for one in made)
        most = self.model.changes_each if is_moved else None
        desk = Desk(groups, every, most, self.partners, self._is_loose)
        desk.hand_out(jobs, _going_on(by_key, self.near))
        for key, job in desk.given:
            by_key[key].jobs.append(job)
        for newcomer in made:
            newcomer.jobs += _own(newcomer)
            newcomer.start = min([job.start for job in newcomer.jobs], default=newcomer.start)  # not before the need
        self.named.newcomers += [newcomer for newcomer in made if newcomer.jobs]
        return desk.left


def _going_on(newcomers: Mapping[str, Newcomer], near: Near) -> Near:
    """As near, and nearest of all whoever follows somebody who had it."""
    had = {lane: key for key, one in newcomers.items() for lane in one.kind.had}
    if not had:
        return near
    return lambda lane: {**near(lane), had[lane]: WISHED} if lane in had else near(lane)


def _wishing(model: Model, jobs: Mapping[int, list[Job]], near: Near, partners: Partners) -> Near:
    """As near, and nearest of all whoever is a counterpart already of somebody who may get no more."""
    wishes: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for number, source in enumerate(model.holders):
        for job in jobs.get(number, ()) if source.shares_only else ():
            for role, key in partners.wished(source.groups[0].members[0], job.lane):
                wishes[job.lane.product, role][key] = WISHED
    if not wishes:
        return near
    return lambda lane: {**near(lane), **wishes.get((lane.product, lane.role), {})}


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


def _own(newcomer: Newcomer) -> list[Job]:
    """What an open position covers once it is filled."""
    starts = ((lane, max(newcomer.start, lane.stretch.first)) for lane in newcomer.kind.own)
    ends = ((lane, start, lane.stretch.last) for lane, start in starts)
    return [Job(lane, start, end) for lane, start, end in ends if end is None or start <= end]


def people(named: Named) -> Counter[str]:
    """How many lanes each holder gets."""
    return Counter(key for key, _ in named.holders)
