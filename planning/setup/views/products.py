"""Products found: the list, a press on one of its rows, its undo, and keeping what is ticked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from planning.forms.toast import Undo, answered, done, say, undo_batch
from planning.organisation import writes
from planning.organisation.live import to_live
from planning.setup.models import ProductDecision
from planning.setup.products import deciding, keeping
from planning.setup.products.deeds import Deed, Pressed, deed_of
from planning.setup.products.listing import Row
from planning.setup.views.products_answers import PAGE, WRONG, gone, list_answer, opening_of, row_answer
from planning.setup.views.products_page import ProductsPage
from portal.addresses import org_url, to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import CONFLICT, Overtaken, carried
from portal.request_values import is_htmx, page_of, said


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@to_live(get=True)
def products(request: HttpRequest, access: Access) -> HttpResponse:
    """GET: the list, with the row `of` opened as `do` asks; to htmx that row alone. POST: a press on a row."""
    if request.method == "POST":
        return _press(request, access)
    page = ProductsPage(request, access, opening_of(request, request.GET.get("do", "")))
    id = request.GET.get("of", "")
    return row_answer(page, id) if id and is_htmx(request) else render(request, PAGE, page.whole())


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def undo(request: HttpRequest, access: Access) -> HttpResponse:
    """Take the latest press on a row back, or bring it again; only while nobody has said more of it."""
    again = bool(request.POST.get("again"))
    try:
        decision = deciding.undo(access.organisation, _id(request), seen=_seen(request), author=access.user)
    except Overtaken as overtaken:
        say(request, str(overtaken), level=messages.ERROR)
    else:
        told = request.POST.get("says", "")[:300]
        values = {"says": told, **({} if again else {"again": "yes"})}
        say(
            request,
            f"{'Redone' if again else 'Undone'}: {told}",
            undo=_undo(access, decision, values, redoes=not again),
        )
    url = org_url(access, "setup-products")
    if page_of(request).startswith(url):
        return list_answer(ProductsPage(request, access))
    return answered(request, access.organisation.version, url)


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def keep(request: HttpRequest, access: Access) -> HttpResponse:
    """Add what is ticked as products, as one step."""
    try:
        batch = keeping.keep(access.organisation, seen=carried(request.POST), author=access.user, today=access.today)
    except (Overtaken, writes.Stale, writes.Refused) as not_kept:
        context = {**ProductsPage(request, access).whole(), "not_kept": str(not_kept)}
        return render(request, PAGE, context, status=CONFLICT)
    say(request, f"{done(batch.title)}.", undo=undo_batch(batch))
    return to_page(access, "setup" if request.GET.get("after") else "coverage")


def _press(request: HttpRequest, access: Access) -> HttpResponse:
    """Store what was pressed, and show what it made; where that cannot be, say why at the row."""
    page, name = ProductsPage(request, access), request.POST.get("deed", "")
    row, deed = page.listing.row(_id(request)), AGAIN
    if row is None:
        return gone(page)
    try:
        deed = AGAIN if name == "again" else deed_of(Pressed(page.snapshot, page.listing, row, request.POST))
        decision = _stored(page, deed, row)
    except ValidationError as wrong:
        opening = opening_of(request, name)
        opening = opening._replace(error=" ".join(wrong.messages), candidates=getattr(wrong, "candidates", ()))
        return row_answer(ProductsPage(request, access, opening), row.id, status=WRONG)
    except Overtaken as overtaken:
        opening = opening_of(request, name)._replace(overtaken=f"{overtaken} {NOT_STORED.format(deed.text)}")
        return row_answer(ProductsPage(request, access, opening), row.id, status=CONFLICT)
    say(request, f"{deed.text}.", undo=_undo(access, decision, {"says": f"{deed.text}."}))
    return _pressed(page, deed, row)


NOT_STORED = "Your change, “{}”, was not saved: choose it again if you still want it."
# Says nothing new of a row, but that it comes back to the list.
AGAIN = Deed(lambda said: said, "Back in the list", moves=True)


def _stored(page: ProductsPage, deed: Deed, row: Row) -> ProductDecision:
    organisation, author = page.access.organisation, page.access.user
    if deed is AGAIN:
        return deciding.propose_again(organisation, row.id, seen=_seen(page.request), author=author)
    if deed.id:
        return deciding.say(organisation, deed.id, deed.found, deed.change, seen="", author=author)
    return deciding.say(organisation, row.id, row.found, deed.change, seen=_seen(page.request), author=author)


def _pressed(before: ProductsPage, deed: Deed, row: Row) -> HttpResponse:
    """The row anew with the filters and the foot; the whole list where other rows changed, too."""
    request, access = before.request, before.access
    page = ProductsPage(request, access, opening_of(request, "open" if "opened" in request.POST else ""))
    if not is_htmx(request):
        place = f"#{page.shown(row).place}"
        return redirect(f"{reverse('setup-products', args=[access.organisation.slug])}?{page.query}{place}")
    return list_answer(page) if deed.moves else row_answer(page, row.id, before=before.list_token)


def _undo(access: Access, decision: ProductDecision, values: dict[str, str], *, redoes: bool = False) -> Undo:
    url = reverse("setup-products-undo", args=[access.organisation.slug])
    return Undo(url, {"of": decision.name, "seen": str(decision.version), **values}, redoes)


def _id(request: HttpRequest) -> str:
    return said(request, "of")


def _seen(request: HttpRequest) -> str:
    """The version that was seen; of a request that carries none, one that there is not."""
    return carried(request.POST) or "none"
