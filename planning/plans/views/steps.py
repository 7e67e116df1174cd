"""What is done to a plan's changes: undo, redo, remove, re-date, annotate."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from planning.forms.toast import changed, say
from planning.organisation.plan_access import PlanAccess, on_plan, visible
from planning.organisation.writes import Refused, Stale
from planning.plans import editing
from planning.plans.editing import Locked
from planning.plans.forms import DayForm
from portal.models import Right
from portal.optimistic_lock import Overtaken
from portal.request_values import own_page, said

Doing = Callable[[], str]


def back(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """To the page that the form named, if it is one of ours; else to the plan."""
    if there := own_page(request):
        return HttpResponseRedirect(there)
    # Whoever sends a plan back may no longer see it.
    if not visible(plan_access.access).filter(pk=plan_access.plan.pk).exists():
        return redirect("plans", plan_access.access.organisation.slug)
    return redirect("plan", plan_access.access.organisation.slug, plan_access.plan.slug)


def chosen(request: HttpRequest) -> list[str]:
    """The ids of the changes that are ticked; one box may stand for several."""
    return [id for box in request.POST.getlist("change") for id in box.split()]


def faults(form: BaseForm) -> str:
    """What is wrong with what was typed, as one text."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def attempt(request: HttpRequest, plan_access: PlanAccess, do: Doing) -> HttpResponse:
    """Do it and say so; where it cannot be, say why. Nothing half-done is kept."""
    try:
        say(request, do())
    except Locked as locked:
        say(request, str(locked), level=messages.ERROR)
    except Refused as refused:
        say(request, " ".join(problem.message for problem in refused.problems), level=messages.ERROR)
    except Stale:
        say(request, str(Overtaken("the same thing")), level=messages.ERROR)
    except Overtaken as overtaken:
        say(request, str(overtaken), level=messages.ERROR)
    if request.htmx:  # type: ignore[attr-defined]
        plan_access.plan.refresh_from_db(fields=["version"])
        return changed(request, plan_access.plan.version)
    return back(request, plan_access)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def undo(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    def do() -> str:
        step = editing.undo(plan_access.plan)
        return f"Undone: {step.title}" if step else "There is nothing to undo."

    return attempt(request, plan_access, do)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def redo(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    def do() -> str:
        step = editing.redo(plan_access.plan)
        return f"Done again: {step.title}" if step else "There is nothing to redo."

    return attempt(request, plan_access, do)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.may_edit)
def revise(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Remove, re-date or annotate the changes that are ticked."""
    ids = chosen(request)
    what = request.POST.get("do", "")

    def do() -> str:
        if not ids:
            raise Locked("Tick at least one change first.")
        if what == "remove":
            editing.drop(plan_access.plan, ids, author=plan_access.access.user)
            return "Removed. Undo brings it back."
        if what == "note":
            editing.annotate(plan_access.plan, ids, said(request, "text"), author=plan_access.access.user)
            return "Noted."
        if what != "redate":
            raise Locked("Choose what should happen to the changes.")
        form = DayForm(request.POST)
        if not form.is_valid():
            raise Locked(faults(form))
        editing.redate(plan_access.plan, ids, form.cleaned_data["on"], author=plan_access.access.user)
        return "Moved to the new date."

    return attempt(request, plan_access, do)
