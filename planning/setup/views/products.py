"""Products found: the list, a press on one of its rows, and keeping what is ticked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import reswap, retarget

from planning.forms.toast import say
from planning.organisation import writes
from planning.setup import deciding, keeping
from planning.setup.decisions import Row
from planning.setup.deeds import Deed, Pressed, deed_of
from planning.setup.models import ProductDecision
from planning.setup.shown_rows import Opening
from planning.setup.views.products_page import ProductsPage
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import CONFLICT, Overtaken, carried

# What is asked for in an opened row.
FORMS = ("rename", "merge", "split", "also", "cover", "team")
WRONG = 422
LIST, ANSWER, PAGE = (f"planning/setup/{name}.html" for name in ("_products_list", "_product_answer", "products"))


@member(get=Right.PLANNER, post=Right.PLANNER)
def products(request: HttpRequest, access: Access) -> HttpResponse:
    """GET: the list, with the row `of` opened as `do` asks; to htmx that row alone. POST: a press on a row."""
    if request.method == "POST":
        return _press(request, access)
    id = request.GET.get("of", "")
    page = ProductsPage(request, access, _opening(request, request.GET.get("do", "")))
    return _row(page, id) if id and _is_htmx(request) else render(request, PAGE, page.whole())


@member(get=None, post=Right.PLANNER)
def keep(request: HttpRequest, access: Access) -> HttpResponse:
    """Add what is ticked as products, as one step."""
    try:
        batch = keeping.keep(access.organisation, seen=carried(request.POST), author=access.user, today=access.today)
    except (Overtaken, writes.Stale, writes.Refused) as not_kept:
        context = {**ProductsPage(request, access).whole(), "not_kept": str(not_kept)}
        return render(request, PAGE, context, status=CONFLICT)
    say(request, f"{batch.title}.")
    return redirect("coverage", access.organisation.slug)


def _press(request: HttpRequest, access: Access) -> HttpResponse:
    """Store what was pressed, and show what it made; where that cannot be, say why at the row."""
    page, name = ProductsPage(request, access), request.POST.get("deed", "")
    row = page.listing.row(_id(request))
    if row is None and name != "undo":
        return _gone(page)
    try:
        deed = STEPS.get(name) or deed_of(Pressed(page.snapshot, page.listing, row, request.POST)) if row else UNDO
        decision = _stored(page, name, deed, row)
    except ValidationError as wrong:
        opening = _opening(request, name)._replace(error=" ".join(wrong.messages))
        return _row(ProductsPage(request, access, opening), _id(request), status=WRONG)
    except deciding.RowOvertaken as overtaken:
        opening = _opening(request, name)._replace(overtaken=str(overtaken))
        return _row(ProductsPage(request, access, opening), _id(request), status=CONFLICT)
    return _pressed(page, deed, decision)


# What says nothing new of a row: back to what was said before, and back to the list.
UNDO = Deed(lambda said: said, "Undone", moves=True)
STEPS = {
    "undo": UNDO,
    "again": Deed(lambda said: said, "Back in the list", moves=True),
}


def _stored(page: ProductsPage, name: str, deed: Deed, row: Row | None) -> ProductDecision:
    organisation, author, id = page.access.organisation, page.access.user, _id(page.request)
    seen = carried(page.request.POST) or "none"
    if name == "undo":
        return deciding.undo(organisation, id, seen=seen, author=author)
    if name == "again":
        return deciding.propose_again(organisation, id, seen=seen, author=author)
    if deed.id:
        return deciding.say(organisation, deed.id, deed.found, deed.change, seen="", author=author)
    return deciding.say(organisation, id, row.found if row else id, deed.change, seen=seen, author=author)


def _pressed(before: ProductsPage, deed: Deed, decision: ProductDecision) -> HttpResponse:
    """The row anew with the filters and the foot; the whole list where other rows changed, too."""
    request, access = before.request, before.access
    opening = _opening(request, "open" if "opened" in request.POST else "")
    page = ProductsPage(request, access, opening)
    here = page.listing.row(_id(request))
    if not _is_htmx(request):
        say(request, f"{deed.text}.")
        place = f"#{page.shown(here).place}" if here else ""
        return redirect(f"{reverse('setup-products', args=[access.organisation.slug])}?{page.query}{place}")
    # Somebody else's presses on other rows are not in view here: "Keep" would take them along unseen.
    others = {"others": request.POST.get("look", before.look) != before.look}
    if deed.moves or here is None:
        return reswap(retarget(render(request, LIST, {**page.whole(), **others}), "#found"), "outerHTML")
    return render(request, ANSWER, {**page.frame(), "shown": page.shown(here), **others, "is_beside": True})


def _row(page: ProductsPage, id: str, status: int = 200) -> HttpResponse:
    """One row; to a browser without scripts within its page."""
    row = page.listing.row(id)
    if row is None:
        return _gone(page)
    if not _is_htmx(page.request):
        return render(page.request, PAGE, page.whole(), status=status)
    # htmx puts an answer of 422 in its place, one of 409 nowhere.
    context = {**page.frame(), "shown": page.shown(row), "is_beside": True}
    return render(page.request, ANSWER, context, status=WRONG if status == CONFLICT else status)


def _gone(page: ProductsPage) -> HttpResponse:
    """The list as it is, for somebody who pressed on what is in it no longer."""
    say(page.request, "This is no longer in the list. Somebody merged or kept it meanwhile.", level=messages.ERROR)
    if _is_htmx(page.request):
        return reswap(retarget(render(page.request, LIST, page.whole()), "#found"), "outerHTML")
    return redirect("setup-products", page.access.organisation.slug)


def _opening(request: HttpRequest, do: str) -> Opening:
    """What is opened, with what was typed there. A press that asks for nothing more opens its row as well."""
    asked = request.POST if request.method == "POST" else request.GET
    if not do:
        return Opening()
    return Opening(
        asked.get("of", ""),
        do if do in FORMS else "",
        asked.get("role", ""),
        {name: asked.get(name, "") for name in ("name", "into", "position", "team")},
        asked.getlist("texts"),
    )


def _id(request: HttpRequest) -> str:
    return request.POST.get("of", "")


def _is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]
