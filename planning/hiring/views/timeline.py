"""The requisitions on a scale of days: planned and target starts against launches and the need for cover."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.hiring.requisitions.priorities import ranked_requisitions
from planning.hiring.requisitions.timeline import WIDTH, draw
from planning.hiring.views.board import page_context
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member

PER_PAGE = 40


@member()
def timeline(request: HttpRequest, access: Access) -> HttpResponse:
    """One page of the requisitions that match, those set aside left out."""
    snapshot = Snapshot.of(access)
    every = ranked_requisitions(access, snapshot)
    shared = page_context(access, snapshot, every, request.GET)
    found = [r for r in shared["found"] if not r.is_aside]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    scale, lines = draw(snapshot, list(page))
    context = {
        **shared,
        "page": page,
        "lines": lines,
        "months": scale.months(),
        "today_x": scale.x(snapshot.org.on),
        "width": WIDTH,
    }
    return render(request, "planning/hiring/timeline.html", context)
