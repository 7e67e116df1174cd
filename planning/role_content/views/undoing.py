"""Undoing what an organisation said of its own in role content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from planning.role_content.adaptations import storing
from portal.addresses import org_url
from portal.guard import Access
from portal.kept import put_by, refused, settled, taken_up
from portal.optimistic_lock import Overtaken, carried, token
from portal.toast import Undo


def undo_of(request: HttpRequest, access: Access, units: Sequence[str], before: list[list[Any]]) -> Undo:
    """What brings back what the organisation had of its own in these units: `before`, as `storing.of_units` gave it."""
    seen = token(storing.of_units(access.organisation, units))
    url = reverse("adapting-reset", args=[access.organisation.slug])
    return put_by(request, [list(units), before], seen, url=url)


def undone(request: HttpRequest, access: Access) -> HttpResponse | None:
    """The answer to the toast of a change; None where none was pressed."""
    back = taken_up(request)
    if back is None:
        return None
    (units, rows), there = back, org_url(access, "adapting")
    before = storing.of_units(access.organisation, units)
    try:
        storing.restore(access.organisation, units, rows, carried(request.POST))
    except Overtaken as overtaken:
        return refused(request, overtaken, there)
    return settled(request, "", undo_of(request, access, units, before), there)
