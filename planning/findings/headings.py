"""What the rows of the list of findings stand under, for each way of grouping them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.text import capfirst

from planning.core.headings import Heading, named
from planning.core.rules import SEVERITIES, Finding
from planning.findings.triage import Triaged
from planning.organisation.snapshot import Snapshot

GROUPS = {
    "severity": "Severity",
    "rule": "Rule",
    "product": "Product",
    "manager": "Manager",
    "subject": "Subject",
    "none": "No groups",
}
NO_PRODUCT, NO_MANAGER = "No product", "No manager"


class Headings:
    """What rows are sorted by and stand under, for one way of grouping."""

    def __init__(self, snapshot: Snapshot, rows: Iterable[Triaged], group: str, titles: Mapping[str, str]) -> None:
        self._snapshot, self._group, self._titles = snapshot, group, titles
        gravest: dict[str, int] = {}
        for row in rows:
            rank = SEVERITIES.index(row.finding.severity)
            gravest[row.finding.rule] = min(rank, gravest.get(row.finding.rule, rank))
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
        if self._group == "none":
            return Heading()
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
