"""Plans that wait for a member: to decide on, to revise, to apply."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from planning.notices.waiting import Waits
from planning.organisation.models import Plan
from planning.organisation.plan_access import visible
from planning.organisation.snapshot import Snapshot
from planning.plans.review import rules_of
from portal.addresses import org_url
from portal.guard import Access
from portal.models import Right

State = Plan.State
STATES = (State.REVIEW, State.SENT_BACK, State.APPROVED)
ICON = "git-branch"


def waiting(access: Access, snapshot: Snapshot) -> Iterator[Waits]:
    """One query, one more where plans of the member's own are in review."""
    plans = list(visible(access).filter(state__in=STATES))
    own = [plan for plan in plans if plan.state == State.REVIEW and plan.owner_id == access.user.pk]
    alone = bool(own) and rules_of(own[0]).own_approval
    for plan in plans:
        if found := _of(access, plan, alone):
            yield found


def _of(access: Access, plan: Plan, alone: bool) -> Waits | None:
    """`alone`: members may approve plans of their own."""
    mine = plan.owner_id == access.user.pk
    if plan.state == State.SENT_BACK:
        return _waits(access, plan, f"Revise “{plan}”", "Changes requested", "Revise") if mine else None
    if plan.state == State.REVIEW:
        if not access.may(Right.APPROVER) or (mine and not alone):
            return None
        return _waits(access, plan, f"Approve “{plan}”", f"Plan from {plan.owner or 'no one'}", "Review")
    if access.may(Right.APPROVER):
        return _waits(access, plan, f"Apply “{plan}”", "Approved plan", "Apply", page="plan-apply")
    return _waits(access, plan, f"“{plan}” is approved", "An approver can apply it", "Open") if mine else None


def _waits(access: Access, plan: Plan, title: str, detail: str, verb: str, page: str = "plan") -> Waits:
    url = org_url(access, page, plan.slug)
    due = plan.target if plan.state == State.APPROVED else None
    return Waits(ICON, title, detail, url, verb, due, timezone.localdate(plan.changed_at))
