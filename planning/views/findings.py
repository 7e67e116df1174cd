"""The findings, each with its numbers, what it rests on, and what would mend it."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.findings import Look
from planning.org.rules import SEVERITIES, Finding, catalogue
from planning.shown import show_findings
from planning.views.history import spreadsheet_safe
from portal.guard import Access, member

PER_PAGE = 25
GROUPS = {"severity": "Severity", "rule": "Rule", "subject": "Product or position"}


@member()
def findings(request: HttpRequest, access: Access) -> HttpResponse:
    """Filtered and grouped as the address asks."""
    look = Look.of(access)
    asked = request.GET
    titles = {rule.id: rule.title for rule in catalogue(look.content)}
    group = asked.get("group") if asked.get("group") in GROUPS else "severity"
    found = [finding for finding in look.findings if _matches(finding, asked)]
    if asked.get("format") == "csv":
        return _csv(access, found)
    found.sort(key=lambda finding: _heading(finding, group or "", titles))
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    groups = groupby(page, key=lambda finding: _heading(finding, group or "", titles)[1])
    context = {
        "access": access,
        "asked": asked,
        "page": page,
        "groups": [(name, show_findings(look, mine)) for name, mine in groups],
        "counts": [(s, sum(1 for f in look.findings if f.severity == s)) for s in SEVERITIES],
        "rules": [(id, titles.get(id, id), n) for id, n in Counter(f.rule for f in look.findings).most_common()],
        "group_choices": GROUPS,
        "group": group,
        "every": len(look.findings),
    }
    return render(request, "planning/findings/index.html", context)


def _matches(finding: Finding, asked: object) -> bool:
    get = asked.get  # type: ignore[attr-defined]
    severity, rule, text = get("severity", ""), get("rule", ""), get("q", "").casefold()
    return (
        (not severity or finding.severity == severity)
        and (not rule or finding.rule == rule)
        and text in f"{finding.subject.name} {finding.message}".casefold()
    )


def _heading(finding: Finding, group: str, titles: dict[str, str]) -> tuple[object, str]:
    """What a finding is sorted by, and the heading it stands under."""
    if group == "rule":
        return titles.get(finding.rule, finding.rule), titles.get(finding.rule, finding.rule)
    if group == "subject":
        return (finding.subject.name.casefold(), finding.subject.key), finding.subject.name
    return SEVERITIES.index(finding.severity), finding.severity.capitalize()


def _csv(access: Access, found: list[Finding]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="findings-{access.organisation.slug}-{access.on}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["rule", "severity", "kind", "key", "name", "message", "because"])
    for f in found:
        cells = (f.rule, f.severity, *f.subject, f.message, "; ".join(f.because))
        writer.writerow([spreadsheet_safe(cell) for cell in cells])
    return answer
