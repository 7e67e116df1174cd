"""Saying what a title counts as that nobody could read."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from planning.core.words import count
from planning.forms.toast import Undo, answered, say
from planning.organisation import writes
from planning.organisation.live import to_live
from planning.organisation.models import Batch
from planning.setup import titles
from planning.setup.views.page import PER_PAGE, back, live
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right
from portal.request_values import said, whole_number

CHANGED = "Someone else has changed these positions. Check the titles again."


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def settle(request: HttpRequest, access: Access) -> HttpResponse:
    """One title (`only` is its number on the page), or all that the form shows."""
    snapshot = live(access)
    answers = _answers(request.POST, {"", *snapshot.content.roles})
    try:
        done = titles.settle(snapshot, answers, access.user)
    except (writes.Refused, writes.Stale):
        say(request, CHANGED, level=messages.ERROR)
    else:
        _tell(request, access, answers, done)
    return back(request, access, "titles")


def _answers(posted: QueryDict, roles: set[str]) -> Mapping[str, str]:
    """The role chosen for each title; one that is no role is left out."""
    only = whole_number(posted.get("only", ""))
    numbers = range(PER_PAGE) if "only" not in posted else [only] if only is not None else []
    pairs = ((posted.get(f"title-{i}", ""), posted.get(f"role-{i}", "")) for i in numbers)
    return {title: role for title, role in pairs if title and role in roles}


def _tell(request: HttpRequest, access: Access, answers: Mapping[str, str], done: titles.Settled) -> None:
    if not done.titles:
        gone = ", ".join(f"“{title}”" for title in list(answers)[:3]) or "These titles"
        say(request, f"{gone}: someone else has already set the role. Nothing was changed.", level=messages.WARNING)
        return
    values = {"titles": "\n".join(done.titles), "batch": str(done.batch.pk) if done.batch else ""}
    told = done.title if len(done.titles) == 1 else f"Roles set for {count(len(done.titles), 'title')}"
    say(request, f"{told}.", undo=Undo(reverse("setup-titles-undo", args=[access.organisation.slug]), values))


@member(get=None, post=Right.PLANNER, live=True)
@to_live()
def take_back(request: HttpRequest, access: Access) -> HttpResponse:
    """Ask about titles again, and give their positions back what they had: a step of one's own."""
    number = whole_number(said(request, "batch"))
    # Any other step is undone in the history, which asks what its deed asks.
    mine = Batch.objects.filter(organisation=access.organisation, author=access.user, source=Batch.Source.SETUP)
    batch = mine.filter(pk=number).first() if number else None
    given = said(request, "titles").split("\n")[:PER_PAGE]
    try:
        titles.take_back(access.organisation, given, batch, today=access.today, by=access.user)
    except (writes.Refused, writes.Stale):
        say(request, CHANGED, level=messages.ERROR)
        return answered(request, None, org_url(access, "setup"))
    say(request, "Undone. The titles are back in the list.", level=messages.INFO)
    return answered(request, access.organisation.version, org_url(access, "setup"))
