"""One finding: what it says and rests on, whose it is, whether it is accepted, and all that happened to it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.dates import day
from planning.core.rules import Finding
from planning.core.rules.base import code_of
from planning.findings import collaboration, sightings, waivers
from planning.findings.forms import AboutFinding, forms_for
from planning.findings.models import FindingTask, Sighting, Waiver
from planning.findings.presentation import rule_titles, show_finding
from planning.findings.waivers import Identity
from planning.forms import toast
from planning.organisation.snapshot import Snapshot
from portal.guard import Access, member
from portal.models import Organisation, Right
from portal.optimistic_lock import CONFLICT, FIELD, Overtaken, carried, check, token
from portal.request_values import is_htmx

ACCEPTANCE, TASK = {"accept", "withdraw"}, {"assign", "release"}
PLANNERS = ACCEPTANCE | TASK
WAY_BACK = {"accept": "withdraw", "assign": "release"}


class Named(NamedTuple):
    """A finding as it stands in what is looked at (None: it does not), what was seen of it, and its identity."""

    finding: Finding | None
    sighting: Sighting | None
    identity: Identity

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.finding.message if self.finding else self.sighting.message if self.sighting else ""


class Decided(NamedTuple):
    """What members have decided about a finding: its acceptance, and whose it is; None where they have not."""

    waiver: Waiver | None
    task: FindingTask | None

    @classmethod
    def of(cls, organisation: Organisation, identity: Identity) -> Decided:
        return cls(
            waivers.standing(organisation).get(identity), collaboration.assigned_tasks(organisation).get(identity)
        )

    @property
    def acceptance(self) -> object:
        """By which it is told whether the acceptance is still the one that somebody saw."""
        return self.waiver.pk if self.waiver else 0

    @property
    def handed(self) -> object:
        """Likewise of whose it is."""
        return [self.task.assignee_id, self.task.due, self.task.made_at] if self.task else []


@member(post=Right.VIEWER)
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
        raise PermissionDenied("Accepting and handing over needs the right “Planner”.")
    filled = forms_for(access, request.POST, what)
    form = filled.get(what)
    try:
        said = _do(request, access, named, what, form)
    except Overtaken as overtaken:
        return _overtaken(request, access, snapshot, named, filled, form, overtaken)
    if not said:
        return _show(request, access, snapshot, named, filled, status=422)
    if what in ACCEPTANCE:
        sightings.recount(access)
    toast.say(request, said, undo=_way_back(request, access, named, what))
    return toast.answered(request, access.organisation.version, request.get_full_path())


def _way_back(request: HttpRequest, access: Access, named: Named, what: str) -> toast.Undo | None:
    """Undoes an acceptance or an assignment, as long as nobody has decided anything else since."""
    if what not in WAY_BACK:
        return None
    decided = Decided.of(access.organisation, named.identity)
    seen = token(decided.acceptance if what in ACCEPTANCE else decided.handed)
    return toast.Undo(request.get_full_path(), {"do": WAY_BACK[what], FIELD: seen})


def _named(access: Access, snapshot: Snapshot, code: str) -> Named:
    """Raises Http404 where neither stands nor ever stood such a finding."""
    found = snapshot.find(code)
    if found:
        seen = Sighting.objects.filter(**waivers.identified(access.organisation, found.identity))
        return Named(found, seen.first(), found.identity)
    for identity, row in sightings.sightings(access.organisation).items():
        if code_of(identity) == code:
            return Named(None, row, identity)
    raise Http404("There is no such finding.")


def _do(request: HttpRequest, access: Access, named: Named, what: str, form: AboutFinding | None) -> str:
    """What was done, in words; '' where what was typed does not do. Raises `Overtaken` where somebody has decided
    something else since."""
    if form is not None and not form.is_valid():
        return ""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=access.organisation.pk)
        access.organisation.forget_stamp(waivers.STAMP)
        decided = Decided.of(access.organisation, named.identity)
        if what in ACCEPTANCE:
            check(carried(request.POST), decided.acceptance, "its acceptance", decided.waiver and decided.waiver.author)
        if what in TASK:
            check(carried(request.POST), decided.handed, "whose it is", decided.task and decided.task.author)
        return _decide(request, access, named, what, form)


def _decide(request: HttpRequest, access: Access, named: Named, what: str, form: AboutFinding | None) -> str:
    organisation, user = access.organisation, access.user
    given: dict[str, Any] = form.cleaned_data if form else {}
    if what == "accept" and form and named.finding:
        waivers.accept(organisation, named.finding, given["reason"], given["owner"], given["review_on"], user)
        return f"Accepted until {day(given['review_on'])}."
    if what == "withdraw":
        waivers.withdraw(organisation, named.identity, user)
        return "It is open again."
    if what == "assign":
        collaboration.assign(organisation, named.identity, named.name, given["assignee"], given["due"], user)
        return f"Handed to {given['assignee']}."
    if what == "release":
        collaboration.release(organisation, named.identity, user)
        return "It is nobody's any more."
    if what == "comment":
        collaboration.comment(organisation, named.identity, named.name, given["text"], user)
        return "Said."
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
    context = {
        "access": access,
        "named": named,
        "shown": show_finding(snapshot, named.finding) if named.finding else None,
        "title": rule_titles(snapshot).get(named.identity[0], named.identity[0]),
        "waiver": waiver,
        "lapsed": lapsed,
        "task": decided.task,
        "acceptance_seen": token(decided.acceptance),
        "task_seen": token(decided.handed),
        "notes": collaboration.history(organisation, named.identity),
        "forms": filled,
        "may_handle": access.may(Right.PLANNER),
    }
    return render(request, "planning/findings/finding.html", context, status=status)
