"""What a chart needs of one version of an organisation on one date; made once, then shared by requests."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice

from planning.chart.cards import Face, face, vacant_and_ending
from planning.chart.sides import ChartSides, with_ended
from planning.chart.state import BEFORE, CHANGES, Fit
from planning.core.differences import MARKS, marks
from planning.core.layout import card_height
from planning.core.records import Org, Position
from planning.core.rules import Finding
from planning.core.tree import Shape, line_up, shape
from planning.findings import waivers
from planning.findings.waivers import Identity
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.cache import Few
from portal.guard import Access

PLAIN = ChartSides()
LINE_SHOWN = 20
TRAY = ""  # stands, as a key, for the tray of what hangs nowhere


class Chart:
    """The forest of an organisation: its tree, other trees, rings cut open, and the tray. Cards are made when
    they are first asked for."""

    def __init__(
        self,
        snapshot: Snapshot,
        accepted: frozenset[Identity] = frozenset(),
        *,
        org: Org | None = None,
        marks: Mapping[str, str] | None = None,
    ) -> None:
        self.org = org or snapshot.org
        self.content = snapshot.content
        self.findings: Mapping[str, list[Finding]] = _without(snapshot.by_position, accepted)
        self.duties = snapshot.duties_now
        self.marks = snapshot.marks if marks is None else marks
        self.shape: Shape = shape(self.org)
        self._faces: dict[str, Face] = {}
        self._heights: dict[str, int] = {}
        self.fits: Few[Fit] = Few(32)  # planning/chart/fit.py

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The heads of all trees, the largest tree's first; the tray last, where it holds anything."""
        top = (self.shape.top,) if self.shape.top else ()
        tray = (TRAY,) if self.shape.unplaced else ()
        return (*top, *self.shape.roots, *(ring[0] for ring in self.shape.rings), *tray)

    @cached_property
    def _reports(self) -> Mapping[str, tuple[str, ...]]:
        """By manager. The member that a ring is cut open at hangs under nobody."""
        depth = self.shape.depth
        lists = {
            key: tuple(p.key for p in reports if depth[p.key])
            for key, reports in self.org.children.items()
            if key in depth
        }
        return {**lists, TRAY: self.shape.unplaced}

    def reports(self, key: str) -> Sequence[str]:
        return self._reports.get(key, ())

    def below(self, key: str) -> int:
        """How many hang under it in all."""
        if key == TRAY:
            return sum(1 + self.shape.below[k] for k in self.shape.unplaced)
        return self.shape.below.get(key, 0)

    def above(self, key: str) -> list[str]:
        """The way up to the head of its tree, nearest first, as the chart draws it."""
        way: list[str] = []
        position = self.org.positions.get(key)
        while position and self.shape.depth[position.key]:
            way.append(position.manager)
            position = self.org.positions.get(position.manager)
        if position and position.key in self._unplaced:
            way.append(TRAY)
        return way

    @cached_property
    def vacant_and_ending(self) -> tuple[list[str], int]:
        """Which positions are vacant, and how many are ending."""
        return vacant_and_ending(self.org)

    @cached_property
    def vacant_below(self) -> Mapping[str, int]:
        """How many vacant positions hang under each, where there are any."""
        return self._counted(self.vacant_and_ending[0])

    @cached_property
    def covering_below(self) -> Mapping[str, int]:
        """How many positions of a role that covers products hang under each, where there are any."""
        roles = {role.slug for role in self.content.covering}
        return self._counted(p.key for p in self.org.positions.values() if p.role in roles)

    @cached_property
    def marks_below(self) -> Mapping[str, Mapping[str, int]]:
        """How many positions under each are added, moved, changed or ended: by mark, then by key."""
        return {mark: self._counted(k for k, m in self.marks.items() if m == mark) for mark in MARKS}

    def _counted(self, keys: Iterable[str]) -> Counter[str]:
        """How many of these hang under each: row by row from the lowest up, so every line is gone once."""
        depth, found = self.shape.depth, Counter[str]()
        rows: dict[int, Counter[str]] = defaultdict(Counter)
        for key in keys:
            if key in depth:
                rows[depth[key]][key] += 1
        for row in range(max(rows, default=0), 0, -1):
            for key, number in rows.pop(row).items():
                manager = self.org.positions[key].manager
                found[manager] += number
                rows[row - 1][manager] += number
        if loose := sum(number for key, number in rows[0].items() if key in self._unplaced):
            found[TRAY] = loose
        return found

    @cached_property
    def _unplaced(self) -> frozenset[str]:
        return frozenset(self.shape.unplaced)

    @cached_property
    def in_ring(self) -> frozenset[str]:
        return frozenset(key for ring in self.shape.rings for key in ring)

    def is_unplaced(self, key: str) -> bool:
        return key in self._unplaced

    def face(self, key: str) -> Face:
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = face(self, key)
        return found

    def height(self, key: str) -> int:
        found = self._heights.get(key)
        if found is None:
            shown = self.face(key)
            found = self._heights[key] = card_height(
                shown.title, bool(shown.products or shown.direct), shown.findings if shown.worst else 0
            )
        return found

    @cached_property
    def dotted_to(self) -> Mapping[str, list[str]]:
        """By position, those with a dotted line to it."""
        lines: dict[str, list[str]] = {}
        for position in self.org.positions.values():
            for key in position.dotted:
                lines.setdefault(key, []).append(position.key)
        return lines

    @cached_property
    def dotted_count(self) -> int:
        """How many dotted lines lead to a position that stands."""
        return sum(len(keys) for to, keys in self.dotted_to.items() if to in self.org.positions)

    def dotted_names(self, key: str) -> tuple[str, ...]:
        """Whom the dotted lines of a position lead to: titles and holders."""
        to = self.org.positions[key].dotted if key in self.org.positions else ()
        faces = (self.face(k) for k in to if k in self.org.positions)
        return tuple(f"{face.title} ({face.who})" for face in faces)

    def product_names(self, key: str) -> list[str]:
        """What a position covers on this date, each product once."""
        products = self.org.products
        keys = dict.fromkeys(duty.product for duty in self.duties.get(key, ()))
        return [products[product].name or product for product in keys]

    def code(self, position: Position) -> str:
        """The badge of a role that covers products, '' for others."""
        role = self.content.roles.get(position.role)
        return role.code if role and role.covers else ""

    def line(self, key: str) -> tuple[list[Position], int]:
        """The managers above, nearest first; of a longer line these, and how many more are above them."""
        above = line_up(self.org.positions, key)
        return list(islice(above, LINE_SHOWN)), sum(1 for _ in above)


