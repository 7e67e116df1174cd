"""The reporting lines: a table, an indented tree, and the shape that they make."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.reporting_lines.lines import WIDEST, Line, departments, layers, spans
from planning.findings import waivers
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.listing import NUMBERS, SORTS, Wanted
from portal.guard import Access, member

VIEWS = {"table": "Table", "tree": "Tree", "shape": "Shape"}
PER_PAGE = 50


@member()
def lines(request: HttpRequest, access: Access) -> HttpResponse:
    """Sorted, filtered and shown as the address asks, a page at a time."""
    snapshot = Snapshot.of(access)
    wanted = Wanted.read(request.GET)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "table"
    if view == "tree":
        wanted = wanted._replace(sort="")
    every = listing.open_lines(snapshot, waivers.standing(access.organisation))
    found = listing.found(snapshot, wanted, every)
    context: dict[str, Any] = {
        "access": access,
        "wanted": wanted,
        "view": view,
        "views": VIEWS,
        "choices": listing.choices(snapshot),
        "every": len(every),
        "count": len(found),
        "flagged": sum(bool(line.findings) for line in every),
    }
    context |= _shape(snapshot, found) if view == "shape" else _page(snapshot, found, wanted, request)
    return render(request, "planning/reporting_lines/index.html", context)


def _page(snapshot: Snapshot, found: list[Line], wanted: Wanted, request: HttpRequest) -> dict[str, Any]:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [listing.show(snapshot, line) for line in page]
    return {"page": page, "rows": rows, "columns": [_column(name, wanted.sort) for name in SORTS]}


def _column(name: str, sort: str) -> dict[str, str]:
    """A heading; a click on it sorts, another one turns the order round."""
    down = f"-{name}"
    first, second = (down, name) if name in NUMBERS else (name, down)
    order = {name: "ascending", down: "descending"}.get(sort, "")
    numeric = "num" if name in NUMBERS else ""
    return {"label": SORTS[name][0], "sort": second if sort == first else first, "order": order, "kind": numeric}


def _shape(snapshot: Snapshot, found: list[Line]) -> dict[str, Any]:
    """Layers, spans and functions of the lines found, each row with its bar's width in a drawing 100 wide."""
    steps = layers(found, snapshot.context)
    widths, groups = spans(found), departments(found, snapshot.context)
    managers = [line.filled for line in found if line.filled]
    return {
        "layers": [(layer, *_middle(layer.positions, [x.positions for x in steps])) for layer in steps],
        "spans": [(number, count, 0, _part(count, [n for _, n in widths])) for number, count in widths],
        "widest": WIDEST,
        "departments": [
            (
                d,
                snapshot.content.function_name(d.function),
                0,
                _part(d.positions, [x.positions for x in groups]),
            )
            for d in groups
        ],
        "mean": sum(managers) / len(managers) if managers else None,
        "most": max(managers, default=0),
        "managers": len(managers),
        "dotted": sum(len(line.dotted) for line in found),
        "loose": sum(line.depth < 0 for line in found),
    }


def _part(number: int, every: list[int]) -> float:
    return round(100 * number / max(every, default=1), 1)


def _middle(number: int, every: list[int]) -> tuple[float, float]:
    """Where a bar begins that stands in the middle, and its width."""
    width = _part(number, every)
    return round(50 - width / 2, 1), width
