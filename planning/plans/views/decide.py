"""A plan's way through review, and who shares in it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from planning.notices.models import Notice
from planning.organisation import store
from planning.organisation.models import Plan, Share
from planning.organisation.plan_access import PlanAccess, on_plan
from planning.organisation.told_changes import told
from planning.plans import approval_rules, notifying, partial, review
from planning.plans.editing import Locked
from planning.plans.forms import CommentForm, PlanRulesForm, ShareForm
from planning.plans.models import PlanRules
from planning.plans.partial import Parts, Ticked
from planning.plans.views.overview import shown
from planning.plans.views.steps import Said, attempt, chosen, faults
from portal import whom_to_ask
from portal.addresses import org_url
from portal.guard import Access, member
from portal.kept import PRESSED, as_sent, kept, not_kept, refused, settled
from portal.models import Right
from portal.optimistic_lock import carried
from portal.request_values import said, whole_number
from portal.sent_once import once
from portal.toast import Undo

Step = Callable[[HttpRequest, PlanAccess], Said]


def _submit(request: HttpRequest, plan_access: PlanAccess) -> Said:
    review.submit(plan_access.plan, by=plan_access.access.user, text=said(request, "text"))
    return "Sent for review. It cannot be edited until someone decides.", Undo(request.path, {"do": "withdraw"})


def _withdraw(request: HttpRequest, plan_access: PlanAccess) -> str:
    review.withdraw(plan_access.plan, by=plan_access.access.user)
    return "Back in draft."


def _archive(request: HttpRequest, plan_access: PlanAccess) -> Said:
    review.archive(plan_access.plan, by=plan_access.access.user)
    return "Archived. You can find it under Archived in the list.", Undo(request.path, {"do": "withdraw"})


def _approve(request: HttpRequest, plan_access: PlanAccess) -> str:
    plan, access = plan_access.plan, plan_access.access
    review.check_waits(plan, access.user)
    approval_rules.check(plan, access.today, cost=access.sees_cost)
    review.approve(plan, by=access.user, text=said(request, "text"), seen=carried(request.POST))
    return "Approved. It takes effect when it is applied."


def _approve_some(request: HttpRequest, plan_access: PlanAccess) -> str:
    ids, text = chosen(request), said(request, "text")
    plan, access = plan_access.plan, plan_access.access
    review.check_waits(plan, access.user)
    # What is approved must hold without the rest.
    approval_rules.check(plan.part(ids), access.today, cost=access.sees_cost)
    _, rest = review.approve_some(plan, ids, by=access.user, text=text, seen=carried(request.POST))
    return f"Approved in part; the rest was sent back as “{rest}”."


def _send_back(request: HttpRequest, plan_access: PlanAccess) -> str:
    text = said(request, "text")
    review.send_back(plan_access.plan, by=plan_access.access.user, text=text, seen=carried(request.POST))
    return "Changes requested."


def _reject(request: HttpRequest, plan_access: PlanAccess) -> str:
    text = said(request, "text")
    review.reject(plan_access.plan, by=plan_access.access.user, text=text, seen=carried(request.POST))
    return "Rejected."


def _tick_too(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse | None:
    """The page again where what is ticked needs more: with a word on it, or with that ticked, too. None where it
    stands by itself."""
    plan, boxes = plan_access.plan, request.POST.getlist("change")
    parts = Parts(plan, told(plan, cost=plan_access.access.sees_cost))
    lacking, ticks = parts.lacking(boxes), request.POST.get("do") == TICK_TOO
    if not ticks and not lacking:
        return None
    whole = parts.whole(boxes)
    more = [id for id in whole if id not in boxes]
    text = said(request, "text")
    if not ticks:
        return shown(request, plan_access, Ticked(boxes, text, partial.words(parts, lacking), len(more)), 422)
    return shown(request, plan_access, Ticked(whole, text, also=parts.named(more)))


TICK_TOO = "tick-too"
OWNERS: dict[str, Step] = {"submit": _submit, "withdraw": _withdraw, "archive": _archive}
APPROVERS: dict[str, Step] = {
    "approve": _approve,
    "approve-some": _approve_some,
    "send-back": _send_back,
    "reject": _reject,
}
PARTS = ("approve-some", TICK_TOO)


@on_plan(get=None, post=Right.PLANNER)
def move(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Take the plan to its next state. Owners and editors send and withdraw, approvers decide."""
    name = request.POST.get("do", "")
    if name in OWNERS and not plan_access.may_edit:
        ask = f"Ask {plan_access.plan.owner or 'an approver'}."
        raise PermissionDenied(f"Only its owner and editors can send, withdraw or archive this plan. {ask}")
    if name in {*APPROVERS, *PARTS} and not plan_access.may_decide:
        ask = whom_to_ask.for_deed(plan_access.access.organisation, Right.APPROVER)
        raise PermissionDenied(f"Deciding on a plan needs approver access. {ask}")

    if name in PARTS and plan_access.plan.state == Plan.State.REVIEW and (page := _tick_too(request, plan_access)):
        return page

    def do() -> Said:
        step = OWNERS.get(name) or APPROVERS.get(name)
        if step is None:
            raise Locked("Choose what should happen to the plan.")
        return step(request, plan_access)

    return attempt(request, plan_access, do)


