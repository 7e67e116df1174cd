"""One unit of the draft on one page."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.guard import staff
from portal.models import User
from portal.optimistic_lock import CONFLICT, Overtaken, carried, token
from roles.backoffice import units, wording
from roles.documents import BadContent, Document, dump, from_json, load, tables, to_json, unit_of
from roles.editing import saving
from roles.editing.editor import Editor
from roles.editing.merging import Stale
from roles.editing.parts import PARTS
from roles.guide.reading import Guide
from roles.publishing import hooks, versions


@staff(get="roles.view_role", post="roles.change_role")
def edit(request: HttpRequest, unit: str) -> HttpResponse:
    """POST saves the unit in the draft; with `more` it only adds a blank row to that part of the page."""
    rows = tables.draft_rows()
    mine = [row for row in rows if unit_of(row) == unit]
    if not mine:
        raise Http404("There is no such content in the draft.")
    return _page(request, unit.partition("/")[0], rows, mine, unit)


@staff(get="roles.add_role", post="roles.add_role")
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """A new unit of a kind."""
    if kind not in PARTS:
        raise Http404("There is no such kind of content.")
    return _page(request, kind, tables.draft_rows(), [], "")


@staff(get="roles.delete_role", post="roles.delete_role")
def remove(request: HttpRequest, unit: str) -> HttpResponse:
    """Take a unit out of the draft: a page that asks, as other content may name it."""
    rows = tables.draft_rows()
    mine = [row for row in rows if unit_of(row) == unit]
    if not mine:
        raise Http404("There is no such content in the draft.")
    kept = [row for row in rows if unit_of(row) != unit]
    wrong = saving.new_contradictions(rows, kept)
    title = units.title_of(unit, dump(rows))
    if request.method == "POST" and not wrong:
        try:
            saving.remove(unit, carried(request.POST), request.user)
        except Overtaken as overtaken:
            messages.error(request, str(overtaken))
            return redirect("content-remove", unit)
        messages.success(request, f"{title} is out of the draft. Readers see it until that is published.")
        return redirect("content")
    about = {"unit": unit, "title": title, "wrong": wrong, "count": len(mine), "kinds": units.ONE}
    about["seen"] = token(dump(mine))
    return render(request, "roles/backoffice/remove.html", about, status=422 if request.method == "POST" else 200)


def _page(request: HttpRequest, kind: str, rows: list[Model], mine: list[Model], name: str) -> HttpResponse:
    guide = Guide(rows)
    if request.method != "POST":
        return _render(request, Editor(kind, mine, guide), name, dump(mine))
    more, seen = request.POST.get("more", ""), seen_of(carried(request.POST))
    opened = [row for row in load(seen) if unit_of(row) == name] or mine
    editor = Editor(kind, opened, guide, request.POST, more)
    if more:
        return _render(request, editor, name, seen)
    try:
        if "try" in request.POST:
            made = saving.settle(editor, name, seen, rows)
            tried = _tried(request, name, rows, made) if made else None
            return _render(request, editor, name, seen, tried=tried, status=200 if made else 422)
        saved = saving.save(editor, name, seen, request.user)
    except Stale as stale:
        notes = wording.notes(stale.notes, guide, units.last_edits([name]).get(name))
        return _render(request, Editor(kind, stale.rows, guide), name, dump(mine), notes=notes, status=CONFLICT)
    if not saved:
        return _render(request, editor, name, seen, status=422)
    return _saved(request, saved)


def _tried(request: HttpRequest, name: str, rows: list[Model], made: list[Model]) -> Any:
    """What becomes of the titles in use."""
    others = saving.beside(rows, name, made)
    return hooks.titles(cast(User, request.user), [*others, *made], timezone.localdate())


def _saved(request: HttpRequest, saved: Document) -> HttpResponse:
    ((name, unit),) = saved.items()
    if unit == versions.published().get(name):
        messages.info(request, "Saved: it is as published.")
    else:
        messages.success(request, "Saved in the draft. Readers see it when it is published.")
    return redirect("content-edit", name)


def seen_of(text: str) -> Document:
    """The unit as the page was opened with it; nothing where that cannot be read."""
    try:
        seen = from_json(text)
        load(seen)
    except (ValueError, TypeError, AttributeError, RecursionError, BadContent):
        return {}
    return seen


def _render(
    request: HttpRequest, editor: Editor, name: str, seen: Document, status: int = 200, **more: Any
) -> HttpResponse:
    """`more` holds `notes` (what somebody else changed) or `tried` (what becomes of titles)."""
    published = versions.published()
    known = {**seen} if name else {}
    about = {
        "editor": editor,
        "unit": name,
        "kind": editor.kind,
        "kind_title": units.ONE[editor.kind],
        "title": units.title_of(name, {**published, **known}) if name else f"New {units.ONE[editor.kind]}",
        "seen": to_json(seen),
        "state": units.state_of(name, seen, {name: published[name]} if name in published else {}) if name else "",
        "may_edit": request.user.has_perm("roles.change_role"),
        "readonly": not request.user.has_perm("roles.change_role"),
    }
    return render(request, "roles/backoffice/edit.html", about | more, status=status)
