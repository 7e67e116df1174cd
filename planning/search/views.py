"""What is found: as suggestions for the dialog, and as a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from planning.search.groups import LISTED, SUGGESTED, answer
from portal.guard import Access, member
from portal.request_values import is_htmx


@member()
@vary_on_headers("HX-Request")
def find(request: HttpRequest, access: Access) -> HttpResponse:
    """What fits `?q=`: the first of each group to a script that asks, else a page with more of them."""
    q, asks = request.GET.get("q", ""), is_htmx(request)
    found = answer(access, q, SUGGESTED if asks else LISTED)
    template = "_suggestions.html" if asks else "results.html"
    return render(request, f"planning/search/{template}", {"access": access, "q": q.strip(), "answer": found})
