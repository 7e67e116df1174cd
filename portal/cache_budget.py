"""What a process remembers, all of it in one budget of bytes: the least recently used goes first."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterable
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple

Unit = tuple[Hashable, Hashable]  # a group and a view of it
# Of a view that is larger than the budget so many values stay, the last used ones: one page's and more.
KEPT = 16


class Place(NamedTuple):
    """Where a value stands. `group`: whose it is; what a group has shares much, and goes together. `view`: what is
    looked at in it, None for what every view of the group rests on. `version`: of two values of one name in one view
    only the higher is kept, and what is behind its first number by two goes, too."""

    group: Hashable
    name: Hashable
    view: Hashable = None
    version: tuple[int, ...] = (0,)

    @property
    def unit(self) -> Unit:
        """What goes at once."""
        return self.group, self.view


class Entry:
    """A remembered value. `weight` in bytes, weighed when it had this `breadth`; `age`: how many versions ago. `holds`
    are identities that are counted here and nowhere else. `uses` counts how often it was asked for."""

    __slots__ = ("age", "breadth", "holds", "place", "uses", "value", "weight")

    def __init__(self, place: Place, value: Any, holds: Iterable[int] = ()) -> None:
        self.place, self.value = place, value
        self.holds = (id(value), *holds)
        self.weight = self.breadth = self.age = self.uses = 0


Versions = dict[tuple[int, ...], Entry]


class Budget:
    """All entries by unit, the most recently used unit last, as within a unit the names. Its methods hold the lock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.bytes = 0
        self.dropped = 0  # bytes, since somebody last set it to nought
        self.held: Counter[int] = Counter()  # identities of what is counted in some entry
        self._units: OrderedDict[Unit, OrderedDict[Hashable, Versions]] = OrderedDict()
        self._views: dict[Hashable, dict[Hashable, None]] = {}
        self._newest: dict[Hashable, int] = {}
        self._used: dict[Unit, float] = {}  # when last, by the clock that only runs on

    def find(self, place: Place) -> Entry | None:
        """The entry in a place, which counts as a use of it."""
        with self._lock:
            entry = self._versions(place).get(place.version)
            if entry is not None:
                entry.uses += 1
                self._use(place)
            return entry

    def before(self, place: Place) -> Entry | None:
        """The newest entry of the same name and view of an earlier version."""
        with self._lock:
            earlier = [entry for version, entry in self._versions(place).items() if version < place.version]
            return max(earlier, key=lambda entry: entry.place.version, default=None)

    def put(self, entry: Entry, most: int) -> None:
        """Remember it, and let go what it takes the place of, and what is over `most` bytes."""
        place = entry.place
        with self._lock:
            self._grow_older(place)
            versions = self._units.setdefault(place.unit, OrderedDict()).setdefault(place.name, {})
            self._views.setdefault(place.group, {})[place.view] = None
            for version in [version for version in versions if version <= place.version]:
                self._let_go(versions.pop(version))
            versions[place.version] = entry
            self.held.update(entry.holds)
            self.bytes += entry.weight
            self._use(place)
            self._shrink(place, most)

    def weigh_again(self, entry: Entry, weight: int, most: int) -> None:
        """What has grown since it was put here."""
        with self._lock:
            if self._versions(entry.place).get(entry.place.version) is entry:
                self.bytes += weight - entry.weight
                entry.weight = weight
                self._shrink(entry.place, most)

    def drop(self, group: Hashable) -> None:
        """Forget all that a group has."""
        with self._lock:
            for view in list(self._views.get(group, ())):
                self._drop((group, view))

    def drop_before(self, group: Hashable, version: int) -> None:
        """Forget what a group has of versions whose first number is lower."""
        with self._lock:
            self._drop_older(group, version)

    def drop_unused(self, since: float) -> None:
        """Forget what nobody has asked for since then. What is used least recently comes first."""
        with self._lock:
            while (unit := next(iter(self._units), None)) is not None and self._used[unit] < since:
                self._drop(unit)

    def drop_of(self, owner: str) -> None:
        """Forget all whose names are pairs that begin with this one."""
        with self._lock:
            for unit, names in list(self._units.items()):
                for name in [name for name in names if isinstance(name, tuple) and name[0] == owner]:
                    self._drop_name(unit, name)
                if not names:
                    self._drop(unit)

    def newest(self, group: Hashable) -> int | None:
        """The first number of the highest version that a group has."""
        return self._newest.get(group)

    def _versions(self, place: Place) -> Versions:
        names = self._units.get(place.unit)
        return names.get(place.name, {}) if names else {}

    def _use(self, place: Place) -> None:
        """What views rest on is used with each of them, so it never goes before them."""
        self._units[place.unit].move_to_end(place.name)
        for unit in (place.unit, (place.group, None)):
            if unit in self._units:
                self._units.move_to_end(unit)
                self._used[unit] = monotonic()

    def _grow_older(self, place: Place) -> None:
        """Where a version comes that is newer than any: those before the one before it go."""
        now = place.version[0]
        known = self._newest.get(place.group, now)
        self._newest[place.group] = max(known, now)
        if now > known:
            self._drop_older(place.group, known)

    def _drop_older(self, group: Hashable, first: int) -> None:
        for unit in [(group, view) for view in self._views.get(group, ())]:
            for name, versions in list(self._units[unit].items()):
                self._drop_versions(unit, name, [version for version in versions if version[0] < first])

    def _drop_versions(self, unit: Unit, name: Hashable, gone: Iterable[tuple[int, ...]]) -> None:
        versions = self._units[unit][name]
        for version in gone:
            self._let_go(versions.pop(version))
        if not versions:
            del self._units[unit][name]

    def _drop_name(self, unit: Unit, name: Hashable) -> None:
        self._drop_versions(unit, name, list(self._units[unit][name]))

    def _drop(self, unit: Unit) -> None:
        for name in list(self._units.get(unit, ())):
            self._drop_name(unit, name)
        self._units.pop(unit, None)
        self._used.pop(unit, None)
        views = self._views.get(unit[0], {})
        views.pop(unit[1], None)
        if not views:
            self._views.pop(unit[0], None)
            self._newest.pop(unit[0], None)

    def _shrink(self, place: Place, most: int) -> None:
        """The units that were not used for longest go. Of what is looked at now, however large, much stays."""
        kept = {place.unit, (place.group, None)}
        while self.bytes > most and (unit := next((unit for unit in self._units if unit not in kept), None)):
            self._drop(unit)
        names = self._units[place.unit]
        while self.bytes > most and len(names) > KEPT:
            self._drop_name(place.unit, next(iter(names)))

    def _let_go(self, entry: Entry) -> None:
        self.bytes -= entry.weight
        self.dropped += entry.weight
        self.held.subtract(entry.holds)
        for one in entry.holds:
            if not self.held[one]:
                del self.held[one]
