"""Coverage over time: for each product and covering role, bands from day to day within a window.

A product is looked at again only on the days on which something about it can change: its own stage and launch, a
dated change, the first and last day of an assignment, a position or a person that it is covered by. On every day
of a band `coverage.cell` says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from .content import Content, Role
from .course import Courses, Dated
from .coverage import HIRE_DUE, STAND_IN, Cell, cell, is_needed
from .state import Org, Product

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


def timeline(dated: Dated, content: Content, first: date, last: date) -> Timeline:
    """Every product with every covering role from `first` to `last`, both included."""
    walk = _Walk(dated, content, first, last)
    lanes: dict[tuple[str, str], list[Band]] = {}
    products: dict[str, Product] = {}
    for key in walk.products():
        latest = walk.bands(key, lanes)
        if latest is not None:
            products[key] = latest
    return Timeline(first, last, lanes, products)


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


class _Walk:
    """From day to day, product by product."""

    def __init__(self, dated: Dated, content: Content, first: date, last: date) -> None:
        self.courses = Courses(dated)
        self.roles = content.covering
        self.first, self.last = first, last
        slugs = {role.slug for role in self.roles}
        self.duties: dict[str, dict[str, None]] = defaultdict(dict)
        for key, duty in self.courses.every("assignment"):
            if duty.role in slugs:
                self.duties[duty.product][key] = None

    def products(self) -> Iterable[str]:
        return dict.fromkeys(key for key, _ in self.courses.every("product"))

    def bands(self, key: str, lanes: dict[tuple[str, str], list[Band]]) -> Product | None:
        """Add the lanes of a product; the product as it is at last, None where it is never there."""
        steps = self._steps(key)
        ends = [day - DAY for day in steps[1:]] + [self.last]
        latest = None
        for day, last in zip(steps, ends, strict=True):
            product = self.courses.at("product", key, day)
            if product is None:
                continue
            latest, org = product, self._org(key, day)
            for role in self.roles:
                found = Band(day, last, cell(org, product, role), is_needed(role.need, product, day))
                _join(lanes.setdefault((key, role.slug), []), found)
        return latest

    def _org(self, key: str, day: date) -> Org:
        """As much of the organisation as the product's coverage rests on."""
        at = self.courses.at
        duties = {k: a for k in self.duties.get(key, ()) if (a := at("assignment", k, day))}
        seats = {a.position: p for a in duties.values() if (p := at("position", a.position, day))}
        people = {p.holder: h for p in seats.values() if p.holder and (h := at("person", p.holder, day))}
        return Org(day, {"assignment": duties, "position": seats, "person": people})

    def _steps(self, key: str) -> list[date]:
        """The first day of the window, and those after it on which anything about the product can change."""
        found: set[int] = set()
        for product in self._versions("product", (key,), found):
            found.update(_launching(product, self.roles))
        seats, people = set(), set()
        for duty in self._versions("assignment", self.duties.get(key, ()), found):
            _limit(found, duty.starts, duty.ends)
            seats.add(duty.position)
        for seat in self._versions("position", seats, found):
            _limit(found, seat.starts, seat.ends)
            people.add(seat.holder)
        for person in self._versions("person", people, found):
            _limit(found, person.starts, person.leaves)
        begin, end = self.first.toordinal(), self.last.toordinal()
        return [self.first, *(date.fromordinal(day) for day in sorted(found) if begin < day <= end)]

    def _versions(self, kind: str, keys: Iterable[str], found: set[int]) -> list[Any]:
        """Everything that the records are at some time; the days of their changes go to `found`."""
        records: list[Any] = []
        for key in keys:
            records += self.courses.versions(kind, key)
            found.update(day.toordinal() for day in self.courses.days(kind, key))
        return records


def _limit(found: set[int], starts: date | None, ends: date | None) -> None:
    """Add the first day on, and the first day no longer."""
    if starts:
        found.add(starts.toordinal())
    if ends:
        found.add(ends.toordinal() + 1)


def _launching(product: Product, roles: Iterable[Role]) -> Iterator[int]:
    """The first day of each role's window before the launch, and the day after it."""
    if product.launch:
        launch = product.launch.toordinal()
        yield launch + 1
        yield from (launch - role.need.window for role in roles if role.need)


def _join(lane: list[Band], band: Band) -> None:
    """Add a band, as more of the one before where it says the same without a day between."""
    if lane and lane[-1].last + DAY == band.first and (lane[-1].cell, lane[-1].needed) == (band.cell, band.needed):
        lane[-1] = lane[-1]._replace(last=band.last)
    else:
        lane.append(band)
