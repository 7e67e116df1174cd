"""What is done to a plan's changes: undo, redo, remove, re-date, annotate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from planning.forms import toast
from planning.forms.toast import changed, say
from planning.organisation.models import Step
from planning.organisation.plan_access import PlanAccess, on_plan, visible
from planning.organisation.told_changes import told
from planning.organisation.writes import Refused, Stale
from planning.plans import editing, partial
from planning.plans.editing import Locked
from planning.plans.forms import DayForm
from planning.plans.partial import Parts
from portal.addresses import to_page
from portal.models import Right
from portal.optimistic_lock import Overtaken
from portal.request_values import is_htmx, own_page, said, whole_number

# What was done, and where it can be undone, how.
Said = str | tuple[str, toast.Undo]
Doing = Callable[[], Said]


def back(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """To the page that the form named, if it is one of ours; else to the plan."""
    if there := own_page(request):
        return HttpResponseRedirect(there)
    # Whoever sends a plan back may no longer see it.
    if not visible(plan_access.access).filter(pk=plan_access.plan.pk).exists():
        return to_page(plan_access.access, "plans")
    return to_page(plan_access.access, "plan", plan_access.plan.slug)


def chosen(request: HttpRequest) -> list[str]:
    """The ids of the changes that are ticked; one box may stand for several."""
    return [id for box in request.POST.getlist("change") for id in box.split()]


def faults(form: BaseForm) -> str:
    """What is wrong with what was typed, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def attempt(request: HttpRequest, plan_access: PlanAccess, do: Doing) -> HttpResponse:
    """Do it and say so; where it cannot be, say why. Nothing half-done is kept."""
    try:
        done = do()
        text, undo = done if isinstance(done, tuple) else (done, None)
        say(request, text, undo=undo)
    except Locked as locked:
        say(request, str(locked), level=messages.ERROR)
    except Refused as refused:
        say(request, " ".join(problem.message for problem in refused.problems), level=messages.ERROR)
    except Stale:
        say(request, str(Overtaken("the same thing")), level=messages.ERROR)
    except Overtaken as overtaken:
        say(request, str(overtaken), level=messages.ERROR)
    if is_htmx(request):
        plan_access.plan.refresh_from_db(fields=["version"])
        return changed(request, plan_access.plan.version, plan_access.plan.slug)
    return back(request, plan_access)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def undo(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """The last step; where `step` is sent only if it has that number, with `own` only if it is one's own."""

    def do() -> Said:
        step = editing.undo(plan_access.plan, **_meant(request, plan_access))
        return _flipped(plan_access, step, "Undone") if step else "There is nothing to undo."

    return attempt(request, plan_access, do)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def redo(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """The step that was undone last, as `undo` takes it."""

    def do() -> Said:
        step = editing.redo(plan_access.plan, **_meant(request, plan_access))
        return _flipped(plan_access, step, "Redone") if step else "There is nothing to redo."

    return attempt(request, plan_access, do)


def _meant(request: HttpRequest, plan_access: PlanAccess) -> dict[str, Any]:
    own = plan_access.access.user if toast.OWN in request.POST else None
    return {"number": whole_number(request.POST.get("step", "")), "by": own}


def _flipped(plan_access: PlanAccess, step: Step, what: str) -> Said:
    said = toast.where_done(f"{what}: {step.title}", plan_access.plan)
    return said, toast.undo_step(plan_access.plan, step)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def revise(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Remove, re-date or annotate the changes that are ticked."""
    ids = chosen(request)

    def do() -> Said:
        if not ids:
            raise Locked("Select at least one change first.")
        text = _revised(request, plan_access, ids)
        step = editing.last_step(plan_access.plan, plan_access.access.user)
        return (text, toast.undo_step(plan_access.plan, step)) if step else text

    return attempt(request, plan_access, do)


def _revised(request: HttpRequest, plan_access: PlanAccess, ids: list[str]) -> str:
    plan, author, what = plan_access.plan, plan_access.access.user, request.POST.get("do", "")
    if what == "remove":
        _drop(plan_access, ids)
        return "Removed from the plan."
    if what == "note":
        editing.annotate(plan, ids, said(request, "text"), author=author)
        return "Note added."
    if what != "redate":
        raise Locked("Choose what should happen to the changes.")
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Locked(faults(form))
    editing.redate(plan, ids, form.cleaned_data["on"], author=author)
    return "Moved to the new date."


def _drop(plan_access: PlanAccess, ids: list[str]) -> None:
    """Remove changes; where others need them, say which by name. Raises `Locked`, `Refused`."""
    plan = plan_access.plan
    try:
        editing.drop(plan, ids, author=plan_access.access.user)
    except Refused:
        parts = Parts(plan, told(plan, cost=plan_access.access.sees_cost))
        stays = [id for id, row in parts.rows.items() if not set(id.split()) & set(ids)]
        if lacking := parts.lacking(stays):
            raise Locked(f"{' '.join(partial.words(parts, lacking))} Select both to remove both.") from None
        raise
