"""Signing a review off, and the record of it: on the page, on paper, as PDF."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.reporting_lines.review_access import only_reviewers, review_access_of
from planning.reporting_lines.reviews import document, signing
from planning.reporting_lines.reviews.answering import Closed
from planning.reporting_lines.reviews.forms import SignForm
from planning.reporting_lines.reviews.items import STANDINGS, Items
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import Overtaken, carried

PER_PAGE = 100


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def sign(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """A last look at what is signed; POST signs it."""
    review_access = review_access_of(access, number)
    review = review_access.review
    if review.is_signed:
        return to_page(access, "lines-record", review.pk)
    form = SignForm(request.POST or None, review=review)
    if request.method == "POST":
        only_reviewers(review_access)
        if form.is_valid():
            try:
                note, seen = form.cleaned_data["note"], carried(request.POST)
                signed = signing.sign(review, by=access.user, now=timezone.now(), note=note, seen=seen)
            except Closed as closed:
                messages.error(request, str(closed))
                return to_page(access, "lines-review", review.pk)
            except Overtaken as overtaken:
                form.show_overtaken(overtaken, {}, signing.state(review))
                access.organisation.refresh_from_db(fields=["version"])
            else:
                signing.tell_signed(signed)
                messages.success(request, "Signed off. The record can no longer be changed.")
                return to_page(access, "lines-record", review.pk)
    items = Items(review, access.today)
    counts = items.counts
    context = {
        "access": access,
        "review_access": review_access,
        "review": review,
        "items": items,
        "left": len(items) - items.done,
        "counts": [(name, label, counts[name]) for name, label in STANDINGS.items() if counts.get(name)],
        "form": form,
    }
    return render(request, "planning/reporting_lines/sign.html", context, status=form.status)


@member(get=Right.PLANNER, live=True)
def record(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """What was signed, from the record alone."""
    review_access = review_access_of(access, number)
    review = review_access.review
    if not review.is_signed:
        raise Http404("This review is not signed off yet.")
    signed = review.sign_off
    data = signed.data
    if request.GET.get("format") == "pdf":
        answer = HttpResponse(document.pdf(signed), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="review-{access.organisation.slug}-{review.pk}.pdf"'
        return answer
    show = request.GET.get("show", "")
    lines = [line for line in data["lines"] if show not in STANDINGS or line["decision"] == show]
    every = request.GET.get("all") == "1"
    context = {
        "access": access,
        "review_access": review_access,
        "review": review,
        "signed": signed,
        "data": data,
        "on": document.written_day(data["on"]),
        "due": document.written_day(data["review"]["due"]),
        "counts": [(n, label, data["counts"][n]) for n, label in STANDINGS.items() if data["counts"].get(n)],
        "labels": STANDINGS,
        "show": show,
        "page": Paginator(lines, len(lines) or 1 if every else PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "planning/reporting_lines/record.html", context)
