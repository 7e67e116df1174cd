"""The history: what was changed, by whom, with what effect, and the way back."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from planning import service, store
from planning.codec import decode
from planning.models import Batch, StoredChange
from planning.org.changes import Change
from planning.org.compare import mark
from planning.org.sentences import LABELS, conflict_texts, sentence
from planning.org.state import KINDS
from portal.guard import Access, member
from portal.models import Right, User

PER_PAGE = 50


@member()
def history(request: HttpRequest, access: Access) -> HttpResponse:
    """Batches, newest first, filtered by the address."""
    found = _filtered(request, _batches(access))
    if request.GET.get("format") == "csv":
        return _csv(access, found)
    authors = User.objects.filter(pk__in=_batches(access).values("author")).order_by("name", "email")
    context = {
        "access": access,
        "page": _page(found, request),
        "sources": Batch.Source.choices,
        "kinds": KINDS,
        "authors": authors,
        "asked": request.GET,
    }
    return render(request, "planning/history/index.html", context)


@member()
def batch(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One batch, each change as a sentence."""
    found = _batch(access, number)
    page = _page(found.changes.order_by("id"), request)
    rows = [(row, mark(change), text) for row, change, text in _sentences(access, list(page))]
    return render(
        request, "planning/history/batch.html", {"access": access, "batch": found, "page": page, "rows": rows}
    )


@member(get=None, post=Right.PLANNER)
def undo(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Take a batch back; where later changes contradict that, say which."""
    found = _batch(access, number)
    try:
        done = service.undo(found, today=access.today, author=access.user)
    except service.Stale as stale:
        messages.error(request, _contradiction(access, stale))
    except service.Refused as refused:
        messages.error(request, " ".join(dict.fromkeys(problem.message for problem in refused.problems)))
    else:
        messages.success(request, f"{done.title}.")
        return redirect("history-batch", access.organisation.slug, done.pk)
    return redirect("history-batch", access.organisation.slug, found.pk)


def _batches(access: Access) -> QuerySet[Batch]:
    undone = Batch.objects.filter(undoes=OuterRef("pk"))
    found = Batch.objects.filter(organisation=access.organisation).select_related("author", "undoes", "undone_by")
    return found.annotate(was_undone=Exists(undone))


def _batch(access: Access, number: int) -> Batch:
    found = _batches(access).filter(pk=number).first()
    if found is None:
        raise Http404("There is no such entry in the history.")
    return found


def _filtered(request: HttpRequest, found: QuerySet[Batch]) -> QuerySet[Batch]:
    asked = request.GET
    if asked.get("source") in Batch.Source.values:
        found = found.filter(source=asked["source"])
    if asked.get("author", "").isdecimal():
        found = found.filter(author=int(asked["author"][:9]))
    if asked.get("kind") in KINDS:
        found = found.filter(Exists(StoredChange.objects.filter(batch=OuterRef("pk"), kind=asked["kind"])))
    if text := asked.get("q", "").replace("\0", "").strip():
        keys = StoredChange.objects.filter(batch=OuterRef("pk"), key=text)
        found = found.filter(Q(title__icontains=text) | Exists(keys))
    return found


def _page(found: Any, request: HttpRequest) -> Page[Any]:
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))


def _sentences(access: Access, rows: list[StoredChange]) -> list[tuple[StoredChange, Change, str]]:
    """Names are those of the day of the change, so that they read as they did then."""
    told = []
    for row in rows:
        change = Change(row.on, row.kind, row.key, decode(row.kind, row.before), decode(row.kind, row.after))
        told.append((row, change, sentence(store.org_at(access.organisation, row.on), change, cost=access.sees_cost)))
    return told


def _contradiction(access: Access, stale: service.Stale) -> str:
    """Which later values stand in the way, the first few by name."""
    org = store.org_at(access.organisation, access.today)
    told = []
    for c in stale.conflicts[:3]:
        record = org.get(c.change.kind, c.change.key)
        name = getattr(record, "title", "") or getattr(record, "name", "") or c.change.key
        _, current, _ = conflict_texts(org, c, cost=access.sees_cost)
        now = f"{LABELS.get(c.field, c.field)} is now {current}" if c.field else "it has changed since"
        told.append(f"{name}: {now}")
    more = f" and {len(stale.conflicts) - 3} more" if len(stale.conflicts) > 3 else ""
    return f"Later changes stand in the way, so nothing was undone. {'; '.join(told)}{more}. Undo those first."


def _csv(access: Access, found: QuerySet[Batch]) -> HttpResponse:
    """The filtered history as a file."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="history-{access.organisation.slug}.csv"'
    writer = csv.writer(answer)
    writer.writerow(["number", "made at", "by", "what", "source", "effective on", "changes", "undone"])
    for row in found[:20_000]:
        made = row.made_at.isoformat(timespec="seconds")
        cells = [
            row.pk,
            made,
            row.author or "",
            row.title,
            row.source,
            row.on,
            row.size,
            "yes" if row.is_undone else "",
        ]
        writer.writerow([spreadsheet_safe(cell) for cell in cells])
    return answer


def spreadsheet_safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell and cell[0] in "=+-@\t\r" else cell