def chart_of(access: Access, sides: ChartSides = PLAIN) -> Chart:
    """The chart of the organisation, date and plan that a request looks at, or of what it is held against."""
    snapshot = Snapshot.of(access)
    accepted = waivers.accepted(access.organisation, snapshot)
    place = ("chart", snapshot.content.version, accepted, *sides.place)
    make = partial(Chart, snapshot, accepted) if sides.plain else partial(_beside, access, snapshot, accepted, sides)
    return store.derived(access.organisation, access.on, place, make, access.plan)


def _without(findings: Mapping[str, list[Finding]], accepted: frozenset[Identity]) -> Mapping[str, list[Finding]]:
    """The findings by position, without those that somebody accepted; a position without any is left out."""
    if not accepted:
        return findings
    kept = {key: [f for f in found if f.identity not in accepted] for key, found in findings.items()}
    return {key: found for key, found in kept.items() if found}


def _beside(access: Access, snapshot: Snapshot, accepted: frozenset[Identity], sides: ChartSides) -> Chart:
    """One side of two: the other as it is, this one with what has become of each, or also with what has ended."""
    base = Snapshot(access.organisation, access.on, sides.against)
    if sides.show == BEFORE:
        return Chart(base, accepted, marks={})
    found = marks(base.org, snapshot.org)
    org = with_ended(snapshot.org, found, base.org) if sides.show == CHANGES else snapshot.org
    return Chart(snapshot, accepted, org=org, marks=found)
