"""A band of coverage over time: who covers, why it changes, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from planning.core import rules
from planning.core.content import Role
from planning.core.over_time.change_reasons import change_reasons
from planning.core.over_time.timeline import DAY, Band
from planning.core.rules import Finding
from planning.coverage.over_time.scene import Scene, scene_of
from planning.coverage.views.over_time import band_links
from planning.findings.presentation import ShownFinding, product_name, show_cell, show_findings
from planning.forms.days import plus_months, sane
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.request_values import is_htmx

BEFORE, AFTER = 12, 24  # months around the day, in which the whole lane is told


class LaneBand(NamedTuple):
    """A band of the lane: who it is by, where it is told in full, and whether it is the one that is looked at."""

    band: Band
    who: str
    link: str
    here: bool


@member()
@vary_on_headers("HX-Request")
def band(request: HttpRequest, access: Access, key: str, role: str) -> HttpResponse:
    """The band of a product and a role that `?on=` lies in: a panel, or a page of its own."""
    on = sane(access.on)
    scene = scene_of(access, plus_months(on.replace(day=1), -BEFORE), plus_months(on.replace(day=1), AFTER))
    snapshot = Snapshot.of(access)
    role_of, found = snapshot.content.roles.get(role), scene.line.on(key, role, on)
    product = snapshot.org.products.get(key)
    if product is None or role_of is None or found is None:
        raise Http404("This product was not found on this date, or products are not covered in this role.")
    lane = scene.line.lanes[key, role]
    link = band_links(access)
    is_past = found.last < access.today
    context = {
        "access": access,
        "on": on,
        "product": product,
        "name": product_name(product),
        "role": role_of,
        "band": found,
        "shown": show_cell(snapshot, found.cell),
        "opens": found.first > scene.line.first,
        "closes": found.last < scene.line.last,
        "began": _turns(scene, found, found.first),
        "ended": _turns(scene, found, found.last + DAY),
        "next": _after(lane, found),
        "lane": [LaneBand(b, ", ".join(scene.who(b.cell, b.first)), link(b), b == found) for b in lane],
        "link": link,
        "is_past": is_past,
        "findings": [] if is_past else _findings(snapshot, role_of, key),
    }
    page = "_band.html" if is_htmx(request) else "band.html"
    return render(request, f"planning/coverage/{page}", context)


def _turns(scene: Scene, band: Band, day: date) -> list[str]:
    """Why the lane changes on a day; nothing at the edges of what is told."""
    is_inside = scene.line.first < day <= scene.line.last
    return change_reasons(scene.dated, scene.content, band.cell.product, band.cell.role, day) if is_inside else []


def _after(lane: Sequence[Band], band: Band) -> Band | None:
    return next((b for b in lane if b.first > band.last), None)


def _findings(snapshot: Snapshot, role: Role, key: str) -> list[ShownFinding]:
    """What the rules say of this product on the day, about cover in this role."""
    found = rules.findings_for(snapshot.org, snapshot.content, "product", key)
    return show_findings(snapshot, (finding for finding in found if _is_about(finding, role)))


def _is_about(finding: Finding, role: Role) -> bool:
    return finding.rule == f"cov-{role.code.lower()}" or finding.about == role.slug
