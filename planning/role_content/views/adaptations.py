"""An organisation's own role content: what it has otherwise than the site, edited by its admins."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from planning.organisation import role_content
from planning.organisation.models import Adaptation
from planning.organisation.overlay import OWN, items_of, own_source
from planning.organisation.snapshot import Snapshot
from planning.role_content.adaptations import descriptions, storing
from planning.role_content.adaptations.title_trial import TitleChange, title_changes
from planning.role_content.impact import Impact, impact
from planning.role_content.views.undoing import undo_of, undone
from portal.addresses import org_url
from portal.guard import Access, member
from portal.kept import refused, settled
from portal.models import Organisation, Right
from portal.optimistic_lock import Overtaken
from portal.request_values import said as typed
from portal.toast import say
from roles.content_values import site
from roles.documents import unit_of
from roles.documents.cells import Cells, Ref, cells
from roles.editing import pages, saving, sections
from roles.editing.editor import Editor
from roles.editing.parts import Part
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


class OwnContent:
    """The content in force for an organisation, as the pages of sections edit it."""

    template = "planning/role_content/unit.html"
    source = OWN
    may_edit = True

    def __init__(self, request: HttpRequest, access: Access) -> None:
        self._request, self._access = request, access
        self._organisation = access.organisation

    def rows(self) -> list[Model]:
        self._rows = rows_of(self._organisation)
        return self._rows

    def address(self, unit: str, place: str = "", /) -> str:
        if place:
            return org_url(self._access, "adapting-section", unit, place)
        return org_url(self._access, "adapting-unit", unit)

    def title(self, unit: str, guide: Guide, /) -> str:
        return descriptions.unit_title(unit, guide)

    def marks(self, unit: str, /) -> Mapping[Ref, descriptions.AdaptationText]:
        told = [one for one in descriptions_of(self._organisation) if one.item.unit == unit]
        return {Ref(one.item.table, one.item.key): one for one in told}

    def save(self, editor: Editor, unit: str, seen: Cells, /) -> str:
        with transaction.atomic():
            current = Organisation.objects.select_for_update().get(pk=self._organisation.pk)
            rows = rows_of(current)
            made = saving.settle(editor, unit, seen, rows)
            if made is None:
                return ""
            kept = unit_of(made[0]) if editor.part.head else unit
            mine = [row for row in saving.beside(rows, unit, editor.part, made) if unit_of(row) == kept]
            aside = role_content.in_force(current).aside
            before = storing.of_units(current, [kept])
            count = storing.keep(current, kept, site().rows, [*mine, *made], self._request.user, aside)
        said = f"Saved for {current}. Findings are up to date." if count else "Nothing changed."
        say(self._request, said, undo=undo_of(self._request, self._access, [kept], before) if count else None)
        return kept

    def tried(self, editor: Editor, unit: str, seen: Cells, /) -> Tried | None:
        made = saving.settle(editor, unit, seen, self._rows)
        if made is None:
            return None
        others = saving.beside(self._rows, unit, editor.part, made)
        snapshot = Snapshot(self._organisation, self._access.today)
        new = role_content.with_rows(self._organisation, [*others, *made])
        return Tried(impact(self._organisation, snapshot, new), title_changes(snapshot.org, snapshot.content, new))

    def about(self, unit: str, /) -> Mapping[str, Any]:
        return {
            "access": self._access,
            "theirs": "Standard",
            "ours": "Yours",
            "kind_title": KINDS.get(unit.partition("/")[0], ""),
        }

    def last_edit(self, unit: str, part: Part, /) -> None:
        """Kept with each record, so that nobody need be named for a whole section."""


@member(get=Right.ADMIN, live=True)
def index(request: HttpRequest, access: Access) -> HttpResponse:
    """What is adapted, and everything that can be."""
    found = descriptions_of(access.organisation)
    asked = request.GET.get("q", "").strip()
    store = OwnContent(request, access)
    groups = groupby(sorted(found, key=lambda told: told.item.unit), key=lambda told: told.item.unit)
    guide = role_content.guide_for(access.organisation)
    about = {
        "access": access,
        "groups": [(unit, descriptions.unit_title(unit, guide), list(mine)) for unit, mine in groups],
        "roles": list(guide.roles.values()),
        "pairings": list(guide.pairings.values()),
        "functions": list(guide.functions.values()),
        "languages": list(guide.languages.values()),
        "q": asked,
        "hits": pages.found(store, asked),
    }
    return render(request, "planning/role_content/index.html", about)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def unit(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """The sections of a unit; of one with a single section, that one."""
    return pages.unit(request, OwnContent(request, access), unit)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def section(request: HttpRequest, access: Access, unit: str, section: str) -> HttpResponse:
    return pages.section(request, OwnContent(request, access), unit, section)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def new(request: HttpRequest, access: Access, kind: str) -> HttpResponseBase:
    """Something of the organisation's own: a role, say."""
    return pages.new(request, OwnContent(request, access), kind)


@member(get=None, post=Right.ADMIN, live=True)
def reset(request: HttpRequest, access: Access) -> HttpResponse:
    """Follow the site again in the items that `item` names, each with what was seen of it; then back to the section
    that is named."""
    if answer := undone(request, access):
        return answer
    asked = [one.partition(":") for said in request.POST.getlist("item") for one in said.split()]
    seen = {int(number): was for number, _, was in asked if number.isdecimal() and len(number) < 18}
    mine = Adaptation.objects.filter(organisation=access.organisation, pk__in=list(seen))
    units = sorted(set(mine.values_list("unit", flat=True)))
    before = storing.of_units(access.organisation, units)
    try:
        count = storing.reset(access.organisation, seen)
    except Overtaken as overtaken:
        return refused(request, overtaken, _after_reset(request, access))
    text = f"Standard content restored for {count} record{'' if count == 1 else 's'}."
    return settled(request, text, undo_of(request, access, units, before), _after_reset(request, access))


def _after_reset(request: HttpRequest, access: Access) -> str:
    unit, place = typed(request, "unit"), typed(request, "section")
    known = {unit_of(row) for row in rows_of(access.organisation)}
    if unit in known and sections.part_at(unit.partition("/")[0], place):
        return org_url(access, "adapting-section", unit, place)
    return org_url(access, "adapting")


def rows_of(organisation: Organisation) -> list[Model]:
    """The rows in force, with a source for what the organisation says itself."""
    rows = list(role_content.in_force(organisation).site.rows)
    has = any(getattr(row, "slug", "") == OWN for row in rows)
    return rows if has else [*rows, own_source(organisation.name)]


def descriptions_of(organisation: Organisation) -> list[descriptions.AdaptationText]:
    current = role_content.in_force(organisation)
    theirs = site(current.site.version or None)
    return descriptions.descriptions(items_of(organisation), cells(theirs.rows), current.site.guide, current.aside)
