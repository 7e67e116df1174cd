"""A question about a line, for the member who is asked."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.findings.presentation import show_findings
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineAnswer
from planning.reporting_lines.reviews import answering
from planning.reporting_lines.reviews.forms import ReplyForm
from planning.reporting_lines.reviews.items import ASK
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import Overtaken, carried


@member(post=Right.VIEWER, live=True)
def question(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """The line, the question, and room for a reply. For the one who is asked, and for the reviewers."""
    asked = _asked(access, number)
    form = ReplyForm(request.POST or None, asked=asked)
    if request.method == "POST" and form.is_valid():
        seen = carried(request.POST)
        try:
            answering.reply(asked, form.cleaned_data["text"], access.user, seen=seen)
        except answering.Closed as closed:
            messages.error(request, str(closed))
        except Overtaken as overtaken:
            asked = _asked(access, number)
            form.show_overtaken(overtaken, {}, asked.version)
        else:
            messages.success(
                request, f"{asked.author or 'The reviewer'} has been notified. You can still change your reply."
            )
        if not form.is_overtaken:
            return to_page(access, "lines-question", asked.pk)
    snapshot = Snapshot(access.organisation, access.today)
    line = listing.lines_of(snapshot).by_key.get(asked.key)
    context = {
        "access": access,
        "asked": asked,
        "form": form,
        "shown": listing.show(snapshot, line) if line else None,
        "findings": show_findings(snapshot, line.findings) if line else [],
        "mine": asked.owner_id == access.user.pk,
    }
    return render(request, "planning/reporting_lines/question.html", context, status=form.status)


def _asked(access: Access, number: int) -> LineAnswer:
    """Raises Http404 unless the member is the one asked or a reviewer."""
    rows = LineAnswer.objects.filter(review__organisation=access.organisation, kind=ASK, pk=number)
    mine = rows.filter(Q(owner=access.user) | Q(review__reviewers=access.user)).distinct()
    found = mine.select_related("review", "author", "owner").first()
    if found is None:
        raise Http404("This question was not found or no longer needs an answer.")
    found.review.organisation = access.organisation
    return found
