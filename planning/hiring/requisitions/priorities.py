"""Requisitions as pages show them: in order, each with what it closes and why it stands where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planning.core import hiring
from planning.core.dates import day
from planning.core.occasions import launch_text
from planning.core.records import PRIORITIES, Position, Product, Requisition
from planning.core.rules import SEVERITIES, Finding
from planning.core.rules.closing import Closing, closings
from planning.core.words import of
from planning.findings import triage
from planning.findings.presentation import rules_of, show_finding
from planning.organisation.snapshot import Snapshot
from portal.guard import Access

FAR = date.max


@dataclass(frozen=True)
class RankedRequisition:
    """The filling of a position. `proposed` is its place by what it closes, from 1; `place` the one it has,
    which differs where somebody gave one by hand. `start` is when somebody is to start, known or aimed at, `starter`
    the name of who is known to."""

    position: Position
    details: Requisition
    stage: str
    closes: Sequence[Closing]
    proposed: int
    place: int
    start: date | None = None
    starter: str = ""

    @property
    def key(self) -> str:
        return self.position.key

    @property
    def title(self) -> str:
        return self.position.title or self.position.key

    @property
    def by_hand(self) -> bool:
        return self.details.rank > 0

    @property
    def slip(self) -> int:
        """By how many days the target start is later than the planned one; 0 where either is unknown."""
        planned, target = self.details.planned_start, self.start
        return (target - planned).days if planned and target else 0

    @property
    def slip_text(self) -> str:
        days = abs(self.slip)
        return f"{days} {'day' if days == 1 else 'days'} {'late' if self.slip > 0 else 'early'}" if days else ""

    @property
    def is_aside(self) -> bool:
        return self.stage in hiring.ASIDE

    @property
    def gaps(self) -> list[Closing]:
        """What it closes besides findings about itself (that it is vacant for long says nothing of its worth)."""
        return [c for c in self.closes if c.finding.subject[:2] != ("position", self.key)]

    @property
    def severity(self) -> str:
        """Of the gravest gap that it closes; '' for none."""
        return next((c.finding.severity for c in self.gaps), "")

    @property
    def needed(self) -> date | None:
        """When it is needed for the gravest gap that it closes; None where it closes none."""
        return next((c.needed for c in self.gaps), None)


def ranked_requisitions(access: Access, snapshot: Snapshot) -> list[RankedRequisition]:
    """Every requisition in order, those set aside last. Findings that somebody accepted count for nothing. One query;
    the rest is worked out once a version."""
    open_ids = {finding.identity for finding in triage.open_findings(access.organisation, snapshot)}
    accepted = frozenset(finding.identity for finding in snapshot.findings) - open_ids
    found: list[RankedRequisition] = snapshot.remember(("requisitions", accepted), lambda: _ranked(snapshot, accepted))
    return found


def requisition_for(
    snapshot: Snapshot, position: Position, requisitions: Iterable[RankedRequisition]
) -> RankedRequisition:
    """A position's requisition among the others; where it is filled already, one by itself."""
    found = next((r for r in requisitions if r.key == position.key), None)
    return found or _unranked(snapshot, position, ())


def _ranked(snapshot: Snapshot, accepted: frozenset[tuple[str, str, str, str]]) -> list[RankedRequisition]:
    unfilled = hiring.unfilled_positions(snapshot.org)
    keys = [position.key for position in unfilled]
    every = snapshot.remember("closings", lambda: closings(snapshot.context, snapshot.findings, keys))
    closes = {key: [c for c in mine if c.finding.identity not in accepted] for key, mine in every.items()}
    made = sorted((_unranked(snapshot, p, closes.get(p.key, ())) for p in unfilled), key=_urgency)
    proposed = {r.key: place for place, r in enumerate(made, 1)}
    return [replace(r, proposed=proposed[r.key], place=place) for place, r in enumerate(_by_hand(made), 1)]


