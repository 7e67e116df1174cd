"""One finding: what it says and rests on, whose it is, whether it is accepted, and all that happened to it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.rules import Finding
from planning.core.rules.base import code_of
from planning.findings import collaboration, deeds, sightings, undoing, waivers
from planning.findings.decided import Decided, acceptance_token, task_token
from planning.findings.deeds import DEEDS, Chosen, Meanwhile
from planning.findings.forms import AboutFinding, forms_for
from planning.findings.models import Sighting
from planning.findings.presentation import rule_titles, show_finding
from planning.findings.waivers import Identity
from planning.forms import toast
from planning.organisation.snapshot import Snapshot
from portal import whom_to_ask
from portal.guard import Access, member
from portal.models import Organisation, Right
from portal.optimistic_lock import CONFLICT, Overtaken, carried, check
from portal.request_values import is_htmx
from portal.sent_once import once

ACCEPTANCE, TASK = {"accept", "withdraw"}, {"assign", "release"}
PLANNERS = ACCEPTANCE | TASK


class Named(NamedTuple):
    """A finding as it stands in what is looked at (None: it does not), what was seen of it, and its identity."""

    finding: Finding | None
    sighting: Sighting | None
    identity: Identity

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return collaboration.called(self.finding) if self.finding else self.sighting.message if self.sighting else ""

    @property
    def subject(self) -> str:
        """The name of what it is about."""
        return self.finding.subject.name if self.finding else self.sighting.name if self.sighting else ""


@member(post=Right.VIEWER)
@once
def finding(request: HttpRequest, access: Access, code: str) -> HttpResponse:
    """Members read and comment; planners accept and assign. POST with `do`: accept, withdraw, assign, release,
    comment."""
    sightings.keep(access)
    snapshot = Snapshot.of(access)
    named = _named(access, snapshot, code)
    what = request.POST.get("do", "")
    if request.method != "POST":
        return _show(request, access, snapshot, named, forms_for(access))
    if what in PLANNERS and not access.may(Right.PLANNER):
        ask = whom_to_ask.for_access(access.organisation)
        raise PermissionDenied(f"Accepting and assigning needs planner access. {ask}")
    filled = forms_for(access, request.POST, what)
    form = filled.get(what)
    try:
        said, undo = _do(request, access, named, what, form)
    except Overtaken as overtaken:
        return _overtaken(request, access, snapshot, named, filled, form, overtaken)
    if not said:
        return _show(request, access, snapshot, named, filled, status=422)
    if what in ACCEPTANCE:
        sightings.recount(access)
    toast.say(request, said, undo=undo)
    return toast.answered(request, access.organisation.version, request.get_full_path())


def _named(access: Access, snapshot: Snapshot, code: str) -> Named:
    """Raises Http404 where neither stands nor ever stood such a finding."""
    found = snapshot.find(code)
    if found:
        seen = Sighting.objects.filter(**waivers.identified(access.organisation, found.identity))
        return Named(found, seen.first(), found.identity)
    for identity, row in sightings.sightings(access.organisation).items():
        if code_of(identity) == code:
            return Named(None, row, identity)
    raise Http404("This finding was not found.")


def _do(
    request: HttpRequest, access: Access, named: Named, what: str, form: AboutFinding | None
) -> tuple[str, toast.Undo | None]:
    """What was done, in words, and what undoes it; '' where what was typed does not do. Raises `Overtaken` where
    somebody has decided something else since."""
    if form is not None and not form.is_valid():
        return "", None
    given: dict[str, Any] = form.cleaned_data if form else {}
    if what in DEEDS:
        return _deed(request, access, named, what, given)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        access.organisation.forget_stamp(waivers.STAMP)
        decided = Decided.of(access.organisation, named.identity)
        if what in ACCEPTANCE:
            check(carried(request.POST), decided.acceptance, "its acceptance", decided.waiver and decided.waiver.author)
        if what in TASK:
            check(carried(request.POST), decided.handed, "its assignee", decided.task and decided.task.author)
        return _decide(access, named, what, given), None


def _deed(
    request: HttpRequest, access: Access, named: Named, what: str, given: dict[str, Any]
) -> tuple[str, toast.Undo | None]:
    """Accepting or assigning it, as one of many would be."""
    if named.finding is None:
        return "", None
    chosen = Chosen([named.finding], {named.finding.code: carried(request.POST)})
    try:
        done = deeds.do(access, DEEDS[what], chosen, given)
    except Meanwhile as meanwhile:
        raise Overtaken(DEEDS[what].what, meanwhile.by) from meanwhile
    return DEEDS[what].done(1, given), undoing.remember(request, access, what, done)


def _decide(access: Access, named: Named, what: str, given: dict[str, Any]) -> str:
    organisation, user = access.organisation, access.user
    if what == "withdraw":
        waivers.withdraw(organisation, named.identity, user)
        return "The finding is open again."
    if what == "release":
        collaboration.release(organisation, named.identity, user)
        return "Assignee removed."
    if what == "comment":
        collaboration.comment(organisation, named.identity, named.name, given["text"], user)
        return "Comment added."
    return ""


def _overtaken(
    request: HttpRequest,
    access: Access,
    snapshot: Snapshot,
    named: Named,
    filled: dict[str, AboutFinding],
    form: AboutFinding | None,
    overtaken: Overtaken,
) -> HttpResponse:
    """The page with what somebody else has decided; what was typed stays."""
    if form is None:
        messages.error(request, str(overtaken))
        if is_htmx(request):
            return toast.answered(request, None, request.get_full_path())
    else:
        form.add_error(None, str(overtaken))
    return _show(request, access, snapshot, named, filled, status=CONFLICT)


def _show(
    request: HttpRequest,
    access: Access,
    snapshot: Snapshot,
    named: Named,
    filled: dict[str, AboutFinding],
    status: int = 200,
) -> HttpResponse:
    organisation = access.organisation
    decided = Decided.of(organisation, named.identity)
    waiver = decided.waiver
    lapsed = waivers.lapse(waiver, named.finding, access.on) if waiver and named.finding else ""
    shown = show_finding(snapshot, named.finding) if named.finding else None
    context = {
        "access": access,
        "named": named,
        "shown": shown,
        "title": shown.headline if shown else rule_titles(snapshot).get(named.identity[0], "Finding"),
        "subject": named.subject,
        "waiver": waiver,
        "lapsed": lapsed,
        "task": decided.task,
        "acceptance_seen": acceptance_token(decided),
        "task_seen": task_token(decided),
        "notes": collaboration.history(organisation, named.identity),
        "forms": filled,
        "may_handle": access.may(Right.PLANNER),
    }
    return render(request, "planning/findings/finding.html", context, status=status)
