"""On which days somebody may begin to cover, and end."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from planning.core.close_gaps.lanes import Lane, Stretch
from planning.core.close_gaps.people import Room, least, room_at
from planning.core.close_gaps.supply import Newcomers, Source

VERY_MANY = 20_000  # lanes, times people, times pairs of days on which somebody may begin and end


class LaneClass(NamedTuple):
    """Lanes that are alike. `barred`: sources that may not take them, by number."""

    stretch: Stretch
    lanes: tuple[Lane, ...]
    barred: frozenset[int] = frozenset()


@dataclass
class Given:
    """What can be chosen from, on the days from `first` to `last`; what begins after `by` is worth nothing."""

    first: int
    last: int
    by: int
    classes: Sequence[LaneClass]
    holders: Sequence[Source]
    newcomers: Sequence[Newcomers]


@dataclass
class Days(Given):
    """`more_starts` are other days on which somebody may begin, by role. `is_coarse` comes out True where not every day
    is looked at on which somebody could take over from whoever covers for a time (`interims`)."""

    interims: bool
    more_starts: Mapping[str, set[int]]
    is_coarse: bool = False
    by_role: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._known_takeovers: dict[str, Sequence[int]] = {}
        for number, one in enumerate(self.classes):
            self.by_role[one.stretch.role].append(number)

    def later(self, stretch: Stretch, days: Sequence[int]) -> Sequence[int]:
        """With the day from which a lane takes no room any more, and others on which it may fit better."""
        more = self.more_starts.get(stretch.role, set())
        last = {stretch.live[1] + 1} if stretch.live and stretch.live[1] < (stretch.last or self.last) else set()
        return sorted({*days, *last, *more}) if last or more else days

    def _fits(self, stretch: Stretch, room: Room, there: Room, start: int, last: int) -> bool:
        """Whether somebody is there on all the days, and has room on those on which the lane is a live product."""
        first, end = stretch.live or (1, 0)
        first, end = max(start, first), min(last, end)
        return least(there, start, last) > 0 and (first > end or least(room, first, end) > 0)

    def ends(self, source: Source, stretch: Stretch, room: Room, there: Room, start: int) -> Iterator[int | None]:
        """Until when holders may cover: for good where they have room till then; else, where somebody may cover for a
        time, as long as they have, and until the day before somebody else can take over."""
        if self._fits(stretch, room, there, start, stretch.last or self.last):
            yield None
        if self.interims:
            end = self._lasts(stretch, room, there, start)
            ends = {end, *(day - 1 for day in self._takeovers(source.role) if start < day <= end)}
            yield from sorted(day for day in ends if start <= day < (stretch.last or self.last))

    def _lasts(self, stretch: Stretch, room: Room, there: Room, start: int) -> int:
        """The last day from a start on up to which holders can cover: they are there, and have room while the lane is a
        live product; the day before the start where they cannot."""
        first, last = stretch.live or (1, 0)
        gone = next((day for day in self._each(there, start) if not room_at(there, day)), self.last + 1)
        live = self._each(room, max(start, first)) if max(start, first) <= last else ()
        return min(gone, next((day for day in live if day <= last and not room_at(room, day)), gone)) - 1

    def _each(self, room: Room, start: int) -> Iterator[int]:
        """A day, and those after it on which there is another room."""
        yield start
        yield from (day for day, _ in room if day > start)

    def _takeovers(self, role: str) -> Sequence[int]:
        """The days on which somebody in a role can take over from whoever covers for a time. Where that would be very
        many ways to do so, only those on which newcomers can be there or norms have room, and nothing is proven."""
        if role not in self._known_takeovers:
            found = sorted(self._changes(role))
            lanes, sources = len(self.by_role.get(role, ())), sum(one.role == role for one in self.holders)
            is_coarse = lanes * sources * len(found) ** 2 > VERY_MANY
            self.is_coarse |= is_coarse
            self._known_takeovers[role] = sorted(self._few(role)) if is_coarse else found
        return self._known_takeovers[role]

    def _few(self, role: str) -> set[int]:
        return self._arrivals(role) | self.more_starts.get(role, set())

    def _changes(self, role: str) -> set[int]:
        """The days on which the room of anybody in a role changes, or what a lane takes of it."""
        rooms = [room for source in self.holders if source.role == role for room in (source.room, source.there)]
        found = {day for room in rooms for day, _ in room[1:]} | self._few(role) | self.after_ends(role)
        for number in self.by_role.get(role, ()):
            live = self.classes[number].stretch.live
            found |= {live[0], live[1] + 1} if live else set()
        return {day for day in found if self.first < day <= self.last}

    def _arrivals(self, role: str) -> set[int]:
        """The days on which newcomers can be there."""
        return {day for one in self.newcomers if one.role == role for day in one.starts}

    def rises(self, source: Source, room: Room) -> list[int]:
        """The days on which somebody may begin because there is more room, while there are more lanes than room."""
        wanted = sum(len(self.classes[n].lanes) for n in self.by_role.get(source.role, ()))
        rises = [day for (_, before), (day, now) in pairwise(room) if now > before and before < wanted]
        scarce = any(number < wanted for _, number in room)
        turns = self._takeovers(source.role) if self.interims else ()
        return sorted({*rises, *turns, *(self.after_ends(source.role) if scarce or self.interims else ())})

    def after_ends(self, role: str) -> set[int]:
        """The days after which a lane, or somebody who covers for a time, has ended."""
        lasts = (self.classes[number].stretch.last for number in self.by_role.get(role, ()))
        found = {last + 1 for last in lasts if last is not None}
        if self.interims:
            rooms = [source.room for source in self.holders if source.role == role]
            found |= {day for room in rooms for day, number in room[1:] if not number} | self._arrivals(role)
        return found

    def starts(self, stretch: Stretch, first: int, others: Sequence[int]) -> list[int]:
        """The days on which cover may begin and still be worth something, the earliest first."""
        limit = min(stretch.last or self.by, self.by)
        return [day for day in (first, *others[bisect_left(others, first + 1) :]) if day <= limit]