def _unranked(snapshot: Snapshot, position: Position, closes: Sequence[Closing]) -> RankedRequisition:
    org = snapshot.org
    details, stage = hiring.requisition_of(org, position), hiring.stage_of(org, position)
    starter = org.holder_names(position) if org.first_day(position) else ""
    return RankedRequisition(position, details, stage, closes, 0, 0, hiring.expected_on(org, position), starter)


def _urgency(requisition: RankedRequisition) -> tuple[object, ...]:
    """Those set aside last; then by the gravest finding closed, when it is needed, priority, target start."""
    severity = SEVERITIES.index(requisition.severity) if requisition.severity else len(SEVERITIES)
    priority = PRIORITIES.index(requisition.details.priority) if requisition.details.priority in PRIORITIES else 1
    needed, target = requisition.needed or FAR, requisition.start or FAR
    return requisition.is_aside, severity, needed, priority, target, requisition.title.casefold(), requisition.key


def _by_hand(proposed: Iterable[RankedRequisition]) -> list[RankedRequisition]:
    """The proposed order, with each requisition that was given a place by hand at that place."""
    proposed = list(proposed)
    placed = [r for r in proposed if not r.by_hand]
    for requisition in sorted((r for r in proposed if r.by_hand), key=lambda r: r.details.rank):
        placed.insert(min(requisition.details.rank - 1, len(placed)), requisition)
    return placed


def reason(snapshot: Snapshot, requisition: RankedRequisition) -> str:
    """What a requisition is good for: “Fills Payments’ missing PMM (launches 3 Mar 2027).”"""
    if not requisition.closes:
        return "Closes no finding."
    first, more = (requisition.gaps or requisition.closes)[0], len(requisition.closes) - 1
    also = f" It closes {more} more." if more else ""
    verb = "Fills" if _uncovered(snapshot, first.finding) else "Closes"
    return f"{verb} {closing_text(snapshot, requisition, first)}.{also}"


def rank_reason(snapshot: Snapshot, requisition: RankedRequisition) -> str:
    """Why a requisition stands where it would stand if nobody had given it a place by hand."""
    if requisition.is_aside:
        return f"It is {requisition.stage}, so it ranks after all positions to be filled."
    if not requisition.gaps:
        return "It closes no other gap, so it ranks after those that do, by priority and target start."
    needed = f"by {day(requisition.needed)}" if requisition.needed and requisition.needed > snapshot.org.on else "now"
    finding = {"critical": "a critical finding", "warning": "a warning"}.get(requisition.severity, "an info finding")
    return f"It closes {finding} and is needed {needed}. Critical gaps come first, then the earliest."


def closing_text(snapshot: Snapshot, requisition: RankedRequisition, closing: Closing) -> str:
    """“Payments’ missing PMM (launches 3 Mar 2027)”."""
    finding = closing.finding
    product = snapshot.org.products.get(finding.subject.key) if finding.subject.kind == "product" else None
    launch = launch_text(product, snapshot.org.on) if product and _is_ahead(snapshot, product) else ""
    early = "not open yet" if closing.on else ""
    aside = "; ".join(filter(None, (launch, early)))
    return f"{_closed(snapshot, requisition, finding)}{f' ({aside})' if aside else ''}"


def _closed(snapshot: Snapshot, requisition: RankedRequisition, finding: Finding) -> str:
    role = _uncovered(snapshot, finding)
    if role:
        return f"{of(finding.subject.name)} missing {snapshot.content.roles[role].code}"
    said = f"“{show_finding(snapshot, finding).headline}”"
    if finding.subject[:2] == ("position", requisition.key):
        return f"{said} of this position"
    return said if finding.subject.kind == "organisation" else f"{said} on {finding.subject.name}"


def _uncovered(snapshot: Snapshot, finding: Finding) -> str:
    """The role in which nobody covers the finding's product; '' where it is about something else."""
    rule = rules_of(snapshot).get(finding.rule)
    return rule.role if rule and rule.family == "coverage" else ""


def _is_ahead(snapshot: Snapshot, product: Product | None) -> bool:
    return bool(product and product.launch and product.launch > snapshot.org.on)
