"""The pages on which role content is edited, section by section: of the site's draft and of an organisation's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from portal.optimistic_lock import CONFLICT, carried
from portal.sent_once import once
from roles.documents import unit_of
from roles.documents.cells import Cells, Ref, cells, ref
from roles.editing import sections, wording
from roles.editing.editor import Editor, moved
from roles.editing.merging import Stale
from roles.editing.parts import PARTS, Part
from roles.editing.seen import from_text, to_text
from roles.guide.reading import Guide


class Mark(Protocol):
    """How a row differs from what it is an edit of: in which section, what became of it, (label, theirs, now)."""

    @property
    def place(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def fields(self) -> list[tuple[str, str, str]]: ...


class ContentStore(Protocol):
    """Role content that can be edited: the site's draft, or what is in force for an organisation."""

    template: str
    source: str  # of statements that are new
    may_edit: bool

    def rows(self) -> list[Model]: ...
    def address(self, unit: str, place: str = "", /) -> str:
        """Of the page of a unit, or of one of its sections."""

    def title(self, unit: str, guide: Guide, /) -> str: ...
    def marks(self, unit: str, /) -> Mapping[Ref, Mark]:
        """What of a unit differs from what it is an edit of, by row; rows that are taken out are among them."""

    def save(self, editor: Editor, unit: str, seen: Cells, /) -> str:
        """The name of the unit that was saved; '' where it could not be, and the forms say why. Raises `Stale`."""

    def tried(self, editor: Editor, unit: str, seen: Cells, /) -> Any:
        """What it would do; None where it cannot be saved as it is. Raises `Stale`."""

    def about(self, unit: str, /) -> Mapping[str, Any]:
        """What its own templates show beside; of a new unit the name is its kind alone (`role/`)."""

    def last_edit(self, unit: str, part: Part, /) -> Any:
        """Who changed a section last and when, where it is known."""


class Page(NamedTuple):
    """What a request looks at: `unit` is '' for one that is new, `rows` is all of the content, `mine` the unit's."""

    request: HttpRequest
    store: ContentStore
    kind: str
    unit: str
    rows: list[Model]
    mine: list[Model]
    guide: Guide


def found(store: ContentStore, asked: str) -> list[tuple[str, sections.Hit]]:
    """What of all content holds the words that were asked for, each with the title of its unit."""
    if not asked:
        return []
    rows = store.rows()
    guide = Guide(rows)
    return [(store.title(hit.unit, guide), hit) for hit in sections.search(rows, asked, guide, store.address)]


def unit(request: HttpRequest, store: ContentStore, name: str) -> HttpResponse:
    """The sections of a unit, or with `q` those that hold it; of a unit that has a single section, that one."""
    page = _page(request, store, name)
    parts = PARTS[page.kind]
    if len(parts) == 1:
        return _edit(page, parts[0])
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET"])
    asked = request.GET.get("q", "").strip()
    hits = sections.search(page.mine, asked, page.guide, store.address, name) if asked else []
    return render(request, store.template, _about(page, None) | {"q": asked, "hits": hits})


def section(request: HttpRequest, store: ContentStore, name: str, place: str) -> HttpResponse:
    """POST saves it; `more` only adds a blank row, `move` only moves one, `try` only shows what saving would do."""
    page = _page(request, store, name)
    part = sections.part_at(page.kind, place)
    if part is None:
        raise Http404("Section not found.")
    return _edit(page, part)


@once
def new(request: HttpRequest, store: ContentStore, kind: str) -> HttpResponse:
    """A new unit: it begins with what it is called."""
    if kind not in PARTS:
        raise Http404("This kind of content is not known.")
    rows = store.rows()
    return _edit(Page(request, store, kind, "", rows, [], Guide(rows)), PARTS[kind][0].begun)


