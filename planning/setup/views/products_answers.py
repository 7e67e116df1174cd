"""What the page of products found answers: the whole page, one row with what stands around the rows, or the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import reswap, retarget

from planning.forms.toast import say
from planning.setup.shown_rows import Opening
from planning.setup.views.products_page import ProductsPage
from portal.optimistic_lock import CONFLICT

# What is asked for in an opened row.
FORMS = ("rename", "merge", "split", "also", "cover", "team")
WRONG = 422
LIST, ANSWER, PAGE = (f"planning/setup/{name}.html" for name in ("_products_list", "_product_answer", "products"))


def opening_of(request: HttpRequest, do: str) -> Opening:
    """What is opened, with what was typed there. A press that asks for nothing more opens its row as well."""
    if not do:
        return Opening()
    asked = request.POST if request.method == "POST" else request.GET
    typed = {name: asked.get(name, "") for name in ("name", "into", "position", "team")}
    form = do if do in FORMS else ""
    return Opening(asked.get("of", ""), form, asked.get("role", ""), typed, asked.getlist("texts"))


def row_answer(page: ProductsPage, id: str, *, status: int = 200, others: bool = False) -> HttpResponse:
    """One row; to a browser without scripts within its page. `others`: somebody else pressed on rows not in view."""
    row = page.listing.row(id)
    if row is None:
        return gone(page)
    if not is_htmx(page.request):
        return render(page.request, PAGE, page.whole(), status=status)
    context = {**page.frame(), "shown": page.shown(row), "others": others, "is_beside": True}
    # htmx puts an answer of 422 in its place, one of 409 nowhere.
    return render(page.request, ANSWER, context, status=WRONG if status == CONFLICT else status)


def list_answer(page: ProductsPage, *, others: bool = False) -> HttpResponse:
    """The list in place of the one that is there."""
    answer = render(page.request, LIST, {**page.whole(), "others": others})
    return reswap(retarget(answer, "#found"), "outerHTML show:none")


def gone(page: ProductsPage) -> HttpResponse:
    """The list as it is, for somebody who pressed on what is in it no longer."""
    say(page.request, "This is no longer in the list. Somebody merged or kept it meanwhile.", level=messages.ERROR)
    return list_answer(page) if is_htmx(page.request) else redirect("setup-products", page.access.organisation.slug)


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]
