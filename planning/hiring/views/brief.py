"""The job brief of a position: read, written, reviewed, issued, downloaded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from planning.core.records import Position
from planning.exports.formats import FORMATS, download
from planning.hiring.briefs import storing
from planning.hiring.briefs.compose import SECTIONS
from planning.hiring.briefs.document import document, origin
from planning.hiring.briefs.forms import BriefForm
from planning.hiring.briefs.reviewing import Reviewing
from planning.hiring.models import JobBrief
from planning.hiring.views.requisition import salary
from planning.organisation.models import Plan
from planning.organisation.plan_access import may_change
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.optimistic_lock import Overtaken, carried
from portal.wording import lowfirst

# The sections that a brief should not lack.
WANTED = [name for name in SECTIONS if name != "first"]


@member(get=Right.VIEWER, post=Right.PLANNER)
def brief(request: HttpRequest, access: Access, key: str) -> HttpResponseBase:
    """`?format=` pdf, docx or md for the file."""
    position = position_or_404(access, key)
    found = storing.find(access, key)
    if request.method == "POST":
        return _done(request, access, key, found)
    title = position.title or position.key
    page = found and document(title, found, storing.facts_of(access, found), _salary(access, found))
    ending = request.GET.get("format", "")
    if page and ending in FORMATS:
        return download(page, ending)
    context: dict[str, Any] = {"access": access, "position": position, "title": title, "brief": found, "page": page}
    context |= {"formats": FORMATS, "edits": may_change(access)}
    if found:
        context |= {"outdated": _outdated(access, found), "reviewing": Reviewing.of(access, found)}
        context["origin"] = origin(found)
        context["empty"] = [SECTIONS[name] for name in WANTED if not found.texts.get(name, "").strip()]
    return render(request, "planning/hiring/brief.html", context)


@member(get=Right.PLANNER, post=Right.PLANNER)
def edit(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """The texts, section by section."""
    position = position_or_404(access, key)
    found = storing.find(access, key)
    if found is None or not may_change(access):
        return to_page(access, "hiring-brief", key)
    form = BriefForm(request.POST or None, brief=found)
    if request.method == "POST" and form.is_valid():
        try:
            storing.write(access, found, carried(request.POST), form.texts, form.cleaned_data["shows_salary"])
        except storing.BriefOvertaken as overtaken:
            form.show_theirs(overtaken)
        else:
            messages.success(request, "Saved.")
            return to_page(access, "hiring-brief", key)
    context = {"access": access, "position": position, "title": position.title or key, "form": form}
    return render(request, "planning/hiring/brief_edit.html", context, status=form.status)


def position_or_404(access: Access, key: str) -> Position:
    position = Snapshot.of(access).org.positions.get(key)
    if position is None:
        raise Http404("Position not found on this date.")
    return position


def current_position_or_404(access: Access, key: str) -> Position:
    """As `position_or_404`, in the organisation as it is, whatever plan is looked at: interviews are for real ones."""
    return position_or_404(replace(access, plan=None), key)


def _why_not(plan: Plan) -> str:
    if not plan.is_open:
        return f"The plan “{plan}” is {lowfirst(plan.get_state_display())}, so nothing in it can be changed now."
    return f"This plan is not yours to change. Ask {plan.owner or 'an approver'}."


def _salary(access: Access, found: JobBrief) -> str:
    if not (access.sees_cost and found.shows_salary):
        return ""
    return salary(Snapshot.of(access).org.requisition(found.position))


def _outdated(access: Access, found: JobBrief) -> list[tuple[str, str, str]]:
    outdated = storing.outdated_sections(found, storing.composed(access, found))
    return [(name, SECTIONS[name], text) for name, text in outdated.items()]


def _done(request: HttpRequest, access: Access, key: str, found: JobBrief | None) -> HttpResponse:
    """What a button of the page does."""
    if not may_change(access):
        raise PermissionDenied(_why_not(access.plan))
    said = request.POST
    seen = carried(said)
    try:
        if found is None:
            storing.start(access, key)
        elif "take" in said or "keep" in said:
            section = said.get("take") or said.get("keep", "")
            storing.update_sections(access, found, seen, [section], keep="keep" in said)
        elif "to" in said:
            storing.move(access, found, seen, said["to"])
    except (Overtaken, ValueError) as refusal:
        messages.error(request, str(refusal))
    return to_page(access, "hiring-brief", key)
