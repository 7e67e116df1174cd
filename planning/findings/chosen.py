"""Findings that a list has chosen."""

from __future__ import annotations

from django.http import QueryDict

from planning.core.rules import Finding
from planning.findings.listing import Listing
from planning.organisation.snapshot import Snapshot
from portal.guard import Access


def closed(asked: QueryDict, found: list[Finding]) -> int:
    """How many of those that were chosen are closed by now."""
    codes = set() if "all" in asked else set(asked.getlist("code"))
    return len(codes - {finding.code for finding in found})


def chosen(access: Access, snapshot: Snapshot, asked: QueryDict) -> list[Finding]:
    """By their codes in `code`, or with `all` every one that the filters in `query` show."""
    if "all" in asked:
        return [row.finding for row in Listing(access, QueryDict(asked.get("query", ""))).found]
    codes = dict.fromkeys(asked.getlist("code"))
    return [finding for code in codes if (finding := snapshot.find(code))]
