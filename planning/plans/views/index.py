"""The list of plans, and a new one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.plans import applying, editing
from planning.plans.drift import OPEN
from planning.plans.forms import NewPlanForm
from portal.addresses import to_page
from portal.guard import Access, member
from portal.models import Right
from portal.sent_once import once


@member(live=True)
def plans(request: HttpRequest, access: Access) -> HttpResponse:
    """The plans that this member may see, the archived ones apart."""
    state = request.GET.get("state", "")
    found = visible(access)
    shown = found.filter(state=state) if state in Plan.State.values else found.exclude(state=Plan.State.ARCHIVED)
    rows = [(plan, len(store.drafted(plan)), _clashing(plan, access.today)) for plan in shown]
    return render(
        request,
        "planning/plans/index.html",
        {"access": access, "rows": rows, "state": state, "states": Plan.State.choices, "planner": Right.PLANNER},
    )


def _clashing(plan: Plan, today: date) -> int:
    """In how many fields the organisation has moved where an open plan moves it, too."""
    return len(applying.standing(plan, today)) if plan.state in OPEN else 0


@member(get=Right.PLANNER, post=Right.PLANNER, live=True)
@once
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """A new private plan, from the current organisation or from another plan."""
    sources = visible(access)
    first = {
        "target": access.today,
        "source": sources.filter(slug=request.GET.get("from", "").replace("\0", "")).first(),
    }
    form = NewPlanForm(request.POST or None, plans=sources, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        plan = editing.create(
            access.organisation,
            name=data["name"],
            target=data["target"],
            purpose=data["purpose"],
            owner=access.user,
            copy_of=data["source"],
        )
        messages.success(request, f"{plan} is visible only to you until you share it.")
        return to_page(access, "plan", plan.slug)
    return render(
        request, "planning/plans/new.html", {"access": access, "form": form}, status=422 if form.errors else 200
    )
