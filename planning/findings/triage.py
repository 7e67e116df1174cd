"""The findings with what was decided about each: accepted, handed over, due. What lists show, filter and group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from planning.core.reporting_lines.lines import lines_about
from planning.core.rules import SEVERITIES, Finding, Rule
from planning.core.rules.base import PRODUCT
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
# What an address can ask of the list: a saved filter keeps these.
ASKED = ("state", "severity", "rule", "product", "role", "line", "q", "group", "sort")


class Triaged(NamedTuple):
    """A finding, the acceptance that holds for it, who is to see to it, and since when it stands if that was asked."""

    finding: Finding
    waiver: Waiver | None = None
    task: FindingTask | None = None
    opened_on: date | None = None

    @property
    def due(self) -> date | None:
        """The day by which whoever has it is to see to it, else the day from which it hurts."""
        return (self.task.due if self.task else None) or self.finding.due

    def is_overdue(self, today: date) -> bool:
        return self.waiver is None and bool(self.task and self.task.due and self.task.due < today)


def triaged(
    organisation: Organisation,
    snapshot: Snapshot,
    findings: Iterable[Finding] | None = None,
    opened: Mapping[waivers.Identity, date] = MappingProxyType({}),
) -> list[Triaged]:
    """All findings of a snapshot, or these, in their order: two queries. `opened` is what `sightings.opened` knows."""
    standing, tasks, on = waivers.standing(organisation), assigned_tasks(organisation), snapshot.org.on
    rows = []
    for finding in snapshot.findings if findings is None else findings:
        identity = finding.identity
        waiver = standing.get(identity)
        holds = waiver if waiver and not waivers.lapse(waiver, finding, on) else None
        rows.append(Triaged(finding, holds, tasks.get(identity), opened.get(identity)))
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


def matches(row: Triaged, asked: Mapping[str, str], rule: Rule | None) -> bool:
    """Whether a row has the severity, rule, product, role and reporting line, and says the words, that an address asks
    for."""
    finding = row.finding
    product, role, line = asked.get("product", ""), asked.get("role", ""), asked.get("line", "")
    return (
        asked.get("severity", "") in ("", finding.severity)
        and asked.get("rule", "") in ("", finding.rule)
        and (not product or is_of_product(finding, product))
        and (not role or is_of_role(finding, role, rule))
        and (not line or line in lines_about(finding, rule.family if rule else ""))
        and _says(row, asked.get("q", ""), rule)
    )


def _says(row: Triaged, text: str, rule: Rule | None) -> bool:
    """Whether each word stands in what a row shows."""
    if not text.strip():
        return True
    finding, whose = row.finding, str(row.task.assignee) if row.task else ""
    shown = (finding.headline, finding.subject.name, finding.message, rule.title if rule else "", whose)
    said = " ".join(shown).casefold()
    return all(word in said for word in text.casefold().split())


def is_of_product(finding: Finding, product: str) -> bool:
    """Whether a finding is about a product, or concerns it among others."""
    return product in products_of(finding)


def is_of_role(finding: Finding, role: str, rule: Rule | None) -> bool:
    """Whether a finding is about cover in a role, by its slug."""
    return finding.about == role or (rule is not None and rule.role == role)


def by_product(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings that concern each product, in their order."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for key in products_of(finding):
            found[key].append(finding)
    return dict(found)


def products_of(finding: Finding) -> tuple[str, ...]:
    """The products that a finding is about or concerns, each once."""
    own = (finding.subject.key,) if finding.subject.kind == PRODUCT else ()
    return tuple(dict.fromkeys((*own, *finding.products)))


def severities(rows: Iterable[Triaged]) -> list[tuple[str, int]]:
    """How many there are of each severity, gravest first."""
    counts = Counter(row.finding.severity for row in rows)
    return [(name, counts[name]) for name in SEVERITIES]
