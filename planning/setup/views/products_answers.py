"""What the page of products found answers: the whole page, one row with what stands around the rows, or the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import push_url, retarget

from planning.forms.toast import say
from planning.setup.products.shown_rows import Opening
from planning.setup.views.products_page import ProductsPage
from portal.addresses import to_page
from portal.optimistic_lock import CONFLICT
from portal.request_values import is_htmx

# What is asked for in an opened row.
FORMS = ("rename", "merge", "split", "also", "cover", "team")
WRONG = 422
LIST, ANSWER, PAGE = (f"planning/setup/products/{name}.html" for name in ("_anew", "_answer", "page"))


def opening_of(request: HttpRequest, do: str) -> Opening:
    """What is opened, with what was typed there. A press that asks for nothing more opens its row as well."""
    if not do:
        return Opening()
    asked = request.POST if request.method == "POST" else request.GET
    typed = {name: asked.get(name, "") for name in ("name", "into", "position", "team")}
    form = do if do in FORMS else ""
    return Opening(asked.get("of", ""), form, asked.get("role", ""), typed, asked.getlist("texts"))


def row_answer(page: ProductsPage, id: str, *, status: int = 200, before: str = "") -> HttpResponse:
    """One row; to a browser without scripts within its page. `before` is the token of the list before the press."""
    row = page.listing.row(id)
    if row is None:
        return gone(page)
    if not is_htmx(page.request):
        return render(page.request, PAGE, page.whole(), status=status)
    context = {**page.frame(), "shown": page.shown(row), "is_beside": True}
    # What somebody else said of rows that do not come anew: "Keep" would take it along unseen, so it is held up.
    if (seen := _list_seen(page.request)) and seen != (before or page.list_token):
        context |= {"list_token": seen, "others": True}
    # htmx puts an answer of 422 in its place, one of 409 nowhere.
    return _in_place(render(page.request, ANSWER, context, status=WRONG if status == CONFLICT else status))


def _list_seen(request: HttpRequest) -> str:
    """The token of the list that the request was made on; '' where it does not say."""
    return str((request.POST if request.method == "POST" else request.GET).get("list", ""))


def list_answer(page: ProductsPage) -> HttpResponse:
    """The list in place of the one that is there."""
    answer = retarget(render(page.request, LIST, page.whole()), "#found")
    answer["HX-Reswap"] = "outerHTML show:none"
    return _in_place(answer)


def _in_place(answer: HttpResponse) -> HttpResponse:
    """The address stays that of the page: what is boosted would else put its own there."""
    return push_url(answer, False)


def gone(page: ProductsPage) -> HttpResponse:
    """The list as it is, for somebody who pressed on what is in it no longer."""
    say(page.request, "This is no longer in the list. Someone else has merged or kept it.", level=messages.ERROR)
    return list_answer(page) if is_htmx(page.request) else to_page(page.access, "setup-products")
