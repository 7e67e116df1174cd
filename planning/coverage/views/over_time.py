"""Coverage over time: products × covering roles as bands from date to date."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from planning.core.coverage.coverage import STATES
from planning.core.over_time.timeline import Band
from planning.core.records import STAGES
from planning.coverage.over_time.drawing import Moments, axis, lanes
from planning.coverage.over_time.rows import SORTS, ProductRow, rows
from planning.coverage.over_time.scene import Scene, scene_of
from planning.coverage.over_time.window import SPANS, STEPS, Window
from planning.findings.presentation import product_name
from portal.guard import Access, member

PER_PAGE = 40


class DrawnRow(NamedTuple):
    """A row as the page shows it: the lanes of `row` are drawn together in `drawing`."""

    row: ProductRow
    name: str
    drawing: SafeString


@member()
def over_time(request: HttpRequest, access: Access) -> HttpResponse:
    """The window, the order and the filters are those of the address."""
    asked = request.GET
    window = Window.read(asked, access.on)
    scene = scene_of(access, window.first, window.last)
    found = rows(scene, access.on, asked)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "access": access,
        "asked": asked,
        "window": window,
        "axis": axis(window),
        "page": page,
        "rows": [show(access, scene, window, row) for row in page],
        "every": len(scene.line.products),
        "roles": scene.content.covering,
        "stages": STAGES,
        "states": STATES,
        "steps": STEPS,
        "spans": SPANS,
        "usual": Window.read(QueryDict(), access.on),
        "sorts": SORTS,
    }
    return render(request, "planning/coverage/over_time.html", context)


def show(access: Access, scene: Scene, window: Window, row: ProductRow) -> DrawnRow:
    """A product's lanes, drawn."""
    name = product_name(row.product)
    labels = [f"{lane.role.code}, {name}" for lane in row.lanes]
    at = Moments(row.product.launch, access.today, access.on)
    bands = [lane.bands for lane in row.lanes]
    return DrawnRow(row, name, lanes(window, bands, labels, partial(named, scene), band_links(access), at))


def named(scene: Scene, band: Band) -> str:
    return ", ".join(scene.who(band.cell, band.first))


def band_links(access: Access) -> Callable[[Band], str]:
    """The address of a band's page: on today where the band holds today, else on its first day, or its last where it
    is over."""
    plan = {"plan": access.plan.slug} if access.plan else {}

    def link(band: Band) -> str:
        day = min(max(band.first, access.today), band.last)
        path = reverse("coverage-band", args=[access.organisation.slug, band.cell.product, band.cell.role])
        query: dict[str, Any] = {**plan, "on": day.isoformat()}
        return f"{path}?{urlencode(query)}"

    return link