@on_plan(get=None, post=Right.VIEWER)
@once
def comment(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Say something about the plan or one of its changes."""

    def do() -> str:
        form = CommentForm(request.POST)
        if not form.is_valid():
            raise Locked(faults(form))
        change = said(request, "change").partition(" ")[0]
        # What is said of a change that has gone meanwhile is kept, where everybody reads it.
        change = change if change in store.drafted(plan_access.plan) else ""
        text = form.cleaned_data["text"]
        review.comment(plan_access.plan, text, by=plan_access.access.user, change=change)
        return "Comment added."

    return attempt(request, plan_access, do)


@on_plan(get=None, post=Right.PLANNER, allow=lambda plan_access: plan_access.is_owner)
def share(request: HttpRequest, plan_access: PlanAccess) -> HttpResponse:
    """Share with a member as reader or editor, or stop sharing."""
    plan, there = plan_access.plan, org_url(plan_access.access, "plan", plan_access.plan.slug)
    if (stopped := whole_number(request.POST.get("stop", ""))) is not None:
        undo = _share_again(request, plan, stopped)
        plan.shares.filter(user=stopped).delete()
        return settled(request, "No longer shared with this member.", undo, there)
    form = ShareForm(request.POST, plan=plan)
    if not form.is_valid():
        return refused(request, "Choose a member of the organisation.", there)
    user, share_to_edit = form.cleaned_data["user"], form.cleaned_data["may_edit"]
    undo = _share_again(request, plan, user.pk)
    Share.objects.update_or_create(plan=plan, user=user, defaults={"may_edit": share_to_edit})
    if PRESSED not in request.POST:
        text = f"{plan_access.access.user} shared the plan “{plan}” with you{' to edit' if share_to_edit else ''}"
        notifying.tell(plan, Notice.Kind.SHARED, text, [user], by=plan_access.access.user)
    return settled(request, f"Shared with {user}.", undo, there)


def _share_again(request: HttpRequest, plan: Plan, user: int) -> Undo:
    """What brings back how the plan is shared with the user now."""
    share = plan.shares.filter(user=user).first()
    values = as_sent({"user": user, "may_edit": share.may_edit}) if share else {"stop": str(user)}
    return Undo(request.path, values)


@member(get=Right.ADMIN, post=Right.ADMIN, live=True)
def rules(request: HttpRequest, access: Access) -> HttpResponse:
    """What this organisation asks of a plan before it can be approved."""
    row, _ = PlanRules.objects.get_or_create(organisation=access.organisation)
    form = PlanRulesForm(request.POST or None, instance=row, access=access)
    if request.method == "POST" and form.is_valid() and form.keep():
        return kept(request, form, "Saved.")
    if answer := not_kept(request, form):
        return answer
    context = {"access": access, "form": form}
    return render(request, "planning/plans/rules.html", context, status=form.status)