def _page(request: HttpRequest, store: ContentStore, name: str) -> Page:
    rows = store.rows()
    mine = [row for row in rows if unit_of(row) == name]
    if not mine:
        raise Http404("Content not found.")
    return Page(request, store, name.partition("/")[0], name, rows, mine, Guide(rows))


def _edit(page: Page, part: Part) -> HttpResponse:
    now = [row for row in page.mine if part.holds(row)]
    if page.request.method != "POST":
        return _shown(page, _editor(page, part, now), cells(now))
    seen = from_text(carried(page.request.POST))
    data: Any = page.request.POST
    if "move" in data:
        data = moved(part, data, data["move"])
    editor = _editor(page, part, seen or now, data, "more" in data)
    opened = cells(seen)
    if "more" in data or "move" in data:
        return _shown(page, editor, opened)
    try:
        return _sent(page, editor, opened)
    except Stale as stale:
        notes = wording.notes(stale.notes, page.guide, page.store.last_edit(page.unit, part))
        return _shown(page, _editor(page, part, stale.rows), cells(now), notes=notes, status=CONFLICT)


def _sent(page: Page, editor: Editor, seen: Cells) -> HttpResponse:
    if "try" in page.request.POST:
        tried = page.store.tried(editor, page.unit, seen)
        return _shown(page, editor, seen, tried=tried, status=422 if tried is None else 200)
    saved = page.store.save(editor, page.unit, seen)
    if not saved:
        return _shown(page, editor, seen, status=422)
    alone = not page.unit or len(PARTS[page.kind]) == 1
    return redirect(page.store.address(saved, "" if alone else editor.part.place))


def _editor(page: Page, part: Part, rows: Iterable[Model], data: Any = None, more: bool = False) -> Editor:
    others = [row for row in page.mine if not part.holds(row)]
    return Editor(page.kind, part, [*others, *rows], page.guide, data, more, page.store.source)


def _shown(page: Page, editor: Editor, seen: Cells, status: int = 200, **more: Any) -> HttpResponse:
    """`more` holds `notes` (what somebody else changed) or `tried` (what saving would do)."""
    about = _about(page, editor.part)
    marks, part = about["marks"], editor.part
    for form in editor.forms:
        form.mark = marks.get(Ref(part.table, form["origin"].value() or ""))
    shown = {ref(row) for row in page.rows}
    about |= {
        "editor": editor,
        "seen": to_text(seen),
        "readonly": not page.store.may_edit,
        "hidden": [marks[place] for place in marks if place not in shown and marks[place].place == part.place],
        "elsewhere": [_elsewhere(page, found) for found in editor.elsewhere],
    }
    return render(page.request, page.store.template, about | more, status=status)


def _elsewhere(page: Page, found: Any) -> tuple[str, str]:
    """A contradiction in rows that the page does not show, and where they are edited."""
    part = sections.part_of(found.row)
    return str(found), page.store.address(unit_of(found.row), part.place) if part else ""


def _about(page: Page, part: Part | None) -> dict[str, Any]:
    """What every page of a unit shows."""
    store, name = page.store, page.unit
    marks = store.marks(name) if name else {}
    words: dict[str, str] = {}
    for mark in marks.values():
        words[mark.place] = "changed" if words.get(mark.place, mark.what) != mark.what else mark.what
    place = part.place if part else ""
    groups = sections.groups(name, page.mine, page.guide, words, store.address, place) if name else []
    listed = [one for _, group in groups for one in group]
    at = next((n for n, one in enumerate(listed) if one.here), -1)
    return {
        "unit": name,
        "kind": page.kind,
        "title": store.title(name, page.guide) if name else "",
        "groups": groups if len(listed) > 1 else [],
        "address": store.address(name) if name else "",
        "before": listed[at - 1] if at > 0 else None,
        "after": listed[at + 1] if 0 <= at < len(listed) - 1 else None,
        "marks": marks,
        "marked": [mark for mark in marks.values() if part is None or mark.place == part.place],
        "store": store,
        **store.about(name or f"{page.kind}/"),
    }
