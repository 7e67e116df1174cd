"""Reviews of reporting lines: the list, a new one, one with its lines, its terms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.dates import full_month
from planning.core.reporting_lines.since import KINDS
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineReview
from planning.reporting_lines.review_access import only_reviewers, review_access_of
from planning.reporting_lines.reviews import signing, starting
from planning.reporting_lines.reviews.forms import ReviewForm, SettingsForm
from planning.reporting_lines.reviews.items import OPEN, STANDINGS, Items
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.sent_once import once

PER_PAGE = 50


@member(get=Right.PLANNER, live=True)
def reviews(request: HttpRequest, access: Access) -> HttpResponse:
    """Every review, the newest first; open ones say how far they have come."""
    found = LineReview.objects.filter(organisation=access.organisation)
    page = Paginator(found.select_related("made_by", "sign_off", "plan"), 20).get_page(request.GET.get("page"))
    rows = []
    for review in page:
        review.organisation = access.organisation
        items = None if review.is_signed else Items(review, access.today)
        snapshot = Snapshot(access.organisation, access.today)
        rows.append((review, items, signing.scope_text(review, snapshot.content.functions, snapshot.org)))
    context = {"access": access, "page": page, "rows": rows}
    return render(request, "planning/reporting_lines/reviews.html", context)


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@once
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """Start a review."""
    snapshot = Snapshot(access.organisation, access.today)
    functions = [(value, label) for value, label, _ in listing.choices(snapshot).functions if value != "none"]
    first = {
        "name": f"Reporting lines, {full_month(access.today)}",
        "due": access.today + timedelta(days=14),
        "reviewers": [access.user.pk],
        **_scope_asked(request),
    }
    form = ReviewForm(
        request.POST or None, initial=first, snapshot=snapshot, organisation=access.organisation, functions=functions
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = starting.start(
            access.organisation,
            name=data["name"],
            due=data["due"],
            reviewers=data["reviewers"],
            by=access.user,
            today=access.today,
            scope=data["scope"],
            of=form.of,
            flagged_only=data["flagged_only"],
        )
        return to_page(access, "lines-review", made.pk)
    status = 422 if form.errors else 200
    return render(request, "planning/reporting_lines/new.html", {"access": access, "form": form}, status=status)


def _scope_asked(request: HttpRequest) -> dict[str, Any]:
    """What a link to a new review fills in."""
    asked = {name: request.GET[name] for name in ("scope", "branch", "function") if request.GET.get(name)}
    return {**asked, "flagged_only": request.GET.get("flagged_only") == "1"}


@member(get=Right.PLANNER, live=True)
def review(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """How far it has come, what has changed since the last sign-off, and its lines."""
    review_access = review_access_of(access, number)
    items = Items(review_access.review, access.today)
    last = signing.previous(review_access.review)
    shifts = [] if review_access.review.is_signed else signing.shifts(items, last)
    show = request.GET.get("show", "")
    moved = {shift.key for shift in shifts}
    wanted = [item for item in items if item.key in moved] if show == "since" else items.where(show)
    page = Paginator(wanted, PER_PAGE).get_page(request.GET.get("page"))
    counts = items.counts
    context = {
        "access": access,
        "review_access": review_access,
        "review": review_access.review,
        "items": items,
        "scope": signing.scope_text(review_access.review, items.snapshot.content.functions, items.snapshot.org),
        "reviewers": review_access.review.reviewers.all(),
        "counts": [(name, label, counts.get(name, 0)) for name, label in STANDINGS.items() if counts.get(name)],
        "left": len(items) - items.done,
        "go_on": items.first_open(),
        "last": last,
        "shifts": [(kind, [s for s in shifts if s.kind == kind]) for kind in KINDS],
        "moved": len(moved),
        "inside": sum(item.key in moved for item in items),
        "show": show if show in (*STANDINGS, "since") else "",
        "open": OPEN,
        "page": page,
        "rows": [(item, listing.show(items.snapshot, item.line)) for item in page],
    }
    return render(request, "planning/reporting_lines/review.html", context)


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def settings(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Rename it, move its due date, change its reviewers; or drop it, as long as it is not signed off."""
    review_access = review_access_of(access, number)
    review = review_access.review
    if request.method == "POST" and not review_access.may_change:
        only_reviewers(review_access)
    snapshot = Snapshot(access.organisation, access.today)
    form = SettingsForm(request.POST or None, review=review, snapshot=snapshot, organisation=access.organisation)

    def write() -> None:
        starting.change(review, form.cleaned_data, by=access.user)

    if request.method == "POST" and review.is_signed:
        messages.error(request, "This review is signed off and cannot be changed.")
        return to_page(access, "lines-review", review.pk)
    if "drop" in request.POST:
        review.delete()
        messages.success(request, f"{review} has been deleted. Its plan stays under Plans.")
        return to_page(access, "lines-reviews")
    if request.method == "POST" and form.is_valid() and form.keep(write):
        messages.success(request, "Saved.")
        return to_page(access, "lines-review", review.pk)
    context = {"access": access, "review": review, "review_access": review_access, "form": form}
    return render(request, "planning/reporting_lines/settings.html", context, status=form.status)
