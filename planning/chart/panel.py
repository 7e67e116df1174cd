"""Everything that the panel says of one position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planning.chart.cards import Face, occupancy
from planning.chart.model import Chart
from planning.core.changes.change import Change
from planning.core.content import Role
from planning.core.records import Assignment, Person, Position, Product, Team
from planning.core.sentences import sentence
from planning.cost.position_cost import PositionCost, position_cost
from planning.findings.presentation import ShownFinding, show_rows
from planning.findings.triage import triaged
from planning.organisation.codec import decode
from planning.organisation.models import Batch, StoredChange
from planning.organisation.snapshot import Snapshot
from portal.guard import Access

REPORTS_SHOWN, CHANGES_SHOWN = 12, 20


@dataclass(frozen=True)
class Neighbour:
    """Another position on the sheet."""

    position: Position
    face: Face


@dataclass(frozen=True)
class Cover:
    """A product that the position covers."""

    product: Product
    role: Role | None
    duty: Assignment


@dataclass(frozen=True)
class HistoryEntry:
    """One change in the history: its day, what it says, the batch that it came in."""

    on: date
    text: str
    batch: Batch
    waits: bool


@dataclass(frozen=True)
class PositionSheet:
    """What planning/chart/_sheet.html reads."""

    position: Position
    face: Face
    stands: bool
    person: Person | None
    emails: Sequence[str]
    role: Role | None
    code: str
    team: Team | None
    covers: Sequence[Cover]
    line: Sequence[Neighbour]
    more_above: int
    reports: Sequence[Neighbour]
    more_reports: int
    dotted: Sequence[Neighbour]
    dotted_from: Sequence[Neighbour]
    other_positions: Sequence[Neighbour]
    findings: Sequence[ShownFinding]
    history: Sequence[HistoryEntry]
    cost: PositionCost | None

    @property
    def layers_above(self) -> int:
        return len(self.line) + self.more_above


def sheet_of(chart: Chart, position: Position, access: Access) -> PositionSheet:
    """The sheet of a position, whether it stands on this date or not. Queries: its history, and what was decided
    about its findings."""
    org, key, snapshot = chart.org, position.key, Snapshot.of(access)
    stands = key in org.positions
    above, more_above = chart.line(key) if stands else ([], 0)
    reports = [chart.org.positions[k] for k in chart.reports(key)]
    person = org.people.get(position.holder)
    return PositionSheet(
        position=position,
        face=chart.face(key) if stands else _ended(chart, position),
        stands=stands,
        person=person,
        emails=[
            one.email for key in (position.holder, *position.sharers) if (one := org.people.get(key)) and one.email
        ],
        role=chart.content.roles.get(position.role),
        code=chart.code(position),
        team=org.teams.get(position.team),
        covers=_covers(chart, key),
        line=_neighbours(chart, reversed(above)),
        more_above=more_above,
        reports=_neighbours(chart, reports[:REPORTS_SHOWN]),
        more_reports=max(0, len(reports) - REPORTS_SHOWN),
        dotted=_neighbours(chart, (org.positions[k] for k in position.dotted if k in org.positions)),
        dotted_from=_neighbours(chart, (org.positions[k] for k in chart.dotted_to.get(key, ()))),
        other_positions=_neighbours(
            chart, (p for p in org.held.get(position.holder, ()) if position.holder and p.key != key)
        ),
        findings=show_rows(snapshot, triaged(access.organisation, snapshot, snapshot.by_position.get(key, ()))),
        history=_history(chart, access, position),
        cost=position_cost(access.organisation, snapshot, position) if access.sees_cost else None,
    )


def _ended(chart: Chart, position: Position) -> Face:
    state, who, note = occupancy(chart.org, position)
    return Face(position.title or "Untitled position", who, state, note)


def _neighbours(chart: Chart, positions: Iterable[Position]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(p, chart.face(p.key)) for p in positions)


def _covers(chart: Chart, key: str) -> tuple[Cover, ...]:
    """Products covered on this date or later, in the order of the assignments."""
    org, roles = chart.org, chart.content.roles
    duties = (d for d in org.duties.get(key, ()) if d.product in org.products and (d.ends is None or d.ends >= org.on))
    return tuple(Cover(org.products[d.product], roles.get(d.role), d) for d in duties)


def _history(chart: Chart, access: Access, position: Position) -> Sequence[HistoryEntry]:
    """The latest changes of the record, newest first. One that was cancelled while it waited never came about."""
    rows = StoredChange.objects.filter(organisation=access.organisation, kind="position", key=position.key)
    latest = rows.filter(cancelled_by=None).select_related("batch__author").order_by("-on", "-id")[:CHANGES_SHOWN]
    return [HistoryEntry(row.on, _sentence(chart, row, access.sees_cost), row.batch, not row.folded) for row in latest]


def _sentence(chart: Chart, row: StoredChange, cost: bool) -> str:
    change = Change(row.on, row.kind, row.key, decode(row.kind, row.before), decode(row.kind, row.after))
    return sentence(chart.org, change, cost=cost, content=chart.content)
