"""Where a member starts: coverage at a glance, the worst findings, headcount, what has changed lately."""

from __future__ import annotations

from collections import Counter
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from planning.core.coverage.coverage import STATES
from planning.core.headcount import heads, people_by
from planning.core.hiring import is_vacant
from planning.core.rules import SEVERITIES
from planning.findings import sightings, triage
from planning.findings.presentation import show_findings
from planning.home.sections import counts
from planning.home.waiting import FIRST, waiting_for
from planning.organisation.models import Batch
from planning.organisation.snapshot import Snapshot
from planning.setup import strip
from portal.addresses import to_page
from portal.guard import Access, member
from portal.request_values import is_htmx

WORST, RECENT = 6, 6


@member()
def home(request: HttpRequest, access: Access) -> HttpResponse:
    sightings.keep(access)
    snapshot = Snapshot.of(access)
    org = snapshot.org
    flagged = triage.open_findings(access.organisation, snapshot)
    context = {
        "access": access,
        "org": org,
        "is_empty": not org.positions and not org.products,
        "worst": show_findings(snapshot, flagged[:WORST]),
        "severities": [(s, sum(1 for f in flagged if f.severity == s)) for s in SEVERITIES],
        "coverage": _coverage(snapshot) if org.products else [],
        "functions": snapshot.remember("functions", partial(_functions, snapshot)),
        "heads": snapshot.remember("heads", lambda: heads(org, org.positions)),
        "setup": (unfinished := strip.unfinished(access, snapshot)),
        "setup_says": strip.sentence(snapshot, unfinished.current) if unfinished and unfinished.current else "",
        "waiting": (waiting := waiting_for(access)),
        "waiting_first": waiting[:FIRST],
        "waiting_more": waiting[FIRST:],
        "waiting_late": sum(row.is_late for row in waiting),
        "recent": Batch.objects.filter(organisation=access.organisation).select_related("author")[:RECENT],
    }
    return render(request, "planning/home/home.html", context)


@member()
def sections(request: HttpRequest, access: Access) -> HttpResponse:
    """The sections of the menu with what waits in each: a part of every page, fetched once the menu is opened."""
    if not is_htmx(request):
        return to_page(access, "home")
    return render(request, "portal/_sections.html", {"access": access, "section_counts": counts(access)})


def _coverage(snapshot: Snapshot) -> list[tuple[object, list[tuple[str, int, int]]]]:
    """For each covering role: how many products are in each state, and that in per cent of all."""
    rows = []
    for role in snapshot.content.covering:
        counts = Counter(cell.state for cell in snapshot.coverage if cell.role == role.slug)
        total = sum(counts.values()) or 1
        rows.append((role, [(s, counts[s], round(100 * counts[s] / total)) for s in STATES if counts[s]]))
    return rows  # type: ignore[return-value]


def _functions(snapshot: Snapshot) -> list[tuple[str, int, int, int]]:
    """By function: people, open positions, and the people in per cent of the largest function's."""
    org, function = snapshot.org, snapshot.context.function
    filled = people_by(org, org.positions.values(), function)
    vacant = Counter(function(position) for position in org.positions.values() if is_vacant(org, position))
    most = max(filled.values(), default=0) or 1
    names = sorted({*filled, *vacant}, key=lambda name: (-filled[name], name))
    return [
        (
            capfirst(snapshot.content.function_name(n)) or "No function",
            filled[n],
            vacant[n],
            round(100 * filled[n] / most),
        )
        for n in names
    ]
