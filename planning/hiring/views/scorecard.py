"""A scorecard: filled in by the interviewer alone, before anybody else's can be read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from planning.hiring.interviews import candidates as people
from planning.hiring.interviews import kit
from planning.hiring.interviews.forms import ScorecardForm
from planning.hiring.models import Scorecard
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right


@member(get=Right.VIEWER, post=Right.VIEWER, live=True)
def scorecard(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Any member may be an interviewer; nobody else's scorecard is found here."""
    card = _own(access, number)
    position = Snapshot.of(access).org.positions.get(card.candidate.position)
    banks = kit.bank(guide_for(access.organisation), position.role if position else "")
    asked = [one for one in banks if one.competency.anchor in card.step.competencies]
    form = ScorecardForm(request.POST or None, card=card, banks=asked)
    if request.method == "POST" and card.submitted_at is None and form.is_valid():
        submits = "submit" in request.POST
        if not submits or form.check_complete():
            return _save(request, access, card, form, submits)
    context = {"access": access, "card": card, "position": position, "banks": asked, "form": form}
    context |= {"pairs": _pairs(form, asked), "ratings": kit.RATINGS}
    return render(request, "planning/hiring/scorecard.html", context, status=422 if form.errors else 200)


def _pairs(form: ScorecardForm, banks: list[kit.Bank]) -> list[tuple[kit.Bank, object, object]]:
    """Each competency with its fields."""
    return [(one, form[f"rating-{one.competency.anchor}"], form[f"note-{one.competency.anchor}"]) for one in banks]


def _own(access: Access, number: int) -> Scorecard:
    known = people.retained(access.organisation, access.today)
    cards = Scorecard.objects.filter(pk=number, interviewer=access.user, candidate__in=known)
    card = cards.select_related("candidate", "step").first()
    if card is None:
        raise Http404("Scorecard not found.")
    return card


def _save(request: HttpRequest, access: Access, card: Scorecard, form: ScorecardForm, submits: bool) -> HttpResponse:
    """Saved, unless it came in meanwhile: what is in is not changed."""
    values = {
        "marks": form.marks,
        "recommendation": form.cleaned_data["recommendation"],
        "summary": form.cleaned_data["summary"],
        "submitted_at": timezone.now() if submits else None,
    }
    if not Scorecard.objects.filter(pk=card.pk, submitted_at=None).update(**values):
        messages.error(request, "This scorecard has already been submitted. Nothing was changed.")
    elif submits:
        messages.success(request, "Scorecard submitted. You’ll see the others’ as they come in.")
    else:
        messages.success(request, "Draft saved. Submit it when it is complete.")
    to_candidate = submits and access.may(Right.PLANNER)
    if to_candidate:
        return to_page(access, "hiring-candidate", card.candidate_id)
    return to_page(access, "hiring-scorecard", card.pk)
