"""An organisation's own role content: what it has otherwise than the site, edited by its admins."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.organisation import role_content
from planning.organisation.models import Adaptation
from planning.organisation.overlay import OWN, items_of, own_source
from planning.organisation.snapshot import Snapshot
from planning.role_content.adaptations import descriptions, storing
from planning.role_content.adaptations.title_trial import TitleChange, title_changes
from planning.role_content.impact import Impact, impact
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Organisation, Right
from portal.optimistic_lock import CONFLICT, Overtaken, carried, token
from portal.request_values import said as typed
from roles.backoffice import wording
from roles.backoffice.edit import seen_of
from roles.content_values import site
from roles.documents import Document, dump, load, to_json, unit_of
from roles.documents.cells import cells
from roles.editing import saving
from roles.editing.editor import Editor
from roles.editing.merging import Stale
from roles.guide.reading import Guide

KINDS = {
    "role": "role",
    "pairing": "comparison",
    "function": "function",
    "title": "title",
    "language": "language",
    "source": "source",
}


class Tried(NamedTuple):
    impact: Impact
    titles: list[TitleChange]


@member(get=Right.ADMIN, live=True)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """What is adapted, and everything that can be."""
    found = _descriptions(access.organisation)
    groups = groupby(sorted(found, key=lambda told: told.item.unit), key=lambda told: told.item.unit)
    guide = role_content.guide_for(access.organisation)
    about = {
        "access": access,
        "reset_seen": token(storing.state(access.organisation)),
        "groups": [(unit, descriptions.unit_title(unit, guide), list(mine)) for unit, mine in groups],
        "roles": list(guide.roles.values()),
        "pairings": list(guide.pairings.values()),
        "functions": list(guide.functions.values()),
        "languages": list(guide.languages.values()),
    }
    return render(request, "planning/role_content/index.html", about)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def unit(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """POST keeps what was typed; with `try` it only shows what that would do, with `more` it adds a blank row."""
    rows = _rows(access.organisation)
    mine = [row for row in rows if unit_of(row) == unit]
    if not mine:
        raise Http404("There is no such content.")
    return _page(request, access, rows, mine, unit)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def new(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """Something of the organisation's own: a role, say."""
    if kind not in KINDS:
        raise Http404("There is no such kind of content.")
    return _page(request, access, _rows(access.organisation), [], f"{kind}/")


@member(get=None, post=Right.ADMIN, live=True)
def reset(request: HttpRequest, access: Access) -> HttpResponse:
    """Follow the site again in the items that `item` names, or in all of a `unit`."""
    mine = Adaptation.objects.filter(organisation=access.organisation)
    asked = [int(number) for number in request.POST.getlist("item") if number.isdecimal() and len(number) < 18]
    unit = typed(request, "unit")
    chosen = mine.filter(unit=unit) if unit else mine.filter(pk__in=asked)
    try:
        count = storing.reset(access.organisation, list(chosen.values_list("pk", flat=True)), carried(request.POST))
    except Overtaken as overtaken:
        messages.error(request, str(overtaken))
        return to_page(access, "adapting")
    messages.success(request, f"As the site has it again: {count} record{'' if count == 1 else 's'}.")
    return to_page(access, "adapting")


def _rows(organisation: Organisation) -> list[Model]:
    """The rows in force, with a source for what the organisation says itself."""
    rows = list(role_content.in_force(organisation).site.rows)
    has = any(getattr(row, "slug", "") == OWN for row in rows)
    return rows if has else [*rows, own_source(organisation.name)]


def _descriptions(organisation: Organisation) -> list[descriptions.AdaptationText]:
    current = role_content.in_force(organisation)
    theirs = site(current.site.version or None)
    return descriptions.descriptions(items_of(organisation), cells(theirs.rows), current.site.guide, current.aside)


def _page(request: HttpRequest, access: Access, rows: list[Model], mine: list[Model], unit: str) -> HttpResponse:
    kind, _, key = unit.partition("/")
    name = unit if key else ""
    guide = Guide(rows)
    if request.method != "POST":
        return _shown(request, access, _editor(kind, mine, guide), unit, dump(mine))
    seen, more = seen_of(carried(request.POST)), request.POST.get("more", "")
    opened = [row for row in load(seen) if unit_of(row) == name] or mine
    editor = _editor(kind, opened, guide, request.POST, more)
    if more:
        return _shown(request, access, editor, unit, seen)
    try:
        if "try" in request.POST:
            tried = _tried(access, editor, name, seen, rows)
            return _shown(request, access, editor, unit, seen, tried=tried, status=200 if tried else 422)
        saved = _keep(request, access, editor, name, seen)
    except Stale as stale:
        notes = wording.notes(stale.notes, guide, None)
        again = _editor(kind, stale.rows, guide)
        return _shown(request, access, again, unit, dump(mine), notes=notes, status=CONFLICT)
    if not saved:
        return _shown(request, access, editor, unit, seen, status=422)
    return to_page(access, "adapting-unit", saved)


def _editor(kind: str, rows: list[Model], guide: Guide, data: Any = None, more: str = "") -> Editor:
    return Editor(kind, rows, guide, data, more, placed=False, source=OWN)


def _tried(access: Access, editor: Editor, name: str, seen: Document, rows: list[Model]) -> Tried | None:
    """What it would do; None where it cannot be kept as it is."""
    made = saving.settle(editor, name, seen, rows)
    if not made:
        return None
    others = saving.beside(rows, name, made)
    snapshot = Snapshot(access.organisation, access.today)
    new = role_content.with_rows(access.organisation, [*others, *made])
    return Tried(impact(access.organisation, snapshot, new), title_changes(snapshot.org, snapshot.content, new))


def _keep(request: HttpRequest, access: Access, editor: Editor, name: str, seen: Document) -> str:
    """The name of the unit that was kept; '' where it could not be. Raises `Stale`."""
    with transaction.atomic():
        current = Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        made = saving.settle(editor, name, seen, _rows(current))
        if not made:
            return ""
        kept = name or unit_of(made[0])
        count = storing.keep(current, kept, site().rows, made, request.user, role_content.in_force(current).aside)
    messages.success(request, f"Kept for {current}. Findings follow at once." if count else "Nothing was changed.")
    return kept


def _shown(
    request: HttpRequest, access: Access, editor: Editor, unit: str, seen: Document, status: int = 200, **more: Any
) -> HttpResponse:
    kind, _, key = unit.partition("/")
    told = [told for told in _descriptions(access.organisation) if told.item.unit == unit]
    marks = {(one.item.table, one.item.key): one for one in told}
    for form in editor.forms:
        form.mark = marks.get((form.part.table, form["origin"].value() or ""))
    guide = role_content.guide_for(access.organisation)
    about = {
        "access": access,
        "editor": editor,
        "unit": unit if key else "",
        "kind": KINDS[kind],
        "title": descriptions.unit_title(unit, guide) if key else f"A {KINDS[kind]} of your own",
        "seen": to_json(seen),
        "reset_seen": token(storing.state(access.organisation)),
        "told": told,
        "hidden": [one for one in told if one.what == descriptions.GONE or one.aside],
    }
    return render(request, "planning/role_content/unit.html", about | more, status=status)
