"""What must hold before a plan can be approved; the organisation chooses."""

from __future__ import annotations

from datetime import date

from planning.core import rules
from planning.core.rules import Finding
from planning.core.words import count
from planning.cost.ledgers import terms_of
from planning.organisation.effect import PlanEffect
from planning.organisation.models import Plan
from planning.organisation.store import planned
from planning.plans.cost import blocking_overruns, overrun_text
from planning.plans.editing import Locked
from planning.plans.models import PlanRules
from planning.plans.review import rules_of
from portal import whom_to_ask
from portal.models import Right

REMEDY = "Fix this first, or ask an admin to change the approval rules."
BLOCKING = {
    PlanRules.Blocking.NONE: (),
    PlanRules.Blocking.CRITICAL: (rules.CRITICAL,),
    PlanRules.Blocking.WARNING: (rules.CRITICAL, rules.WARNING),
}


def blocking_findings(plan: Plan, today: date) -> list[Finding]:
    """The findings that the plan opens and that the organisation does not let pass, on any date of the plan. What new
    cover brings with it is no harm, and passes."""
    blocking = BLOCKING[PlanRules.Blocking(rules_of(plan).gate)]
    dates = sorted({max(p.change.on, today) for p in planned(plan).values()}) if blocking else []
    found = {f.identity: f for on in dates for f in PlanEffect(plan.organisation, on, plan).findings.harms}
    return [finding for finding in found.values() if finding.severity in blocking]


def over_budget_text(plan: Plan, today: date) -> str:
    """What to say where the plan goes over a budget that it must keep; '' where it does not. With amounts: only for
    members who may see cost."""
    found = blocking_overruns(plan, today)
    return overrun_text(plan, found, terms_of(plan.organisation).currency) if found else ""


def needs_cost(plan: Plan, *, cost: bool) -> str:
    """Why a member cannot approve, and who can, where budgets have to be kept and they may not see cost; '' where they
    may. It is the same whatever the amounts are: whether a plan goes over a budget tells of pay."""
    rule = rules_of(plan) if not cost else None
    if not rule or not rule.budget:
        return ""
    but = None if rule.own_approval else plan.owner
    ask = whom_to_ask.for_deed(plan.organisation, Right.APPROVER, sees_cost=True, but=but)
    return f"Approvers need access to cost, because plans must stay within budgets. {ask}"


def check(plan: Plan, today: date, *, cost: bool = False) -> None:
    """Raises `Locked` with the first of them. `cost`: whether whoever approves may see cost."""
    if withheld := needs_cost(plan, cost=cost):
        raise Locked(withheld)
    found = blocking_findings(plan, today)
    if found:
        among = ", among them" if len(found) > 1 else ""
        opens = f"{count(len(found), 'finding')} that the approval rules do not allow{among}"
        raise Locked(f"The plan opens {opens}: {found[0].message} {REMEDY}")
    if over := cost and over_budget_text(plan, today):
        raise Locked(f"{over} {REMEDY}")
