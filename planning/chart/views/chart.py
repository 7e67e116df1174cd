"""The chart, the indented list and the table of an organisation, and the data that the chart's script asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.vary import vary_on_headers

from planning.chart.beside import beside_json, beside_of
from planning.chart.filters import Finder, Hits, finder_of, hits_for
from planning.chart.fit import room_of
from planning.chart.model import Chart, chart_of
from planning.chart.page import ChartPage
from planning.chart.payload import every_face, faces_below, no_face, payload
from planning.chart.row_html import addresses, list_row, table_row
from planning.chart.rows import Pages, list_rows, page_links, table_rows
from planning.chart.sides import ChartSides, sides_of
from planning.chart.state import CHART, TABLE, ChartState
from planning.chart.steps import ChangeStep, steps_of
from planning.organisation.plan_access import may_change
from portal.guard import Access, member
from portal.request_values import is_htmx

_IN_HTML = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@member()
def chart(request: HttpRequest, access: Access) -> HttpResponse:
    """The page, in the view that the address names."""
    drawn, state, finder, hits, sides, stamp = _read(request, access)
    steps = steps_of(access, drawn, sides)
    page = ChartPage(drawn, finder, state, hits, request.GET.get("on", ""), sides, steps)
    context: dict[str, Any] = {"access": access, "page": page, "state": state, "hits": hits}
    edits = may_change(access) and sides.plain
    rows, pages = rows_of(access.organisation.slug, drawn, state, hits, edits)
    if state.view == CHART:
        context["data"] = data_block(payload(finder, state, hits, stamp, every_face, steps=steps))
    context |= {"rows": rows, "pages": pages, "links": page_links(state, pages), "edits": edits}
    return render(request, "planning/chart/chart.html", context)


def rows_of(
    slug: str, drawn: Chart, state: ChartState, hits: Hits | None, edits: bool
) -> tuple[list[SafeString], Pages]:
    """A page of the list or the table, row by row. The chart page carries the list for those without JavaScript."""
    address = addresses(slug, state.moment)
    if state.view == TABLE:
        rows, pages = table_rows(drawn, state, hits)
        return [table_row(row, address, edits) for row in rows], pages
    outline, pages = list_rows(drawn, state, hits)
    return [list_row(row, address, edits and state.view != CHART) for row in outline], pages


@member()
@vary_on_headers("HX-Request")
def filters(request: HttpRequest, access: Access) -> HttpResponse:
    """The form that filters by words, team, product and location: in a sheet of the chart, or a page."""
    drawn, state, finder, hits, sides, _ = _read(request, access)
    page = ChartPage(drawn, finder, state, hits, "", sides)
    template = "_filters_form.html" if is_htmx(request) else "filters.html"
    return render(request, f"planning/chart/{template}", {"access": access, "page": page, "state": state})


@member()
def cards(request: HttpRequest, access: Access) -> HttpResponse:
    """The opened part as JSON. `below=KEY` sends the faces of that branch only, `bare=1` none; `room` is the window."""
    drawn, state, finder, hits, sides, stamp = _read(request, access)
    return cards_of(request, finder, state, hits, stamp, steps_of(access, drawn, sides))


def cards_of(
    request: HttpRequest, finder: Finder, state: ChartState, hits: Hits | None, stamp: str, steps: Sequence[ChangeStep]
) -> HttpResponse:
    """The part of a chart that a request asks for, as JSON."""
    below = request.GET.get("below")
    faces = no_face if "bare" in request.GET else every_face if below is None else faces_below(below)
    text = payload(finder, state, hits, stamp, faces, room_of(request.GET.get("room", "")), steps)
    return HttpResponse(text, content_type="application/json")


@member()
def beside(request: HttpRequest, access: Access) -> HttpResponse:
    """The opened parts of two charts as JSON: `a` and `b` are slugs of plans or `current`, `a_on` and `b_on` days."""
    found, version = beside_of(access, request.GET), str(access.organisation.version)
    text = beside_json(found, ChartState.read(request.GET), version, room_of(request.GET.get("room", "")))
    return HttpResponse(text, content_type="application/json")


class Drawn(NamedTuple):
    """What an address asks for. `stamp` differs whenever what the cards say may."""

    chart: Chart
    state: ChartState
    finder: Finder
    hits: Hits | None
    sides: ChartSides
    stamp: str


def _read(request: HttpRequest, access: Access) -> Drawn:
    usual = access.plan.day_shown(access.today) if access.plan else access.today
    on = access.on.isoformat() if access.on != usual else ""
    state = ChartState.read(request.GET, on)
    sides = sides_of(access, state)
    chart = chart_of(access, sides)
    finder = finder_of(access, chart, sides)
    versions = (access.organisation.version, access.plan.version if access.plan else 0, *sides.place)
    return Drawn(chart, state, finder, hits_for(finder, state), sides, ".".join(map(str, versions)))


def data_block(text: str) -> SafeString:
    """JSON as a block of data in a page, which no browser runs."""
    block = '<script type="application/json" id="chart-data">' + text.translate(_IN_HTML) + "</script>"
    return mark_safe(block)  # noqa: S308 (escaped above)
