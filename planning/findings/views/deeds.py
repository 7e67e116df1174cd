"""Accepting and assigning findings that were chosen, one or many, in a dialog or on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.words import count
from planning.findings import collaboration, deeds, sightings, undoing
from planning.findings.chosen import chosen as chosen_of
from planning.findings.chosen import closed
from planning.findings.deeds import DEEDS, Chosen, Deed, Meanwhile
from planning.findings.forms import AboutFinding
from planning.forms import toast
from planning.organisation.snapshot import Snapshot
from portal.addresses import org_url
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import FIELD, Overtaken, carried
from portal.request_values import is_htmx, own_page

NAMED = 8


@member(get=Right.PLANNER, post=Right.PLANNER)
def accept(request: HttpRequest, access: Access) -> HttpResponse:
    """GET, or POST with `ask`: the form for the findings that `code` names, or with `all` for those that the filters
    in `query` show. POST: accept them."""
    return _decide(request, access, "accept")


@member(get=Right.PLANNER, post=Right.PLANNER)
def assign(request: HttpRequest, access: Access) -> HttpResponse:
    """As `accept`: who is to see to them, and until when."""
    return _decide(request, access, "assign")


@member(get=None, post=Right.PLANNER)
def undo(request: HttpRequest, access: Access) -> HttpResponse:
    """Take back what `deed` names, all of it."""
    try:
        said = undoing.undo(request, access, request.POST.get("deed", ""))
    except Overtaken as overtaken:
        said = ""
        messages.error(request, str(overtaken))
    else:
        if said:
            sightings.recount(access)
            toast.say(request, said)
        else:
            messages.error(request, "This can no longer be undone here. Open findings to change them.")
    return toast.answered(request, access.organisation.version if said else None, org_url(access, "findings"))


def _decide(request: HttpRequest, access: Access, what: str) -> HttpResponse:
    deed, snapshot = DEEDS[what], Snapshot.of(access)
    users = collaboration.members(access.organisation)
    if request.method != "POST" or "ask" in request.POST:
        asked = request.POST if request.method == "POST" else request.GET
        found = chosen_of(access, snapshot, asked)
        chosen = deeds.look(access, deed, found)._replace(gone=closed(asked, found))
        return _show(request, access, what, chosen, deed.form(access, users))
    chosen = Chosen.of(snapshot, carried(request.POST))
    form = deed.form(access, users, request.POST)
    if not chosen.findings or not form.is_valid():
        return _show(request, access, what, chosen, form, status=422)
    return _do(request, access, what, deed, chosen, form)


def _do(
    request: HttpRequest, access: Access, what: str, deed: Deed, chosen: Chosen, form: AboutFinding
) -> HttpResponse:
    try:
        done = deeds.do(access, deed, chosen, form.cleaned_data)
    except Meanwhile as meanwhile:
        return _show(request, access, what, meanwhile.left, form, status=422, changed=meanwhile.changed)
    sightings.recount(access)
    said = deed.done(len(chosen.findings), form.cleaned_data)
    toast.say(request, said, undo=undoing.remember(request, access, what, done))
    return toast.answered(request, access.organisation.version, org_url(access, "findings"))


def _show(
    request: HttpRequest,
    access: Access,
    what: str,
    chosen: Chosen,
    form: AboutFinding,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    page = "planning/findings/_decision.html" if is_htmx(request) else "planning/findings/decision.html"
    number = len(chosen.findings)
    context |= {
        "access": access,
        "what": what,
        "verb": DEEDS[what].verb,
        "title": f"{DEEDS[what].verb} {count(number, 'finding') if number else 'findings'}",
        "chosen": chosen.findings[:NAMED],
        "more": max(0, number - NAMED),
        "number": number,
        "gone": chosen.gone,
        "field": FIELD,
        "seen": chosen.carried,
        "form": form,
        "next": own_page(request),
    }
    return render(request, page, context, status=status)
