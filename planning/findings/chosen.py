"""Findings that a list has chosen."""

from __future__ import annotations

from django.http import QueryDict

from planning.core.rules import Finding, catalogue
from planning.findings import triage
from planning.organisation.snapshot import Snapshot
from portal.guard import Access


def chosen(access: Access, snapshot: Snapshot, asked: QueryDict) -> list[Finding]:
    """By their codes in `code`, or with `all` every one that the filters in `query` show."""
    if "all" in asked:
        return _matching(access, snapshot, QueryDict(asked.get("query", "")))
    codes = dict.fromkeys(asked.getlist("code"))
    return [finding for code in codes if (finding := snapshot.find(code))]


def _matching(access: Access, snapshot: Snapshot, filters: QueryDict) -> list[Finding]:
    rows = triage.triaged(access.organisation, snapshot)
    state, rules = filters.get("state", triage.OPEN), {rule.id: rule for rule in catalogue(snapshot.content)}
    inside = (row for row in rows if triage.is_in(row, state, access))
    return [row.finding for row in inside if triage.matches(row, filters, rules.get(row.finding.rule))]
