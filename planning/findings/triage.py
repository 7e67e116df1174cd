"""The findings with what was decided about each: accepted, handed over, due. What lists show, filter and group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.text import capfirst

from planning.core.headings import Heading, named
from planning.core.rules import SEVERITIES, Finding
from planning.findings import waivers
from planning.findings.collaboration import assigned_tasks
from planning.findings.models import FindingTask, Waiver
from planning.organisation.snapshot import Snapshot
from portal.guard import Access
from portal.models import Organisation

OPEN, ACCEPTED, MINE, ASSIGNED, OVERDUE = "open", "accepted", "mine", "assigned", "overdue"
STATES = {
    OPEN: "Open",
    MINE: "Assigned to me",
    ASSIGNED: "Assigned",
    OVERDUE: "Overdue",
    ACCEPTED: "Accepted",
}
GROUPS = {"severity": "Severity", "rule": "Rule", "product": "Product", "manager": "Manager", "subject": "Subject"}
NO_PRODUCT, NO_MANAGER = "No product", "No manager"
# What an address can ask of the list: a saved filter keeps these.
ASKED = ("state", "severity", "rule", "q", "group")


class Triaged(NamedTuple):
    """A finding, the acceptance that holds for it, and who is to see to it."""

    finding: Finding
    waiver: Waiver | None = None
    task: FindingTask | None = None

    def is_overdue(self, today: date) -> bool:
        return self.waiver is None and bool(self.task and self.task.due and self.task.due < today)


def triaged(organisation: Organisation, snapshot: Snapshot, findings: Iterable[Finding] | None = None) -> list[Triaged]:
    """All findings of a snapshot, or these, in their order: two queries."""
    standing, tasks, on = waivers.standing(organisation), assigned_tasks(organisation), snapshot.org.on
    rows = []
    for finding in snapshot.findings if findings is None else findings:
        waiver = standing.get(finding.identity)
        holds = waiver if waiver and not waivers.lapse(waiver, finding, on) else None
        rows.append(Triaged(finding, holds, tasks.get(finding.identity)))
    return rows


def open_findings(organisation: Organisation, snapshot: Snapshot) -> list[Finding]:
    """Those that nobody has accepted: one query."""
    return waivers.sort(snapshot.findings, waivers.standing(organisation), snapshot.org.on).open


def is_in(row: Triaged, state: str, access: Access) -> bool:
    """Whether a row belongs under a state of the list."""
    if state == ACCEPTED:
        return row.waiver is not None
    if row.waiver is not None:
        return False
    if state == MINE:
        return row.task is not None and row.task.assignee_id == access.user.pk
    if state == ASSIGNED:
        return row.task is not None
    return state != OVERDUE or row.is_overdue(access.today)


def matches(row: Triaged, asked: Mapping[str, str]) -> bool:
    """Whether a row has the severity and rule, and says the words, that an address asks for."""
    finding = row.finding
    severity, rule, text = asked.get("severity", ""), asked.get("rule", ""), asked.get("q", "").casefold()
    return (
        (not severity or finding.severity == severity)
        and (not rule or finding.rule == rule)
        and text in f"{finding.subject.name} {finding.message}".casefold()
    )


class Headings:
    """What rows are sorted by and stand under, for one way of grouping."""

    def __init__(self, snapshot: Snapshot, rows: Iterable[Triaged], group: str, titles: Mapping[str, str]) -> None:
        self._snapshot, self._group, self._titles = snapshot, group, titles
        gravest: dict[str, int] = {}
        for finding, _, _ in rows:
            rank = SEVERITIES.index(finding.severity)
            gravest[finding.rule] = min(rank, gravest.get(finding.rule, rank))
        self._gravest = gravest

    def of(self, row: Triaged) -> Heading:
        finding = row.finding
        if self._group == "rule":
            title = self._titles.get(finding.rule, finding.rule)
            return Heading((self._gravest[finding.rule], title, finding.rule), title)
        if self._group == "subject":
            subject = finding.subject
            return Heading((subject.name.casefold(), subject.kind, subject.key), subject.name)
        if self._group == "product":
            return self._by_product(finding)
        if self._group == "manager":
            return self._by_manager(finding)
        return Heading((SEVERITIES.index(finding.severity),), capfirst(finding.severity))

    def _by_product(self, finding: Finding) -> Heading:
        """The product that it is about, or the first that whoever it concerns has."""
        if finding.subject.kind == "product":
            return named(finding.subject.name, NO_PRODUCT, finding.subject.key)
        keys = (finding.subject.key, *finding.involves)
        duties = (duty for key in keys for duty in self._snapshot.duties_now.get(key, ()))
        found = next((self._snapshot.context.subject("product", duty.product) for duty in duties), None)
        return named(found.name, NO_PRODUCT, found.key) if found else named("", NO_PRODUCT)

    def _by_manager(self, finding: Finding) -> Heading:
        """Whoever the position reports to that it is about, or else the first that it concerns, or that works on the
        product."""
        positions = self._snapshot.org.positions
        kind, subject = finding.subject.kind, finding.subject.key
        assigned = self._snapshot.org.assignments.get(subject, ()) if kind == "product" else ()
        keys = (subject if kind == "position" else "", *finding.involves, *(duty.position for duty in assigned))
        managers = (positions[key].manager for key in keys if key in positions)
        key = next((key for key in managers if key in positions), "")
        return (
            named(self._snapshot.context.who(key), NO_MANAGER, positions[key].holder or key)
            if key
            else named("", NO_MANAGER)
        )


def severities(rows: Iterable[Triaged]) -> list[tuple[str, int]]:
    """How many there are of each severity, gravest first."""
    counts = Counter(row.finding.severity for row in rows)
    return [(name, counts[name]) for name in SEVERITIES]
