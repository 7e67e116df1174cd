"""Candidates: for a position, in the organisation, and one by one with what the interviewers make of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from planning.core import hiring
from planning.core.words import count
from planning.forms import toast
from planning.hiring.interviews import candidates as people
from planning.hiring.interviews import figures, kit
from planning.hiring.interviews.forms import CandidateForm, CandidateRulesForm, InterviewerForm, OutcomeForm
from planning.hiring.models import Candidate, CandidateRules, KitStep, Scorecard
from planning.hiring.views.brief import current_position_or_404
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.kept import kept, not_kept
from portal.models import Right
from portal.optimistic_lock import Overtaken, carried
from portal.request_values import whole_number


@member(get=Right.VIEWER, live=True)
def overview(request: HttpRequest, access: Access) -> HttpResponse:
    """The scorecards that wait for this member; for planners every candidate, the figures and the forecasts."""
    mine = Scorecard.objects.filter(
        interviewer=access.user, submitted_at=None, candidate__in=people.retained(access.organisation, access.today)
    )
    context: dict[str, Any] = {"access": access, "mine": mine.select_related("candidate", "step")}
    if access.may(Right.PLANNER):
        org = Snapshot.of(access).org
        known = people.retained(access.organisation, access.today).select_related("step")
        context["candidates"] = [(c, org.positions.get(c.position)) for c in known]
        context |= _figures(access)
    return render(request, "planning/hiring/candidates.html", context)


def _figures(access: Access) -> dict[str, Any]:
    cases = people.cases(access.organisation)
    days = figures.days_to_fill(cases)
    known, opened = figures.spread(days), people.opened_days(access.organisation)
    org = Snapshot.of(access).org
    open_positions = [p for p in hiring.unfilled_positions(org) if hiring.stage_of(org, p) in hiring.HIRING]
    forecasts = [
        (p, opened.get(p.key), figures.forecast(known, opened.get(p.key), access.today))
        for p in sorted(open_positions, key=lambda p: (p.title, p.key))
    ]
    return {
        "spread": known,
        "hires": len(days),
        "enough": figures.ENOUGH,
        "rates": figures.pass_rates(cases),
        "forecasts": forecasts,
    }


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def of_position(request: HttpRequest, access: Access, key: str) -> HttpResponse:
    """The candidates for one position; posting adds one."""
    position = current_position_or_404(access, key)
    form = CandidateForm(request.POST or None, today=access.today, initial={"added_on": access.today})
    if request.method == "POST" and form.is_valid():
        people.erase_due(access.organisation, access.today)
        made = people.add(access, key, form.cleaned_data["name"], form.cleaned_data["added_on"])
        messages.success(request, f"{made} is a candidate now.")
        return to_page(access, "hiring-candidates-of", key)
    found = people.retained(access.organisation, access.today).filter(position=key).select_related("step")
    context = {
        "access": access,
        "position": position,
        "title": position.title or key,
        "candidates": found,
        "form": form,
        "has_plan": KitStep.objects.filter(organisation=access.organisation, position=key).exists(),
    }
    return render(request, "planning/hiring/candidates_of.html", context, status=422 if form.errors else 200)


def candidate_or_404(access: Access, number: int) -> Candidate:
    found = people.retained(access.organisation, access.today).filter(pk=number).select_related("step").first()
    if found is None:
        raise Http404("There is no such candidate.")
    return found


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def candidate(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One candidate: steps, interviewers, debrief, outcome."""
    found = candidate_or_404(access, number)
    asked = request.POST if request.method == "POST" else None
    outcome = OutcomeForm(asked if asked and "outcome" in asked else None, candidate=found, today=access.today)
    interviewer = InterviewerForm(
        asked if asked and "interviewer" in asked else None, organisation=access.organisation, candidate=found
    )
    if asked is not None and (done := _done(request, access, found, outcome, interviewer)):
        return done
    context = {"access": access, "candidate": found, "outcome_form": outcome, "interviewer_form": interviewer}
    context |= _debrief(access, found)
    wrong = outcome.errors or interviewer.errors
    return render(request, "planning/hiring/candidate.html", context, status=422 if wrong else 200)


def _done(
    request: HttpRequest, access: Access, found: Candidate, outcome: OutcomeForm, interviewer: InterviewerForm
) -> HttpResponse | None:
    """What a form of the page does; None where it has to be shown again."""
    said = request.POST
    seen = carried(said)
    here = to_page(access, "hiring-candidate", found.pk)
    try:
        if "erase" in said:
            people.erase(found, access.today)
            messages.success(request, "Erased: the name and the scorecards are gone for good.")
            return to_page(access, "hiring-candidates-of", found.position)
        if "to" in said:
            steps = KitStep.objects.filter(organisation=access.organisation, position=found.position)
            people.to_step(access, found, get_object_or_404(steps, pk=whole_number(said["to"])), seen)
        elif outcome.is_bound and outcome.is_valid():
            _decide(request, access, found, outcome.cleaned_data, seen)
        elif interviewer.is_bound and interviewer.is_valid():
            Scorecard.objects.get_or_create(candidate=found, **interviewer.cleaned_data)
        elif outcome.is_bound or interviewer.is_bound:
            return None
    except Overtaken as refusal:
        messages.error(request, str(refusal))
    except people.Unacceptable as refusal:
        outcome.add_error("outcome", str(refusal))
        return None
    return here


def _decide(request: HttpRequest, access: Access, found: Candidate, said: dict[str, Any], seen: str | int) -> None:
    """Also says what that did to the requisition, and how it is undone."""
    done = people.decide(access, found, said["outcome"], said["on"], seen)
    if done:
        toast.say(request, toast.where_done(done.title, None), undo=toast.undo_batch(done))


def _debrief(access: Access, found: Candidate) -> dict[str, Any]:
    """The scorecards side by side, as far as this member may read them yet."""
    cards = list(found.scorecards.select_related("step", "interviewer"))
    readable = people.readable(cards, access.user)
    readable_cards = [card for card in cards if card.pk in readable and card.submitted_at]
    org = Snapshot.of(access).org
    position = org.positions.get(found.position)
    names = kit.names(guide_for(access.organisation), position.role if position else "")
    judged = dict.fromkeys(name for card in readable_cards for name in card.marks)
    rows = [(names.get(name, name), [card.marks.get(name, {}) for card in readable_cards]) for name in judged]
    return {
        "cards": cards,
        "readable_cards": readable_cards,
        "hidden": sum(1 for card in cards if card.submitted_at) - len(readable_cards),
        "waiting": any(card.interviewer_id == access.user.pk and card.submitted_at is None for card in cards),
        "rows": rows,
        "ratings": kit.RATINGS,
        "position": position,
        "is_to_start": position is not None and hiring.stage_of(org, position) == hiring.ACCEPTED,
        "steps": kit.steps_of(access.organisation, found.position),
        "reached": found.reached.all(),
    }


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
