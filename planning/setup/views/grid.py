"""Stage, audience, launch and tier of all products in one grid: looked at, and saved cell by cell."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from planning.core.words import count
from planning.forms.toast import say
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from planning.setup.grid_asking import asked_of
from planning.setup.grid_cells import NotUnderstood
from planning.setup.grid_rows import Grid, grid_of, row_of
from planning.setup.grid_saving import Asked, Saved, save
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import CONFLICT, Overtaken
from portal.request_values import own_page


@member(post=Right.PLANNER)
def grid(request: HttpRequest, access: Access) -> HttpResponse:
    """GET: the grid, as a page or to stand in one. POST: save what was written; a script gets the rows that differ."""
    if request.method != "POST":
        return _show(request, access, grid_of(live(access), request.GET.get("page")))
    try:
        asked = asked_of(request.POST, live(access))
        saved = save(access.organisation, asked, today=access.today, author=access.user)
    except (NotUnderstood, Overtaken) as wrong:
        return _told(request, access, str(wrong))
    except writes.Stale:
        return _told(request, access, str(Overtaken("some of the products")))
    if saved.batch:
        say(request, f"{saved.title}.")
    elif not saved.faults and not saved.gone:
        say(request, "Nothing was different, so nothing was changed.", level=messages.INFO)
    return _renewed(request, access, saved) if "hand" in request.POST else _next(request, access, asked, saved)


def live(access: Access) -> Snapshot:
    """The organisation as it is today, whatever plan or day is looked at: only that is set up."""
    return Snapshot(access.organisation, access.today)


def _told(request: HttpRequest, access: Access, why: str) -> HttpResponse:
    """Nothing was saved, and why."""
    shown = grid_of(live(access), request.GET.get("page"), chosen=request.POST.getlist("chosen"))
    shown.notes.append(why)
    if "hand" in request.POST:
        return render(request, "planning/setup/_grid_saved.html", {"access": access, "grid": shown, "rows": []})
    return _show(request, access, shown, CONFLICT)


def _renewed(request: HttpRequest, access: Access, saved: Saved) -> HttpResponse:
    """The rows that were written in, and what is said of all of them."""
    snapshot = live(access)
    shown = grid_of(snapshot, request.GET.get("page"))
    shown.notes.extend(_notes(saved))
    mine = [snapshot.org.products[key] for key in saved.keys if key in snapshot.org.products]
    rows = [row_of(snapshot, product, saved.faults) for product in mine[: len(shown.rows)]]
    context = {"access": access, "grid": shown, "rows": rows, "gone": saved.gone}
    return render(request, "planning/setup/_grid_saved.html", context)


def _next(request: HttpRequest, access: Access, asked: Asked, saved: Saved) -> HttpResponse:
    """On to the page that asked; where something could not be saved, the grid with what was written in it."""
    if not saved.faults and not saved.gone:
        there = own_page(request)
        return HttpResponseRedirect(there) if there else redirect("setup-grid", access.organisation.slug)
    shown = grid_of(live(access), request.GET.get("page"), saved.faults, request.POST.getlist("chosen"))
    shown.notes.extend(_notes(saved))
    return _show(request, access, shown, 422)


def _notes(saved: Saved) -> list[str]:
    """What no row can say: products that are no longer there."""
    if not saved.gone:
        return []
    are = "is" if len(saved.gone) == 1 else "are"
    return [f"{count(len(saved.gone), 'product')} that you changed {are} no longer there."]


def _show(request: HttpRequest, access: Access, shown: Grid, status: int = 200) -> HttpResponse:
    page = "planning/setup/_grid.html" if request.htmx else "planning/setup/grid.html"  # type: ignore[attr-defined]
    return render(request, page, {"access": access, "grid": shown}, status=status)
