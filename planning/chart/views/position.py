"""One position: a page of its own, and the panel beside the chart."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from planning.chart.model import chart_of
from planning.chart.panel import sheet_of
from planning.chart.state import ChartState
from portal.guard import Access, member


@member()
@vary_on_headers("HX-Request")
def position(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """The whole page, or the panel alone where htmx or the chart asks for it."""
    chart = chart_of(access)
    found = chart.org.get("position", key)
    if found is None:
        raise Http404("Position not found.")
    htmx = request.htmx  # type: ignore[attr-defined]
    template = "_panel.html" if htmx and not htmx.history_restore_request else "position.html"
    state = ChartState(on="" if access.on == access.today else access.on.isoformat(), plan=request.GET.get("plan", ""))
    context = {
        "access": access,
        "sheet": sheet_of(chart, found, access),
        "on_query": state.moment,
        "card_query": state.query(card=key),
        "focus_query": state.query(focus=key),
    }
    return render(request, f"planning/chart/{template}", context)
