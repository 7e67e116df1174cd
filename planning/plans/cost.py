"""What a plan costs beside the current organisation, for members who may see cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from planning.core.money import plain
from planning.core.names import name_of
from planning.cost.effects import Effect, plan_effect
from planning.cost.ledgers import Overrun, overruns, yearly
from planning.cost.position_cost import outside_band
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.role_content import content_for
from planning.organisation.snapshot import Snapshot
from planning.plans.review import rules_of
from portal.guard import Access


class PlanCost(NamedTuple):
    """A year at the state of one day, in `currency`, and for how many positions that is unknown, as things are and in
    the plan, where they have `unknown_fte`; where the plan goes over a budget; what it changes over time; and which
    positions of the plan are paid outside their band, by key and name, and how far."""

    currency: str
    before: Decimal
    after: Decimal
    unknown_before: int
    unknown_after: int
    unknown_fte: Decimal
    over: list[tuple[str, Overrun]]
    effect: Effect
    outside: list[tuple[str, str, str]]

    @property
    def more(self) -> Decimal:
        return self.after - self.before


def plan_cost(access: Access, plan: Plan, on: date) -> PlanCost | None:
    """None for members who may not see cost."""
    if not access.sees_cost:
        return None
    now, then = (yearly(access.organisation, on, access.today, side) for side in (None, plan))
    names = content_for(access.organisation).functions
    over = [(names.get(o.function, o.function), o) for o in overruns(access.organisation, access.today, plan)]
    unknown = then.unknown([0])
    fte = sum(unknown.values(), Decimal(0))
    counts = len(now.unknown([0])), len(unknown), fte
    effect = plan_effect(access.organisation, access.today, plan)
    outside = _outside(Snapshot(access.organisation, on, plan), plan)
    return PlanCost(now.terms.currency, now.yearly(), then.yearly(), *counts, over, effect, outside)


def _outside(snapshot: Snapshot, plan: Plan) -> list[tuple[str, str, str]]:
    """Of the positions that the plan touches."""
    changes = (planned.change for planned in store.planned(plan).values())
    keys = dict.fromkeys(change.key for change in changes if change.kind in ("position", "requisition"))
    positions = [snapshot.org.positions[key] for key in keys if key in snapshot.org.positions]
    found = ((p, text) for p in positions for text in outside_band(snapshot, p))
    return [(p.key, name_of(snapshot.org, "position", p.key), text) for p, text in found]


def blocking_overruns(plan: Plan, today: date) -> list[Overrun]:
    """Where the plan brings a function over its budget, or further over it, if the organisation does not let that
    pass."""
    if not rules_of(plan).budget:
        return []
    return [overrun for overrun in overruns(plan.organisation, today, plan) if overrun.worse]


def overrun_text(plan: Plan, found: list[Overrun], currency: str) -> str:
    """Why the plan cannot be approved, with amounts: only for members who may see cost."""
    names = content_for(plan.organisation).functions
    parts = [
        f"{names.get(o.function, o.function)} in {o.year} by {currency} {plain(o.over.quantize(Decimal(1)))}"
        for o in found
    ]
    return f"The plan is over budget: {'; '.join(parts)}."
