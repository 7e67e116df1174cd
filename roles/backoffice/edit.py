"""The draft of the site's content, edited section by section."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.guard import staff
from portal.models import User
from portal.optimistic_lock import Overtaken, carried, token
from roles.backoffice import units
from roles.documents import Document, dump, load, tables, unit_of
from roles.documents.cells import Cells, Ref, cells, row
from roles.documents.units import same
from roles.editing import pages, saving, sections, wording
from roles.editing.editor import Editor
from roles.editing.fields import label_of
from roles.editing.parts import Part
from roles.guide.reading import Guide
from roles.models import DraftEdit
from roles.publishing import hooks, versions

LOOKED_THROUGH = 30  # edits of a unit, for the one that changed a section last


class Mark(NamedTuple):
    """How a record of the draft differs from what is published."""

    place: str
    name: str
    what: str
    fields: list[tuple[str, str, str]]


class Draft:
    """The draft, as the pages of sections edit it."""

    template = "roles/backoffice/edit.html"
    source = "lineup"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._published = versions.published()
        self.may_edit = request.user.has_perm("roles.change_role")

    def rows(self) -> list[Model]:
        self._rows = tables.draft_rows()
        return self._rows

    def address(self, unit: str, place: str = "", /) -> str:
        return reverse("content-section", args=[unit, place]) if place else reverse("content-edit", args=[unit])

    def title(self, unit: str, guide: Guide, /) -> str:
        return units.title_of(unit, {**self._published, **self._draft(unit)})

    def marks(self, unit: str, /) -> Mapping[Ref, Mark]:
        if unit not in self._published:
            return {}
        theirs = cells(load({unit: self._published[unit]}))
        now = cells(row for row in self._rows if unit_of(row) == unit)
        guide = Guide(self._rows)
        differ = [place for place in {**now, **theirs} if not wording.alike(place, theirs.get(place), now.get(place))]
        return {place: _mark(place, theirs.get(place), now.get(place), guide) for place in differ}

    def save(self, editor: Editor, unit: str, seen: Cells, /) -> str:
        saved = saving.save(editor, unit, seen, self._request.user)
        if saved and same(tables.draft().get(saved), self._published.get(saved)):
            messages.info(self._request, "Saved. The draft matches the published content.")
        elif saved:
            messages.success(self._request, "Draft saved. Readers see it once it is published.")
        return saved

    def tried(self, editor: Editor, unit: str, seen: Cells, /) -> Any:
        """What becomes of the titles in use."""
        made = saving.settle(editor, unit, seen, self._rows)
        if made is None:
            return None
        others = saving.beside(self._rows, unit, editor.part, made)
        return hooks.titles(cast(User, self._request.user), [*others, *made], timezone.localdate())

    def about(self, unit: str, /) -> Mapping[str, Any]:
        kind = unit.partition("/")[0]
        return {
            "kind_title": units.ONE.get(kind, ""),
            "state": units.state_of(unit, self._draft(unit), self._published),
            "theirs": "Published",
            "ours": "Draft",
            "slug": unit.partition("/")[2],
        }

    def last_edit(self, unit: str, part: Part, /) -> DraftEdit | None:
        edits = list(DraftEdit.objects.filter(unit=unit).select_related("author").order_by("-id")[:LOOKED_THROUGH])
        for edit, older in pairwise(edits):
            if _rows_of(edit, part) != _rows_of(older, part):
                return edit
        return edits[-1] if edits else None

    def _draft(self, unit: str) -> Document:
        mine = [row for row in self._rows if unit_of(row) == unit]
        return dump(mine) if mine else {}


@staff(get="roles.view_role", post="roles.change_role")
def edit(request: HttpRequest, unit: str) -> HttpResponse:
    """The sections of a unit; of one with a single section, that one."""
    return pages.unit(request, Draft(request), unit)


@staff(get="roles.view_role", post="roles.change_role")
def section(request: HttpRequest, unit: str, section: str) -> HttpResponse:
    return pages.section(request, Draft(request), unit, section)


@staff(get="roles.add_role", post="roles.add_role")
def new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A new unit of a kind."""
    return pages.new(request, Draft(request), kind)


@staff(get="roles.delete_role", post="roles.delete_role")
def remove(request: HttpRequest, unit: str) -> HttpResponse:
    """Take a unit out of the draft: a page that asks, as other content may name it."""
    rows = tables.draft_rows()
    mine = [row for row in rows if unit_of(row) == unit]
    if not mine:
        raise Http404("This content is not in the draft.")
    kept = [row for row in rows if unit_of(row) != unit]
    wrong = saving.new_contradictions(rows, kept)
    title = units.title_of(unit, dump(rows))
    if request.method == "POST" and not wrong:
        try:
            saving.remove(unit, carried(request.POST), request.user)
        except Overtaken as overtaken:
            messages.error(request, str(overtaken))
            return redirect("content-remove", unit)
        messages.success(request, f"{title} is removed from the draft. Readers see it until the removal is published.")
        return redirect("content")
    about = {"unit": unit, "title": title, "wrong": wrong, "count": len(mine), "kinds": units.ONE}
    about["seen"] = token(dump(mine))
    return render(request, "roles/backoffice/remove.html", about, status=422 if request.method == "POST" else 200)


def _mark(of: Ref, theirs: Any, now: Any, guide: Guide) -> Mark:
    def text(side: Any, name: str) -> str:
        return wording.value_text(of.model, name, (side or {}).get(name), guide)

    what = "new" if theirs is None else "removed" if now is None else "changed"
    names = [name for name in wording.telling_fields(of, theirs, now) if text(theirs, name) != text(now, name)]
    fields = [(label_of(of.model, name), text(theirs, name), text(now, name)) for name in names]
    part = sections.part_of(row(of, now or theirs))
    return Mark(part.place if part else "", wording.row_name(of, now or theirs, guide), what, fields)


def _rows_of(edit: DraftEdit, part: Part) -> list[Any]:
    """What an edit had of a section."""
    table = part.model._meta.label_lower
    fields = [one["fields"] for one in json.loads(edit.rows) if one["model"] == table]
    return [one for one in fields if all(one.get(name) == value for name, value in part.given.items())]
