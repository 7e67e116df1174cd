"""The choice as a linear program: how many lanes of a class go to which source, from which day on.

For a class of lanes c, a source s and a day d, x[c,s,d] lanes of the class are covered by the source from d until their
end; where somebody may cover for a time, there are such columns until other days as well. Of newcomers n, y[n,d] come
on day d. Of a group of holders g, p[g] get something to do.

- Each lane at most once:           sum over s, d of x[c,s,d]  <=  number of lanes in c
- Room of holders on each day t:    u[s,t] = x[c,s,d] with d <= t <= end  <=  sum over g of room[g,t] * p[g]
- Room of newcomers on each day t:  u[n,t]  <=  room[n] * sum over d <= t of y[n,d]
- Cost a year, and of each calendar year: sum over n, d of cost[n] (* share of the year) * y[n,d]  <=  budget

Room is looked at on the last day before it changes or a lane ends: between two such days what is used only grows. A
lane may begin on its first day, on a day on which room comes or a lane ends (whatever begins later could begin then),
and with a newcomer. What keeps to the room of a group can be shared out to its people; not so where the changes of each
are bounded, so that nothing is proven before they are named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from planning.core.close_gaps.answer import NO_DAYS
from planning.core.close_gaps.days import Days, Given
from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.people import Room
from planning.core.close_gaps.program import Program
from planning.core.close_gaps.supply import Newcomers, Source
from planning.core.fixes.base import FixKind


class Take(NamedTuple):
    """Lanes of a class by a source from a day on, for good or until `end`: the column that says how many."""

    lanes: int
    source: int
    start: int
    end: int | None
    column: int


class Come(NamedTuple):
    """Newcomers of a kind who come on a day: the column that says how many."""

    newcomers: int
    start: int
    column: int


@dataclass
class Model(Given):
    """`sources` number the holders' first, then the newcomers. `is_relaxed`: norms of counterparts are left out, so
    that nothing that keeps to them can be better. `is_pooled`: hires into one role are taken together. `more_starts`
    are other days on which somebody may begin, by role."""

    program: Program = field(default_factory=Program)
    takes: list[Take] = field(default_factory=list)
    comes: list[Come] = field(default_factory=list)
    people: dict[tuple[int, int], int] = field(default_factory=dict)
    changes_each: int | None = None
    interims: bool = False
    is_relaxed: bool = False
    is_pooled: bool = True
    more_starts: Mapping[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        of_days = (self.first, self.last, self.by, self.classes, self.holders, self.newcomers)
        self.days = Days(*of_days, self.interims, self.more_starts)
        for number, source in enumerate(self.holders):
            self._holders(number, source)
        self.class_of = {lane: number for number, one in enumerate(self.classes) for lane in one.lanes}
        self.pools = self._pools()
        for numbers in self.pools:
            self._newcomers(numbers)
        self._once_each()
        self._one_role_each()

    # Who takes what, and from when

    def _holders(self, number: int, source: Source) -> None:
        room, there = source.room, source.there
        rises = self.days.rises(source, room)
        for lanes in self.days.by_role.get(source.role, ()):
            one = self.classes[lanes]
            if number not in one.barred:
                for start in self.days.starts(one.stretch, one.stretch.first, self.days.later(one.stretch, rises)):
                    for end in self.days.ends(source, one.stretch, room, there, start):
                        self._take(lanes, number, start, end)
        self._room_of_holders(number, source, room)

    def _take(self, lanes: int, source: int, start: int, end: int | None = None) -> None:
        one = self.classes[lanes]
        if one.stretch.until(start, end) != NO_DAYS:
            column = self.program.column(len(one.lanes))
            self.takes.append(Take(lanes, source, start, end, column))

    def _once_each(self) -> None:
        """On the last day of each who covers for a time, and on a lane's last, when all others are on it."""
        of_class: dict[int, list[Take]] = defaultdict(list)
        for take in self.covers():
            of_class[take.lanes].append(take)
        for lanes, takes in of_class.items():
            most = len(self.classes[lanes].lanes)
            for day in {*(take.end for take in takes), None}:
                there = [t for t in takes if day is None or (t.start <= day and (t.end is None or t.end >= day))]
                lasting = (t for t in there if day is not None or t.end is None)
                self.program.row({take.column: 1 for take in lasting}, upper=most)

    def covers(self) -> Iterator[Take]:
        """All takes, and what open positions cover by themselves once they are filled, if it lacks cover then."""
        yield from self.takes
        for come in self.comes:
            for lanes in self._classes(self.newcomers[come.newcomers - len(self.holders)].own):
                stretch = self.classes[lanes].stretch
                if stretch.last is None or come.start <= stretch.last:
                    yield Take(lanes, come.newcomers, max(come.start, stretch.first), None, come.column)

    def _one_role_each(self) -> None:
        """Whoever could move to another role either does, or takes something on where they are."""
        found: dict[str, dict[int, float]] = defaultdict(dict)
        first = len(self.holders)
        for come in self.comes:
            kind = self.newcomers[come.newcomers - first]
            if kind.kind == FixKind.RETITLE and len(kind.members) == 1:
                found[kind.members[0]][come.column] = 1.0
        for (number, index), column in self.people.items():
            members = self.holders[number].groups[index].members
            if len(members) == 1 and members[0] in found:
                found[members[0]][column] = 1.0
        for entries in found.values():
            self.program.row(entries, upper=1)

    # Room

    def _room_of_holders(self, number: int, source: Source, room: Room) -> None:
        takes = [take for take in self.takes if take.source == number]
        if not takes:
            return
        groups = {index: self.program.column(len(group.members)) for index, group in enumerate(source.groups)}
        self.people |= {(number, index): column for index, column in groups.items()}
        changes = [day - 1 for day, _ in room[1:]]
        for adding in self._norms(takes):
            for day, used in self._used(self._counted(takes, adding=adding), changes):
                entries: dict[int, float] = {used: 1}
                for index, column in groups.items():
                    entries[column] = -float(source.groups[index].at(day, adding=adding))
                self.program.row(entries, upper=0)
        for take in takes:
            if not self.classes[take.lanes].stretch.loads:
                most = -float(len(self.classes[take.lanes].lanes))
                self.program.row({take.column: 1.0} | dict.fromkeys(groups.values(), most), upper=0)
        if self.changes_each is not None:
            given = {take.column: 1.0 for take in takes}
            self.program.row(given | {c: -float(self.changes_each) for c in groups.values()}, upper=0)

    def _norms(self, takes: Sequence[Take]) -> Sequence[bool]:
        """Room for all that loads somebody, and, where that can bind, for what brings a counterpart."""
        return (False,) if self.is_relaxed or not self._counted(takes, adding=True) else (False, True)

    def _counted(self, takes: Sequence[Take], *, adding: bool) -> list[Take]:
        every = ((take, self.classes[take.lanes].stretch) for take in takes)
        return [take for take, stretch in every if stretch.loads and (stretch.adds or not adding)]

    def _used(self, takes: Sequence[Take], changes: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Days on which room is looked at, each with the column of how much of it is used: what was used on the day
        before, with what began since, without what ended."""
        loads = {take.column: self.loading(take) for take in takes}
        days = sorted({*changes, *(last for _, last in loads.values()), self.last})
        begins, stops = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for column, (first, last) in loads.items():
            if first <= last:
                begins[bisect_left(days, first)].append(column)
                stops[bisect_left(days, last) + 1].append(column)
        before: int | None = None
        for place, day in enumerate(days):
            if not (begins[place] or before is not None):
                continue
            used = self.program.column(whole=False)
            entries: dict[int, float] = {used: -1}
            entries |= {column: 1.0 for column in begins[place]} | {column: -1.0 for column in stops[place]}
            entries |= {} if before is None else {before: 1}
            self.program.row(entries, lower=0, upper=0)
            yield day, used
            before = used

    def loading(self, take: Take) -> tuple[int, int]:
        """The first and the last day on which a lane is a live product more for who takes it."""
        stretch = self.classes[take.lanes].stretch
        first, last = stretch.live or (1, 0)
        return max(take.start, first), min(last, self.last if take.end is None else take.end)

    # Newcomers

    def _pools(self) -> list[tuple[int, ...]]:
        """Newcomers that are as one to the model: those hired into one role from the same days on, who all stay. Their
        takes go by the first of them."""
        found: dict[object, list[int]] = defaultdict(list)
        for number, one in enumerate(self.newcomers, len(self.holders)):
            alone = not self.is_pooled or one.kind != FixKind.HIRE or one.had_only
            found[number if alone else (one.role, one.starts)].append(number)
        return [tuple(numbers) for numbers in found.values()]

    def _newcomers(self, numbers: Sequence[int]) -> None:
        kinds = {number: self.newcomers[number - len(self.holders)] for number in numbers}
        comes = [come for number, kind in kinds.items() for come in self._comes(number, kind)]
        if not comes:
            return
        self.comes += comes
        one, before = kinds[numbers[0]], len(self.takes)
        own = set(self._classes(one.own)) if len(kinds) == 1 else set()
        later = sorted({*(come.start for come in comes), *self.days.after_ends(one.role)})
        wanted = self._classes(one.had) if one.had_only else self.days.by_role.get(one.role, ())
        for lanes in wanted if any(kind.room for kind in kinds.values()) else ():
            stretch = self.classes[lanes].stretch
            if numbers[0] not in self.classes[lanes].barred and lanes not in own:
                for start in self.days.starts(stretch, max(stretch.first, later[0], comes[0].start), later):
                    self._take(lanes, numbers[0], start)
        self._room_of_newcomers(comes, self.takes[before:])
        if one.kind == FixKind.RETITLE:
            self._moved(comes, self.takes[before:])

    def _moved(self, comes: Sequence[Come], takes: Sequence[Take]) -> None:
        """Whoever gets another role has something to do in it, and no more new products than anybody may get."""
        taken = {take.column: 1.0 for take in takes}
        self.program.row({come.column: 1.0 for come in comes} | dict.fromkeys(taken, -1.0), upper=0)
        if self.changes_each is not None:
            most = -float(self.changes_each)
            self.program.row(taken | {come.column: most for come in comes}, upper=0)

    def _comes(self, number: int, kind: Newcomers) -> list[Come]:
        starts = [start for start in kind.starts if start <= self.by]
        comes = [Come(number, start, self.program.column(self._most(kind))) for start in starts]
        if kind.most is not None and len(comes) > 1:
            self.program.row({come.column: 1 for come in comes}, upper=kind.most)
        return comes

    def _most(self, newcomers: Newcomers) -> int:
        wanted = sum(len(self.classes[n].lanes) for n in self.days.by_role.get(newcomers.role, ()))
        return wanted if newcomers.most is None else min(newcomers.most, max(wanted, 1))

    def _classes(self, lanes: Sequence[Lane]) -> list[int]:
        """The classes of lanes that come with a position, or that it had."""
        return [self.class_of[lane] for lane in lanes if lane in self.class_of]

    def _room_of_newcomers(self, comes: Sequence[Come], takes: Sequence[Take]) -> None:
        kinds = {come.newcomers: self.newcomers[come.newcomers - len(self.holders)] for come in comes}
        for take in takes:
            if not self.classes[take.lanes].stretch.loads:
                most = -float(len(self.classes[take.lanes].lanes))
                there = [come.column for come in comes if come.start <= take.start]
                self.program.row({take.column: 1.0} | dict.fromkeys(there, most), upper=0)
        starts = sorted({come.start for come in comes})
        for adding in self._norms(takes) if takes else ():
            rooms = {number: min(kind.room, kind.adds) if adding else kind.room for number, kind in kinds.items()}
            room: int | None = None
            seen = 0
            for day, used in self._used(self._counted(takes, adding=adding), [start - 1 for start in starts[1:]]):
                coming = {c.column: float(rooms[c.newcomers]) for c in comes if seen < c.start <= day}
                seen = day
                room = self._sum(room, coming) if coming else room
                self.program.row({used: 1.0} if room is None else {used: 1.0, room: -1.0}, upper=0)

    def _sum(self, before: int | None, columns: dict[int, float]) -> int:
        """A column that is the sum of others, each times a factor."""
        found = self.program.column(whole=False)
        entries = {found: -1.0} | columns | ({} if before is None else {before: 1.0})
        self.program.row(entries, lower=0, upper=0)
        return found

    @property
    def norms_bind(self) -> bool:
        """Whether somebody has room for more products than counterparts."""
        groups = [group for source in self.holders for group in source.groups]
        rooms = [(max(number for _, number in group.room), group.adds) for group in groups]
        adding = any(one.stretch.adds for one in self.classes)
        return adding and any(adds < room for room, adds in (*rooms, *((n.room, n.adds) for n in self.newcomers)))
