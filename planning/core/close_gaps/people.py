"""Who could take more products in a role, and how many on which days."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from planning.core.close_gaps.lanes import LIVE, Scene, is_kept
from planning.core.content import Role
from planning.core.occupancy import FILLED, occupancy
from planning.core.records import OWNER, Assignment, Person, Position

Room = tuple[tuple[int, int], ...]
"""From each day on, how many more products; in order of days, the first one the first that is looked at."""


class Holder(NamedTuple):
    """A position in a role: on which days somebody is there who may take something on (1, else 0), and the room that
    their norm of products leaves then."""

    position: str
    room: Room
    there: Room


def room_at(room: Room, day: int) -> int:
    return room[bisect_right(room, day, key=_day) - 1][1]


def least(room: Room, first: int, last: int) -> int:
    """The least of it on any day from `first` to `last`."""
    return min([room_at(room, first), *(number for day, number in room if first < day <= last)])


def _day(entry: tuple[int, int]) -> int:
    return entry[0]


def lasting(room: Room) -> Room:
    """What of it stays to the end, once there: it only ever grows."""
    least, found = None, []
    for day, number in reversed(room):
        least = number if least is None else min(least, number)
        found.append((day, least))
    return squeezed(reversed(found))


def squeezed(room: Iterable[tuple[int, int]]) -> Room:
    """Without the days on which nothing changes."""
    found: list[tuple[int, int]] = []
    for day, number in room:
        if not found or found[-1][1] != number:
            found.append((day, number))
    return tuple(found)


class Staff:
    """Who holds positions of the covering roles through time."""

    def __init__(self, scene: Scene, most: Mapping[str, int | None]) -> None:
        self._scene, self._most = scene, most
        self._first, self._last = scene.question.on.toordinal(), scene.last
        self._histories = scene.histories
        self._duties: dict[str, dict[str, None]] = defaultdict(dict)
        for key, duty in self._histories.every("assignment"):
            if duty.kind == OWNER or (("assignment", key) in self._histories.touched):
                self._duties[duty.position][key] = None

    def holders(self, role: Role, unbound: int, *, full: bool) -> list[Holder]:
        """Everybody who sits in a position of the role at some time and has room then, those without room as well where
        `full` is asked for; `unbound` is what they have where no norm holds."""
        most = self._most[role.slug]
        keys = sorted({key for key, position in self._histories.every("position") if position.role == role.slug})
        every = (self._holder(key, role.slug, unbound if most is None else most) for key in keys if self._may(key))
        return [holder for holder in every if any(number for _, number in (holder.there if full else holder.room))]

    def _may(self, key: str) -> bool:
        return not is_kept(self._scene.question, key)

    def _holder(self, key: str, role: str, most: int) -> Holder:
        positions = self._histories.versions("position", key)
        people = tuple(dict.fromkeys(p for one in positions for p in (one.holder, *one.sharers) if p))
        days = self._days(key, positions, people)
        there = squeezed((day, int(self._is_in(key, role, date.fromordinal(day)))) for day in days)
        room = squeezed((day, self._room(key, role, most, day) if room_at(there, day) else 0) for day in days)
        return Holder(key, room, there)

    def stays(self, key: str) -> bool:
        """Whether somebody sits in a position who stays there, and is not away, on all days that are looked at."""
        return all(self.is_there(key, date.fromordinal(day)) for day in self.days(key))

    def days(self, key: str) -> list[int]:
        """The first day, and those after it on which anything about a position, its people or its products changes."""
        positions = self._histories.versions("position", key)
        return self._days(key, positions, {p for one in positions for p in (one.holder, *one.sharers) if p})

    def is_there(self, key: str, on: date, *, or_away: bool = False) -> bool:
        """Whether somebody sits in a position who is not away, and whom the question lets change; `or_away`: whoever it
        is, and wherever."""
        position = self._histories.at("position", key, on)
        return position is not None and self._is_there(position, on, or_away=or_away)

    def seated(self, key: str) -> Room:
        """On which days anybody sits in a position (1, else 0), away or not; hires that are due count."""
        positions = self._histories.versions("position", key)
        people = {p for one in positions for p in (one.holder, *one.sharers) if p}
        days = self._days(key, positions, people)
        return squeezed((day, int(self._is_filled(key, date.fromordinal(day)))) for day in days)

    def _is_filled(self, key: str, on: date) -> bool:
        position = self._histories.at("position", key, on)
        if position is None or (position.ends and position.ends < on):
            return False
        return occupancy(position, lambda person: self._histories.at("person", person, on), on) == FILLED

    def _is_in(self, key: str, role: str, on: date) -> bool:
        position = self._histories.at("position", key, on)
        return position is not None and position.role == role and self._is_there(position, on, or_away=False)

    def _room(self, key: str, role: str, most: int, day: int) -> int:
        return max(most - self.load(key, role, date.fromordinal(day)), 0)

    def _is_there(self, position: Position, on: date, *, or_away: bool) -> bool:
        if (position.starts and position.starts > on) or (position.ends and position.ends < on):
            return False
        for key in (position.holder, *position.sharers):
            person: Person | None = self._histories.at("person", key, on) if key else None
            if person and person.is_there(on) and (or_away or not person.is_away(on)):
                return or_away or not is_kept(self._scene.question, key)
        return False

    def load(self, key: str, role: str, on: date) -> int:
        """The live products that a position owns in a role on a day, as the rules count them."""
        return len({duty.product for duty in self._owned(key, role, on)})

    def products(self, key: str, role: str) -> Iterator[tuple[int, frozenset[str]]]:
        """From which day on a position owns which live products in a role."""
        positions = self._histories.versions("position", key)
        for day in self._days(key, positions, ()) if key in self._duties else ():
            yield day, frozenset(duty.product for duty in self._owned(key, role, date.fromordinal(day)))

    def _owned(self, key: str, role: str, on: date) -> Iterator[Assignment]:
        for duty_key in self._duties.get(key, ()):
            duty: Assignment | None = self._histories.at("assignment", duty_key, on)
            if duty is None or duty.position != key or duty.role != role or duty.kind != OWNER or not duty.active(on):
                continue
            product = self._histories.at("product", duty.product, on)
            if product is not None and product.stage in LIVE:
                yield duty

    def _days(self, key: str, positions: Sequence[Position], people: Iterable[str]) -> list[int]:
        """The first day, and those after it on which anything about the room can change."""
        found: set[int] = set()
        self._changes(found, "position", key)
        for position in positions:
            _limits(found, position.starts, position.ends)
        for person_key in people:
            self._changes(found, "person", person_key)
            for person in self._histories.versions("person", person_key):
                _limits(found, person.starts, person.leaves)
                _limits(found, person.away_from, person.away_until)
        for duty_key in self._duties.get(key, ()):
            self._changes(found, "assignment", duty_key)
            for duty in self._histories.versions("assignment", duty_key):
                _limits(found, duty.starts, duty.ends)
                self._changes(found, "product", duty.product)
        return [self._first, *sorted(day for day in found if self._first < day <= self._last)]

    def _changes(self, found: set[int], kind: str, key: str) -> None:
        if (kind, key) in self._histories.touched:
            found.update(day.toordinal() for day in self._histories.days(kind, key))


def _limits(found: set[int], first: date | None, last: date | None) -> None:
    """Add the first day on, and the first day no longer."""
    if first:
        found.add(first.toordinal())
    if last:
        found.add((last + timedelta(days=1)).toordinal())
