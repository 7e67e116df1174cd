"""What keeps a member from a step of a plan that they could take otherwise, as its page says."""

from __future__ import annotations

from typing import Any

from planning.organisation import pay_kept
from planning.organisation.models import Plan
from planning.organisation.plan_access import PlanAccess
from planning.plans import approval_rules, review


def decides(plan_access: PlanAccess) -> tuple[bool, str]:
    """Whether this member is to decide on the plan now; why not although approvers are asked, '' otherwise."""
    plan, user = plan_access.plan, plan_access.access.user
    is_asked = plan_access.may_decide and plan.state == Plan.State.REVIEW
    own = review.why_not_own(plan, user) if is_asked else ""
    return is_asked and not own, own


def withheld(plan_access: PlanAccess) -> str:
    """Why this member, who decides on the plan, cannot approve it; '' where they can."""
    return approval_rules.needs_cost(plan_access.plan, cost=plan_access.access.sees_cost)


def to_approval(plan_access: PlanAccess) -> dict[str, Any]:
    """What keeps the plan from being approved, whoever does it."""
    plan, access = plan_access.plan, plan_access.access
    return {
        "over_budget": approval_rules.over_budget_text(plan, access.today) if access.sees_cost else "",
        "blocking_findings": approval_rules.blocking_findings(plan, access.today),
    }


def to_reverting(plan_access: PlanAccess) -> str:
    """Why this member, who could otherwise, cannot revert the plan; '' where they can."""
    plan = plan_access.plan
    reverts = plan_access.may_decide and plan.state == Plan.State.APPLIED
    return pay_kept.why_not(plan_access.access, plan.batch) if reverts else ""
