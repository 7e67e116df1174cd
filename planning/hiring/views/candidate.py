"""One candidate, with what the interviewers make of them: every step says what it did, and is undone with one press."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from planning.core import hiring
from planning.forms import toast
from planning.hiring.interviews import candidates as people
from planning.hiring.interviews import kit
from planning.hiring.interviews.concerns import concerns, evidence, recommendations
from planning.hiring.interviews.forms import InterviewerForm, OutcomeForm
from planning.hiring.models import Candidate, KitStep, Scorecard
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.kept import BACK, PRESSED, UNDOES, put_by, refused, settled, taken_up
from portal.models import Right
from portal.optimistic_lock import FIELD, Overtaken, carried
from portal.request_values import whole_number
from portal.toast import Undo

OWN = "Others have already submitted scorecards, so someone else has to remove you as an interviewer."
# What a scorecard holds that nobody has submitted yet.
DRAFTED = ("step_id", "interviewer_id", "marks", "recommendation", "summary")


def candidate_or_404(access: Access, number: int) -> Candidate:
    found = people.retained(access.organisation, access.today).filter(pk=number).select_related("step").first()
    if found is None:
        raise Http404("Candidate not found.")
    return found


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
def candidate(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """One candidate: steps, interviewers, debrief, outcome."""
    found = candidate_or_404(access, number)
    asked = request.POST if request.method == "POST" else None
    cards = list(found.scorecards.select_related("step", "interviewer"))
    against = concerns(cards, access.user)
    said = asked if asked and "outcome" in asked else None
    outcome = OutcomeForm(said, candidate=found, today=access.today, against=against)
    interviewer = InterviewerForm(asked if asked and "interviewer" in asked else None, access=access, candidate=found)
    if asked is not None and (done := _done(request, access, found, outcome, interviewer)):
        return done
    context = {"access": access, "candidate": found, "outcome_form": outcome, "interviewer_form": interviewer}
    months = people.rules_of(access.organisation).months
    context |= {"months": months, "last_day": people.erased_after(found, months), **_debrief(access, found, cards)}
    wrong = outcome.errors or interviewer.errors
    return render(request, "planning/hiring/candidate.html", context, status=422 if wrong else 200)


def _done(
    request: HttpRequest, access: Access, found: Candidate, outcome: OutcomeForm, interviewer: InterviewerForm
) -> HttpResponse | None:
    """What a form of the page does; None where it has to be shown again."""
    said = request.POST
    try:
        if "erase" in said:
            people.erase(found, access.today)
            messages.success(request, "Candidate erased: name and scorecards are permanently deleted.")
            return to_page(access, "hiring-candidates-of", found.position)
        if "to" in said:
            return _to_step(request, access, found)
        if "unname" in said or BACK in said:
            return _unname(request, access, found) if "unname" in said else _name_again(request, access, found)
        if outcome.is_bound and outcome.is_valid():
            return _decide(request, access, found, outcome.cleaned_data)
        if interviewer.is_bound and interviewer.is_valid():
            card, _ = Scorecard.objects.get_or_create(candidate=found, **interviewer.cleaned_data)
            return _named(request, card)
    except Overtaken as refusal:
        return refused(request, refusal, request.path)
    except people.Unacceptable as refusal:
        outcome.add_error("outcome", str(refusal))
        return None
    return None if outcome.is_bound or interviewer.is_bound else to_page(access, "hiring-candidate", found.pk)


def _to_step(request: HttpRequest, access: Access, found: Candidate) -> HttpResponse:
    steps = KitStep.objects.filter(organisation=access.organisation, position=found.position)
    step = get_object_or_404(steps, pk=whole_number(request.POST["to"]))
    was = found.step if found.outcome == Candidate.Outcome.OPEN else None
    back = request.POST.get(PRESSED) == UNDOES
    version = people.to_step(access, found, step, carried(request.POST), back=back)
    undo = Undo(request.path, {"to": str(was.pk), FIELD: str(version)}) if was else None
    return settled(request, f"{found} moved to “{step}”.", undo, request.path)


def _decide(request: HttpRequest, access: Access, found: Candidate, said: dict[str, Any]) -> HttpResponse:
    """Also says what that did to the requisition, which is undone with it."""
    was, was_on, reason = found.outcome, found.decided_on or access.today, said.get("reason", "")
    done = people.decide(access, found, said["outcome"], said["on"], carried(request.POST), reason=reason)
    if done:
        toast.say(request, toast.where_done(done.title, None), undo=toast.undo_batch(done))
        return to_page(access, "hiring-candidate", found.pk)
    found.refresh_from_db()
    undo = Undo(request.path, _again(was, was_on, found))
    return settled(request, f"{found}: {found.get_outcome_display()}.", undo, request.path)


def _again(outcome: str, on: date, found: Candidate) -> dict[str, str]:
    """What brings a decision back; a hire with the reason that it had."""
    reason = {"reason": found.reason} if found.reason and outcome == Candidate.Outcome.HIRED else {}
    return {"outcome": outcome, "on": on.isoformat(), FIELD: str(found.version), **reason}


def _named(request: HttpRequest, card: Scorecard) -> HttpResponse:
    undo = Undo(request.path, {"unname": str(card.pk)})
    return settled(
        request, f"{card.interviewer} added as interviewer for {card.candidate}: {card.step}.", undo, request.path
    )


def _unname(request: HttpRequest, access: Access, found: Candidate) -> HttpResponse:
    """An interviewer whose scorecard is not in is one no more; a draft of it comes back with the undo. Nobody steps
    aside to read what others found, and comes back."""
    with transaction.atomic():
        mine = found.scorecards.select_for_update(of=("self",)).select_related("interviewer", "step")
        card = mine.filter(pk=whole_number(request.POST["unname"]) or 0, submitted_at=None).first()
        if card is None:
            return refused(
                request, "This scorecard was submitted or removed in the meantime. Nothing was changed.", request.path
            )
        if card.interviewer_id == access.user.pk and found.scorecards.exclude(submitted_at=None).exists():
            return refused(request, OWN, request.path)
        undo = put_by(request, {name: getattr(card, name) for name in DRAFTED})
        card.delete()
    return settled(request, f"{card.interviewer} removed as interviewer for {found}: {card.step}.", undo, request.path)


def _name_again(request: HttpRequest, access: Access, found: Candidate) -> HttpResponse:
    drafted = dict(taken_up(request))
    who = {name: drafted.pop(name) for name in ("step_id", "interviewer_id")}
    steps = KitStep.objects.filter(organisation=found.organisation_id, position=found.position)
    if not steps.filter(pk=who["step_id"]).exists():
        return refused(request, "This step is no longer in the interview kit.", request.path)
    if who["interviewer_id"] == access.user.pk and people.reads_others(list(found.scorecards.all()), access.user):
        return refused(request, people.HAS_READ, request.path)
    card, _ = found.scorecards.get_or_create(**who, defaults=drafted)
    return _named(request, card)


def _debrief(access: Access, found: Candidate, cards: list[Scorecard]) -> dict[str, Any]:
    """The scorecards side by side, as far as this member may read them yet."""
    readable = people.readable(cards, access.user)
    readable_cards = [card for card in cards if card.pk in readable and card.submitted_at]
    org = Snapshot.of(access).org
    position = org.positions.get(found.position)
    names = kit.names(guide_for(access.organisation), position.role if position else "")
    judged = dict.fromkeys(name for card in readable_cards for name in card.marks)
    against = concerns(cards, access.user).against
    rows = [(names.get(name, name), [card.marks.get(name, {}) for card in readable_cards]) for name in judged]
    return {
        "cards": cards,
        "readable_cards": readable_cards,
        "hidden": sum(1 for card in cards if card.submitted_at) - len(readable_cards),
        "waiting": any(card.interviewer_id == access.user.pk and card.submitted_at is None for card in cards),
        "rows": rows,
        "recommendations": recommendations(readable_cards),
        "strong_noes": [(card, evidence(card, names)) for card in against],
        "ratings": kit.RATINGS,
        "position": position,
        "is_to_start": position is not None and hiring.stage_of(org, position) == hiring.ACCEPTED,
        "steps": kit.steps_of(access.organisation, found.position),
        "reached": found.reached.all(),
    }
