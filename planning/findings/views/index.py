"""The findings, each with its numbers, what it rests on, what would mend it and what was decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

from planning.exports import csv_file
from planning.findings import sightings
from planning.findings.listing import Listing, row_answer, row_asked
from planning.findings.models import SavedFilter
from planning.findings.triage import ASKED, Triaged
from portal.addresses import asking, org_url
from portal.guard import Access, member
from portal.kept import put_by, refused, settled, taken_up
from portal.models import Right
from portal.request_values import said, whole_number
from portal.toast import Undo

MOST_SAVED = 50


@member()
def findings(request: HttpRequest, access: Access) -> HttpResponse:
    """Filtered, sorted and grouped as the address asks, with the finding `open` opened; one row alone to a script that
    asks for it."""
    sightings.keep(access)
    if code := row_asked(request):
        return row_answer(request, access, code)
    listing = Listing(access, request.GET)
    if request.GET.get("format") in EXPORTS:
        return EXPORTS[request.GET["format"]](access, listing.found)
    context = {**listing.context(), **_filters(access, request.GET)}
    return render(request, "planning/findings/index.html", context)


def _filters(access: Access, asked: QueryDict) -> dict[str, Any]:
    """The saved filters that this member may use, and what the address asks now."""
    mine = Q(user=access.user) | Q(shared=True)
    rows = SavedFilter.objects.filter(mine, organisation=access.organisation).select_related("user")
    query = _query(asked)
    return {"query": query, "saved": rows, "current": next((row for row in rows if row.query == query), None)}


def _query(asked: QueryDict) -> str:
    """What a filter keeps of an address, always in the same order."""
    return urlencode({name: asked[name] for name in ASKED if asked.get(name)})


@member(get=None, post=Right.VIEWER)
def saved(request: HttpRequest, access: Access) -> HttpResponse:
    """Keep the filter that `query` says under `name`, or forget the one that `forget` numbers."""
    there = org_url(access, "findings")
    rows = SavedFilter.objects.filter(organisation=access.organisation)
    if back := taken_up(request):
        return settled(request, "", _put_back(request, access, *back), there)
    if forget := whole_number(request.POST.get("forget", "")):
        mine = Q() if access.may(Right.ADMIN) else Q(user=access.user)
        row = rows.filter(mine, pk=forget).first()
        gone = _put_back(request, access, row.user_id, row.name, None) if row else None
        return settled(request, "Filter removed.", gone, there)
    query = _query(QueryDict(said(request, "query")[:600]))
    name = " ".join(said(request, "name").split())[:60]
    own, there = rows.filter(user=access.user), asking(there, query)
    if not name:
        return refused(request, "Not saved. Enter a name for the filter.", there)
    if not own.filter(name=name).exists() and own.count() >= MOST_SAVED:
        return refused(request, f"You have {MOST_SAVED} filters, the most you can save. Remove one first.", there)
    values = {"query": query, "shared": bool(request.POST.get("shared"))}
    undo = _put_back(request, access, access.user.pk, name, values)
    return settled(request, f"Saved as “{name}”.", undo, there)


def _put_back(request: HttpRequest, access: Access, user: int, name: str, values: dict[str, Any] | None) -> Undo:
    """Let a member have a filter of this name with these values (None: no such filter); what undoes that."""
    if user != access.user.pk and not access.may(Right.ADMIN):
        raise PermissionDenied("This filter belongs to someone else.")
    rows = SavedFilter.objects.filter(organisation=access.organisation, user=user, name=name)
    before = rows.values("query", "shared").first()
    if values is None:
        rows.delete()
    else:
        named: dict[str, Any] = {"organisation": access.organisation, "user_id": user, "name": name}
        SavedFilter.objects.update_or_create(**named, defaults=values)
    return put_by(request, [user, name, before])


COLUMNS = (
    *("rule", "severity", "kind", "key", "name", "message", "because", "assumed"),
    *("state", "accepted_until", "owner", "reason", "assigned_to", "due"),
)


def _cells(rows: Sequence[Triaged]) -> Iterator[tuple[Any, ...]]:
    for finding, waiver, task, _ in rows:
        accepted = (waiver.review_on, waiver.owner, waiver.reason) if waiver else (None, None, "")
        handed = (task.assignee, task.due) if task else (None, None)
        because, assumed = "; ".join(finding.because), "; ".join(finding.assumed)
        state = "accepted" if waiver else "open"
        row = (finding.rule, finding.severity, *finding.subject, finding.message)
        yield *row, because, assumed, state, *accepted, *handed


def _csv(access: Access, rows: Sequence[Triaged]) -> HttpResponse:
    return csv_file.download(_file(access), COLUMNS, _cells(rows))


def _json(access: Access, rows: Sequence[Triaged]) -> HttpResponse:
    texts = ([None if cell is None else str(cell) for cell in cells] for cells in _cells(rows))
    listed = [dict(zip(COLUMNS, cells, strict=True)) for cells in texts]
    answer = JsonResponse(listed, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{_file(access)}.json"'
    return answer


def _file(access: Access) -> str:
    return f"findings-{access.organisation.slug}-{access.on}"


EXPORTS = {"csv": _csv, "json": _json}
