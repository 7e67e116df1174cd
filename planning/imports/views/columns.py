"""The second page: which column holds what, and correcting that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from planning.core.content import Content
from planning.imports import drafts
from planning.imports.columns import match
from planning.imports.columns.fields import FIELDS
from planning.imports.columns.match import ROLE_COLUMN
from planning.imports.models import ImportDraft
from planning.imports.pipeline import Source, check_columns
from planning.imports.problems import Unusable
from planning.imports.views.upload import draft_of
from planning.organisation import store
from planning.organisation.live import may_bring_in, to_live
from planning.organisation.role_content import content_for
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.toast import NOTE

DEEPEST = 12
Choices = list[tuple[str, list[tuple[str, str]]]]
OTHER_KIND = {"people": "products", "products": "people"}
KIND_LABELS = {"owner": "", "backup": " (backup)", "stand-in": " (stand-in)"}
DETAIL_LABELS = {"share": ": share", "starts": ": from", "ends": ": to"}


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live(may_bring_in, get=True)
def columns(request: HttpRequest, access: Access, draft: int) -> HttpResponse:
    """Every column with its field and its first cells. What somebody sets is remembered for the next file."""
    found = draft_of(access, draft)
    if found.applied_id or not drafts.has_files(found):
        return to_page(access, "import")
    try:
        sources = drafts.sources_of(found, cost=access.sees_cost)
    except Unusable as error:
        messages.error(request, f"{error.file}: {error.message}", extra_tags=NOTE)  # about the page as a whole
        return to_page(access, "import")
    if request.method == "POST" and "as" in request.POST:
        return _read_as(request, access, found)
    content = content_for(access.organisation)
    is_new = not store.org_at(access.organisation, found.on).positions
    if request.method == "POST":
        chosen = [dict(_set(request.POST, place, source, content)) for place, source in _placed(sources)]
        for source, fields in zip(sources, chosen, strict=True):
            drafts.save_columns(access.organisation, source.kind, fields, cost=access.sees_cost)
        sources = drafts.sources_of(found, cost=access.sees_cost) if any(chosen) else sources
        if not any(check_columns(source, update=not is_new) for source in sources):
            return to_page(access, "import-preview", found.pk)
    tables = [
        _table(place, source, content, is_new) | {"number": number}
        for number, (place, source) in enumerate(_placed(sources))
        if source.kind in FIELDS
    ]
    context = {"access": access, "draft": found, "tables": tables}
    return render(request, "planning/imports/columns.html", context, status=422 if request.method == "POST" else 200)


def _read_as(request: HttpRequest, access: Access, draft: ImportDraft) -> HttpResponse:
    """Take a table for one of people or of products, as the pressed button says."""
    number, _, kind = request.POST["as"].partition(":")
    if number.isdecimal() and len(number) < 6 and kind in OTHER_KIND:
        try:
            drafts.read_as(draft, int(number), kind, cost=access.sees_cost)
        except Unusable as error:
            messages.error(request, f"{error.file}: {error.message}", extra_tags=NOTE)  # about the page as a whole
    return to_page(access, "import-columns", draft.pk)


def _placed(sources: Sequence[Source]) -> Iterator[tuple[str, Source]]:
    """Each with how its fields are named: by its kind, and by a number where there are several of one kind."""
    seen: Counter[str] = Counter()
    for source in sources:
        seen[source.kind] += 1
        yield f"{source.kind}{seen[source.kind] if seen[source.kind] > 1 else ''}", source


def _set(posted: QueryDict, place: str, source: Source, content: Content) -> Iterator[tuple[str, str]]:
    """Headers whose field was set to another than the one that was shown; none of columns that may be pay, for those
    who may not see cost."""
    if source.kind not in FIELDS:
        return
    secret = {match.plain(header) for i, header in enumerate(source.table.headers) if source.hides(i)}
    allowed = {value for _, group in choices(source.kind, content) for value, _ in group} | {""}
    for i, header in enumerate(source.table.headers):
        field = posted.get(f"{place}-{i}")
        if not header or match.plain(header) in secret:
            continue
        if field is not None and field in allowed | {source.matched[i]} and field != source.matched[i]:
            yield header, field


def _table(place: str, source: Source, content: Content, is_new: bool) -> dict[str, Any]:
    return {
        "place": place,
        "kind": source.kind,
        "other_kind": OTHER_KIND.get(source.kind, ""),
        "file": source.table.file,
        "rows": len(source.table.rows),
        "columns": drafts.columns_of(source),
        "system": match.system_of(source.report),
        "missing": check_columns(source, update=not is_new),
        "choices": choices(source.kind, content),
        "used": sum(1 for name in source.matched if name),
    }


def choices(kind: str, content: Content) -> Choices:
    """What a column can be, in groups, as (value, label)."""
    fields = [(field.name, field.label) for field in FIELDS[kind]]
    if kind == "people":
        levels = [(f"{name}:{n}", f"{text} {n}") for name, text in match.LEVELS.items() for n in range(1, DEEPEST + 1)]
        return [("Fields", fields), ("One column per level, 1 at the top", levels)]
    roles = sorted(content.roles.values(), key=lambda role: (not role.covers, role.name))
    labels = KIND_LABELS | DETAIL_LABELS
    slots = [
        (f"{ROLE_COLUMN}{role.slug}:{what}", f"{role.name}{labels[what]}")
        for role in roles
        for what in (labels if role.covers else ("owner",))
    ]
    return [("Fields", fields), ("People by role", slots)]
