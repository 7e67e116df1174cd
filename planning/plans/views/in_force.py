"""An approved plan is applied, and reverted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.core.changes.merge import Answer
from planning.notices.models import Notice
from planning.organisation import pay_kept, store
from planning.organisation.contradiction import contradiction
from planning.organisation.plan_access import PlanAccess, on_plan
from planning.organisation.writes import Stale
from planning.plans import applying, notifying, taking_back
from planning.plans.editing import Locked
from planning.plans.views.overview import CLASHES, clash_rows
from planning.plans.views.steps import attempt
from portal.models import Right
from portal.optimistic_lock import carried


@on_plan(get=Right.APPROVER, post=Right.APPROVER)
def apply(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Apply an approved plan; where the organisation has moved since, ask for each clash."""
    plan, today = plan_access.plan, plan_access.access.today
    if request.method == "POST":
        answers = _answers(request, plan_access)

        def do() -> str:
            try:
                by = plan_access.access.user
                applying.apply(plan, today=today, author=by, answers=answers)
            except applying.Undecided as undecided:
                raise Locked(str(undecided)) from undecided
            notifying.tell(
                plan,
                Notice.Kind.APPLIED,
                f"{plan_access.access.user} applied the plan “{plan}”",
                notifying.involved(plan),
                by=plan_access.access.user,
            )
            later = any(one.change.on > today for one in store.drafted(plan).values())
            return "Applied. Future dates take effect automatically." if later else "Applied. It is live now."

        answer = attempt(request, plan_access, do)
        plan.refresh_from_db()
        if plan.state == plan.State.APPLIED:
            return answer
    found = applying.standing(plan, today)
    context = {
        "access": plan_access.access,
        "plan_access": plan_access,
        "plan": plan,
        "clash_rows": clash_rows(plan_access, found[:CLASHES]),
        "rest": max(0, len(found) - CLASHES),
    }
    return render(request, "planning/plans/apply.html", context)


def _answers(request: HttpRequest, plan_access: PlanAccess) -> dict[str, Answer]:
    """What was chosen for each clash. What was chosen for all that were not shown counts for those of that moment."""
    posted, organisation = request.POST, plan_access.access.organisation
    answers = {name[7:]: _answer(value) for name, value in posted.items() if name.startswith("answer:")}
    rest = _answer(posted.get("rest", ""))
    if rest and carried(posted) == str(organisation.version):
        for clash in applying.standing(plan_access.plan, plan_access.access.today):
            answers.setdefault(clash.name, "current" if clash.gone else rest)
    return {name: answer for name, answer in answers.items() if answer}


def _answer(text: object) -> Answer | None:
    return text if text in ("planned", "current") else None


@on_plan(get=None, post=Right.APPROVER)
def revert(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Revert an applied plan, unless later changes contradict that."""

    def do() -> str:
        if why := pay_kept.why_not(plan_access.access, plan_access.plan.batch):
            raise Locked(why)
        try:
            taking_back.revert(plan_access.plan, today=plan_access.access.today, by=plan_access.access.user)
        except Stale as stale:
            raise Locked(contradiction(plan_access.access, plan_access.plan.batch, stale.conflicts)) from stale
        return "Reverted. The organisation is as it was before."

    return attempt(request, plan_access, do)
