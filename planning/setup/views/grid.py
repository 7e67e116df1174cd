"""Stage, audience, launch and tier of all products in one grid: looked at, and saved cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from planning.core.words import count
from planning.forms.toast import say, undo_batch, where_done
from planning.organisation import writes
from planning.organisation.live import to_live
from planning.setup.grid.asking import WAS, asked_of, is_paste, table_of, text_of
from planning.setup.grid.cells import BY_NAME, NotUnderstood
from planning.setup.grid.pasting import Pasted, preview_of
from planning.setup.grid.rows import Grid, GridRow, by_name, grid_of
from planning.setup.grid.saving import Asked, Saved, save
from planning.setup.views.page import live
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import CONFLICT, Overtaken
from portal.request_values import is_htmx, own_page

TOLD = 10


@member(post=Right.PLANNER, live=True)
@to_live()
def grid(request: HttpRequest, access: Access) -> HttpResponse:
    """GET: the grid, as a page or to stand in one. POST: save what was written; a script gets the rows that differ."""
    if request.method != "POST":
        return _show(request, access, grid_of(live(access), request.GET.get("page")))
    snapshot = live(access)
    pasted = table_of(request.POST, snapshot) if is_paste(request.POST) else None
    if pasted is not None:
        return _asked(request, access, pasted)
    try:
        asked = asked_of(request.POST, snapshot)
        saved = save(access.organisation, asked, today=access.today, author=access.user)
    except (NotUnderstood, Overtaken) as wrong:
        return _told(request, access, str(wrong))
    except writes.Stale:
        return _told(request, access, str(Overtaken("some of the products")))
    if saved.batch:
        say(request, where_done(saved.title, None), undo=undo_batch(saved.batch))
    return _renewed(request, access, asked, saved) if "hand" in request.POST else _next(request, access, asked, saved)


def _told(request: HttpRequest, access: Access, why: str) -> HttpResponse:
    """Nothing was saved, and why."""
    shown = grid_of(live(access), request.GET.get("page"), chosen=request.POST.getlist("chosen"))
    shown.notes.append(why)
    sent = [row for row in shown.rows if f"{WAS}:{row.product.key}" in request.POST]
    return _rows(request, access, shown, sent) if "hand" in request.POST else _show(request, access, shown, CONFLICT)


def _asked(request: HttpRequest, access: Access, pasted: Pasted) -> HttpResponse:
    """What of a pasted table would be set, before anything is written."""
    snapshot = live(access)
    preview = preview_of(text_of(request.POST), pasted, by_name(snapshot))
    shown = replace(grid_of(snapshot, request.GET.get("page")), pasted=preview)
    return _rows(request, access, shown, []) if "hand" in request.POST else _show(request, access, shown)


def _renewed(request: HttpRequest, access: Access, asked: Asked, saved: Saved) -> HttpResponse:
    """The rows that were written in, and what is said of all of them."""
    shown = grid_of(live(access), request.GET.get("page"), saved.faults)
    shown.notes.extend(_notes(shown, asked, saved))
    keys = {*saved.keys, *request.POST.getlist("renew")}
    return _rows(request, access, shown, [row for row in shown.rows if row.product.key in keys], saved.gone)


def _rows(
    request: HttpRequest, access: Access, shown: Grid, rows: Sequence[GridRow], gone: Sequence[str] = ()
) -> HttpResponse:
    context = {"access": access, "grid": shown, "rows": rows, "gone": gone}
    return render(request, "planning/setup/grid/_saved.html", context)


def _next(request: HttpRequest, access: Access, asked: Asked, saved: Saved) -> HttpResponse:
    """On to the page that asked; where something could not be saved, the grid with what was written in it."""
    if not (saved.faults or saved.gone or asked.notes):
        there = own_page(request)
        return HttpResponseRedirect(there) if there else to_page(access, "setup-grid")
    shown = grid_of(live(access), request.GET.get("page"), saved.faults, request.POST.getlist("chosen"))
    shown.notes.extend(_notes(shown, asked, saved))
    return _show(request, access, shown, 422)


def _notes(shown: Grid, asked: Asked, saved: Saved) -> Iterator[str]:
    """What no row can say: products that are no longer there, and what is wrong on other pages."""
    yield from asked.notes
    if saved.gone:
        exist = "exists" if len(saved.gone) == 1 else "exist"
        yield f"{count(len(saved.gone), 'product')} that you changed no longer {exist}."
    here = {row.product.key for row in shown.rows}
    elsewhere = [(place, fault) for place, fault in saved.faults.items() if place[0] not in here | {*saved.gone}]
    for (key, column), fault in elsewhere[:TOLD]:
        yield f"{shown.names.get(key, key)}, {BY_NAME[column].label.lower()}: {fault.message}"
    if len(elsewhere) > TOLD:
        yield f"{count(len(elsewhere) - TOLD, 'more cell')} on other pages could not be saved."


def _show(request: HttpRequest, access: Access, shown: Grid, status: int = 200) -> HttpResponse:
    page = "planning/setup/grid/_grid.html" if is_htmx(request) else "planning/setup/grid/page.html"
    return render(request, page, {"access": access, "grid": shown}, status=status)
