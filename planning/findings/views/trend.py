"""The findings over time: how many stood open, what opened and what closed lately."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.rules.base import code_of
from planning.findings import sightings, trend
from planning.findings.models import Sighting
from planning.findings.presentation import rule_titles
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right

LATELY, SHOWN = timedelta(days=30), 12
REACHES = {"90": "90 days", "180": "6 months", "365": "1 year", "all": "All"}


@member(post=Right.PLANNER, live=True)
def trend_page(request: HttpRequest, access: Access) -> HttpResponse:
    """The current organisation alone, up to today. POST: count the weeks before anybody looked, from the history."""
    organisation, today = access.organisation, access.today
    if request.method == "POST":
        number = trend.work_out(organisation, today)
        messages.success(request, f"{number} week{'' if number == 1 else 's'} added from the history.")
        return to_page(access, "findings-trend")
    sightings.keep(access)
    reach = request.GET.get("reach", "")
    reach = reach if reach in REACHES else "180"
    since = None if reach == "all" else today - timedelta(days=int(reach))
    counted = trend.days(organisation, today, since)
    seen = Sighting.objects.filter(organisation=organisation)
    titles = rule_titles(Snapshot(organisation, today))
    context = {
        "access": access,
        "reaches": REACHES,
        "reach": reach,
        "days": counted[::-1],
        "now": counted[-1],
        "then": counted[0],
        "drawing": trend.drawing(counted),
        "weeks": len(trend.can_work_out(organisation, today)) if access.may(Right.PLANNER) else 0,
        "opened": _lately(
            seen.filter(closed_on=None, opened_on__gt=today - LATELY).order_by("-opened_on", "id"), titles
        ),
        "closed": _lately(seen.filter(closed_on__gt=today - LATELY).order_by("-closed_on", "id"), titles),
        "lately": LATELY.days,
    }
    return render(request, "planning/findings/trend.html", context)


def _lately(rows: QuerySet[Sighting], titles: dict[str, str]) -> tuple[int, list[tuple[Sighting, str, str]]]:
    """How many, and the latest: each with its rule's title and its code in addresses."""
    return rows.count(), [(row, titles.get(row.rule, row.rule), code_of(row.identity)) for row in rows[:SHOWN]]
