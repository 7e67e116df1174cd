"""Candidates: for a position, and in the organisation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.hiring_times import ENOUGH
from planning.core.words import count
from planning.hiring.figures.page import figures_of
from planning.hiring.interviews import candidates as people
from planning.hiring.interviews.concerns import with_strong_no
from planning.hiring.interviews.forms import CandidateForm, CandidateRulesForm
from planning.hiring.models import CandidateRules, KitStep, Scorecard
from planning.hiring.views.brief import current_position_or_404
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.kept import kept, not_kept, refused, settled
from portal.models import Right
from portal.request_values import whole_number
from portal.sent_once import once
from portal.toast import Undo

PER_PAGE = 50  # forecasts


@member(get=Right.VIEWER, live=True)
def overview(request: HttpRequest, access: Access) -> HttpResponse:
    """The scorecards that wait for this member; for planners every candidate, the figures and the forecasts."""
    mine = Scorecard.objects.filter(
        interviewer=access.user, submitted_at=None, candidate__in=people.retained(access.organisation, access.today)
    )
    context: dict[str, Any] = {"access": access, "mine": mine.select_related("candidate", "step")}
    if access.may(Right.PLANNER):
        org = Snapshot.of(access).org
        known = list(people.retained(access.organisation, access.today).select_related("step"))
        months = people.rules_of(access.organisation).months
        context |= {"going": people.going_soon(known, months, access.today), "months": months}
        context["candidates"] = [(c, org.positions.get(c.position)) for c in known]
        context["strong_noes"] = with_strong_no(known, access.user)
        figures = figures_of(access.organisation, access.today)
        page = Paginator(figures.forecasts, PER_PAGE).get_page(request.GET.get("page"))
        context |= {"figures": figures, "page": page, "enough": ENOUGH}
    return render(request, "planning/hiring/candidates.html", context)


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@once
def of_position(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """The candidates for one position; posting adds one, or takes back that one was added."""
    position = current_position_or_404(access, key)
    if "remove" in request.POST:
        return _remove(request, access, key)
    form = CandidateForm(request.POST or None, today=access.today, initial={"added_on": access.today})
    if request.method == "POST" and form.is_valid():
        made = people.add(access, key, form.cleaned_data["name"], form.cleaned_data["added_on"])
        undo = Undo(request.path, {"remove": str(made.pk)})
        return settled(request, f"{made} added as a candidate.", undo, request.get_full_path())
    found = people.retained(access.organisation, access.today).filter(position=key).select_related("step")
    context = {
        "access": access,
        "position": position,
        "title": position.title or key,
        "candidates": found,
        "strong_noes": with_strong_no(found, access.user),
        "form": form,
        "has_plan": KitStep.objects.filter(organisation=access.organisation, position=key).exists(),
    }
    return render(request, "planning/hiring/candidates_of.html", context, status=422 if form.errors else 200)


def _remove(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    known = people.retained(access.organisation, access.today).filter(position=key)
    found = known.filter(pk=whole_number(request.POST["remove"]) or 0).first()
    if found is None or not people.remove(found):
        return refused(
            request,
            "This candidate now has scorecards or steps, so they cannot be removed here. Use Erase on their page.",
            request.path,
        )
    undo = Undo(request.path, {"name": found.name, "added_on": found.added_on.isoformat()})
    return settled(request, f"{found} removed from the candidates.", undo, request.path)


def _is_filled(form: CandidateRulesForm) -> bool:
    return form.is_bound and form.is_valid()


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """How long candidates are remembered."""
    row = people.rules_of(access.organisation)
    if request.method == "POST":  # a row that others cannot save meanwhile
        row, _ = CandidateRules.objects.get_or_create(organisation=access.organisation)
    form = CandidateRulesForm(request.POST or None, instance=row)
    going = people.going(access.organisation, form.cleaned_data["months"], access.today) if _is_filled(form) else []
    is_sure = not going or request.POST.get("sure") == str(len(going))
    if _is_filled(form) and is_sure and form.keep():
        if not people.erase_due(access.organisation, access.today):
            return kept(request, form, "Saved.")
        messages.success(request, f"Saved. {count(len(going), 'candidate')} erased.")
        return to_page(access, "hiring-candidates-rules")
    if answer := not_kept(request, form):
        return answer
    context = {"access": access, "form": form, "going": going}
    return render(request, "planning/hiring/candidates_rules.html", context, status=form.status)
