"""Coverage over time: for each product and covering role, bands from day to day within a window.

A product is looked at again only on the days on which something about it can change: its own stage and launch, a
dated change, the first and last day of an assignment, a position or a person that it is covered by, and a target start
that passes. On every day of a band `coverage.cell` says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from planning.core.changes.record_history import DatedOrg, RecordHistories
from planning.core.content import Content, Role
from planning.core.coverage.coverage import HIRE_DUE, STAND_IN, Cell, cell, is_needed, without
from planning.core.records import Org, Product

DAY = timedelta(days=1)


class Band(NamedTuple):
    """First and last day within the window, what holds on each of them, and whether the product needs the role."""

    first: date
    last: date
    cell: Cell
    needed: bool

    @property
    def is_gap(self) -> bool:
        """The role is needed and nobody covers."""
        return self.needed and not self.cell.is_covered


class Gap(NamedTuple):
    """Days without cover though the role is needed. `last` None: to the end of the window and beyond. `due` is
    when a hire is expected, where that is known."""

    first: date
    last: date | None
    due: date | None = None

    @property
    def days(self) -> int | None:
        """How long it lasts; up to the hire where nothing else ends it; None where no end is known."""
        if self.last is not None:
            return (self.last - self.first).days + 1
        return (self.due - self.first).days if self.due and self.due > self.first else None


class Timeline(NamedTuple):
    """The window's first and last day; the bands of each product and role in order of days (without any on days on
    which there is no such product); each product as it is at its last."""

    first: date
    last: date
    lanes: Mapping[tuple[str, str], Sequence[Band]]
    products: Mapping[str, Product]

    def on(self, product: str, role: str, day: date) -> Band | None:
        """The band that a day lies in."""
        return next((band for band in self.lanes.get((product, role), ()) if band.first <= day <= band.last), None)


def timeline(dated: DatedOrg, content: Content, first: date, last: date) -> Timeline:
    """Every product with every covering role from `first` to `last`, both included."""
    walk = Walk(dated, content, first, last)
    keys = dict.fromkeys(key for key, _ in walk.histories.every("product"))
    roles = content.covering
    lanes = {(key, role.slug): lane for key in keys for role in roles if (lane := walk.lane(key, role))}
    latest = ((key, _latest(walk.histories, key, first, last)) for key in keys)
    return Timeline(first, last, lanes, {key: product for key, product in latest if product})


def _latest(histories: RecordHistories, key: str, first: date, last: date) -> Product | None:
    """A product as it is at last within the window; None where it is never there."""
    days = (first, *(day for day in histories.days("product", key) if first < day <= last))
    found = (histories.at("product", key, day) for day in reversed(days))
    return next((product for product in found if product), None)


def gaps(bands: Iterable[Band], last: date) -> Iterator[Gap]:
    """Stretches without cover, the first one first; one that reaches `last` is open."""
    run: list[Band] = []
    for band in bands:
        if run and (not band.is_gap or band.first > run[-1].last + DAY):
            yield _gap(run, last)
            run = []
        if band.is_gap:
            run.append(band)
    if run:
        yield _gap(run, last)


def first_gap(bands: Iterable[Band], on: date, last: date) -> Gap | None:
    """The gap that holds on `on`, else the next one."""
    return next((gap for gap in gaps(bands, last) if gap.last is None or gap.last >= on), None)


def _gap(run: Sequence[Band], last: date) -> Gap:
    end = run[-1].last
    due = next((b.cell.date for b in reversed(run) if b.cell.state in (HIRE_DUE, STAND_IN) and b.cell.date), None)
    return Gap(run[0].first, None if end >= last else end, due)


class Walk:
    """From day to day, lane by lane."""

    def __init__(self, dated: DatedOrg, content: Content, first: date, last: date) -> None:
        self.histories = RecordHistories(dated)
        self.first, self.last = first, last
        slugs = {role.slug for role in content.covering}
        self.duties: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for key, duty in self.histories.every("assignment"):
            if duty.role in slugs:
                self.duties[duty.product, duty.role][key] = None

    def lane(self, key: str, role: Role) -> list[Band]:
        """The bands of a product and a role."""
        duties = self.duties.get((key, role.slug), ())
        steps = self._steps(key, role, duties)
        lane: list[Band] = []
        for number, day in enumerate(steps):
            product = self.histories.at("product", key, day)
            if product is None:
                continue
            last = steps[number + 1] - DAY if number + 1 < len(steps) else self.last
            told = cell(self._org(key, duties, day), product, role) if duties else without(product, role, day)
            _join(lane, Band(day, last, told, is_needed(role.need, product, day)))
        return lane

    def _org(self, key: str, duties: Iterable[str], day: date) -> Org:
        """As much of the organisation as the lane rests on, its indices at hand."""
        at = self.histories.at
        given = [a for k in duties if (a := at("assignment", k, day)) and a.product == key]
        positions = {a.position: p for a in given if (p := at("position", a.position, day))}
        held = {key for p in positions.values() for key in (p.holder, *p.sharers) if key}
        people = {key: person for key in held if (person := at("person", key, day))}
        org = Org(day, {"position": positions, "person": people})
        org.__dict__["assignments"] = {key: given}
        return org

    def _steps(self, key: str, role: Role, duties: Iterable[str]) -> list[date]:
        """The first day of the window, and those after it on which anything about the lane can change."""
        found: set[int] = set()
        for product in self._versions("product", (key,), found):
            _launching(found, product, role)
        positions, people = set[str](), set[str]()
        for duty in self._versions("assignment", duties, found):
            _limit(found, duty.starts, duty.ends)
            positions.add(duty.position)
        for position in self._versions("position", positions, found):
            _limit(found, position.starts, position.ends)
            _limit(found, None, position.target_start)
            people.update((position.holder, *position.sharers))
        for person in self._versions("person", people, found):
            _limit(found, person.starts, person.leaves)
        begin, end = self.first.toordinal(), self.last.toordinal()
        return [self.first, *(date.fromordinal(day) for day in sorted(found) if begin < day <= end)]

    def _versions(self, kind: str, keys: Iterable[str], found: set[int]) -> list[Any]:
        """Everything that the records are at some time; the days of their changes go to `found`."""
        records: list[Any] = []
        for key in keys:
            records += self.histories.versions(kind, key)
            if (kind, key) in self.histories.touched:
                found.update(day.toordinal() for day in self.histories.days(kind, key))
        return records


def _limit(found: set[int], starts: date | None, ends: date | None) -> None:
    """Add the first day on, and the first day no longer."""
    if starts:
        found.add(starts.toordinal())
    if ends:
        found.add(ends.toordinal() + 1)


def _launching(found: set[int], product: Product, role: Role) -> None:
    """Add the first day of the window before the launch, and the day after it, where the role has such a window."""
    if product.launch and role.need and role.need.window:
        launch = product.launch.toordinal()
        found.update((launch - role.need.window, launch + 1))


def _join(lane: list[Band], band: Band) -> None:
    """Add a band, as more of the one before where it says the same without a day between."""
    if lane and lane[-1].last + DAY == band.first and (lane[-1].cell, lane[-1].needed) == (band.cell, band.needed):
        lane[-1] = lane[-1]._replace(last=band.last)
    else:
        lane.append(band)
