"""What an edit answers: a page that can renew itself in place is told in the answer, any other by its next page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_htmx.http import trigger_client_event

from planning.organisation.models import Batch, Plan, Step
from portal.request_values import is_htmx, own_page
from portal.toast import NOTE as NOTE
from portal.toast import Undo as Undo
from portal.toast import say as say

# Sent along where only a step of one's own is meant: a toast and Ctrl+Z never undo what somebody else did.
OWN = "own"
# Steps are called by what they do; a toast says what was done.
_DONE = {
    "Add": "Added",
    "Assign": "Assigned",
    "Clear": "Cleared",
    "Close": "Closed",
    "Confirm": "Confirmed",
    "Duplicate": "Duplicated",
    "Edit": "Edited",
    "End": "Ended",
    "Fix": "Fixed",
    "Keep": "Kept",
    "Match": "Matched",
    "Move": "Moved",
    "Name": "Named",
    "Open": "Opened",
    "Pair": "Paired",
    "Record": "Recorded",
    "Remove": "Removed",
    "Reorder": "Reordered",
    "Revert": "Reverted",
    "Transfer": "Transferred",
    "Treat": "Treated",
    "Vacate": "Vacated",
}


def changed(request: HttpRequest, version: int, plan: str = "") -> HttpResponse:
    """To a script: version `version` of the organisation, or of the plan of that slug, is there. A page that listens to
    `lineup:changed` renews itself, any other is fetched again; either shows what `say` said."""
    return trigger_client_event(HttpResponse(status=204), "plan-changed", {"version": version, "plan": plan})


def answered(request: HttpRequest, version: int | None, otherwise: str) -> HttpResponse:
    """After a step in the organisation, and after its undo: `changed` to a script, else back to the page that `next`
    names, or to the address `otherwise`. `version` None: nothing was changed,
    so the page stays and only shows what was said."""
    if is_htmx(request):
        return HttpResponse() if version is None else changed(request, version)
    return HttpResponseRedirect(own_page(request) or otherwise)


def undo_batch(batch: Batch) -> Undo:
    """Takes a batch of one's own back; where it is itself an undo, brings the step again."""
    url = reverse("history-undo", args=[batch.organisation.slug, batch.pk])
    return Undo(url, {OWN: "1"}, redoes=bool(batch.undoes_id) and _is_void(batch.root))


def undo_step(plan: Plan, step: Step) -> Undo:
    """Takes a step of a plan back, or where it is undone brings it again; only while it is the last."""
    name = "plan-redo" if step.undone else "plan-undo"
    return Undo(reverse(name, args=[plan.organisation.slug, plan.slug]), {"step": str(step.number)}, step.undone)


def where_done(title: str, plan: Plan | None) -> SafeString:
    """That a step of this title is done, with the place where: the plan, or the live organisation."""
    place = f"in {plan}" if plan else "in the live organisation"
    return format_html('{} <span class="where-done">{}</span>', done(title), place)


def done(title: str) -> str:
    """What a step has done, of its title in the history: “Moved Ana Reis to …” of “Move Ana Reis to …”."""
    verb, space, rest = title.partition(" ")
    return f"{_DONE.get(verb, verb)}{space}{rest}"


def _is_void(batch: Batch) -> bool:
    return Batch.objects.filter(pk=batch.pk, void=True).exists()
