"""Cost of an organisation and its plans, from its own money data.

Only members for whom `access.sees_cost` holds see any of it. A new field that holds an amount goes into `COST_FIELDS`
(in planning/core/money.py): sentences, comparisons, the history and the forms leave its values out for
everybody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Q

from planning.core.changes.change import Change
from planning.core.changes.plan_steps import changes_due
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import Ledger, Period, quarters, replaced
from planning.core.cost.pay import Band, Budget, Rate, Terms, budget_in
from planning.core.money import COST_FIELDS, HIDDEN, is_cost
from planning.cost.models import Band as StoredBand
from planning.cost.models import Budget as StoredBudget
from planning.cost.models import MoneyRules
from planning.cost.models import Rate as StoredRate
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

__all__ = ["COST_FIELDS", "HIDDEN", "bands_of", "is_cost", "ledger_of", "overruns", "terms_of", "yearly"]


def terms_of(organisation: Organisation) -> Terms:
    """The organisation's bands, rates, budgets and factor. Where it has not said in what to report, the one currency
    that there is; with several, ''."""
    return store.derived(organisation, date.min, "terms", partial(_terms, organisation.pk))


def _terms(organisation_id: int) -> Terms:
    rules = MoneyRules.objects.filter(organisation=organisation_id).first() or MoneyRules()
    bands = tuple(Band(*row) for row in _rows(StoredBand, Band, organisation_id))
    rates = tuple(Rate(*row) for row in _rows(StoredRate, Rate, organisation_id))
    budgets = tuple(Budget(*row) for row in _rows(StoredBudget, Budget, organisation_id))
    own = store.load_table("position", organisation_id) if not rules.currency else {}
    codes = {band.currency for band in bands} | {p.currency for p in own.values() if p.pay is not None}
    currency = rules.currency or (codes.pop() if len(codes) == 1 else "")
    return Terms(currency, rules.factor, bands, rates, budgets)


def _rows(model: Any, record: Any, organisation_id: int) -> Any:
    return model.objects.filter(organisation=organisation_id).values_list(*record._fields)


def bands_of(organisation: Organisation, role: str, on: date) -> list[Band]:
    """The bands of a role that are in force on a day, by level and place. For members who see cost."""
    return terms_of(organisation).in_force(role, on)


def ledger_of(organisation: Organisation, periods: Sequence[Period], today: date, plan: Plan | None = None) -> Ledger:
    """What the organisation costs over the periods, as it goes on by itself or in a plan. Worked out once a version;
    a plan's is the organisation's with the positions that it touches counted anew."""
    name = ("ledger", tuple(periods), today, store.content_for(organisation).version)
    if plan is None:
        return _remembered(organisation, name, lambda: forecast_of(organisation, periods, today, None).ledger())
    return _remembered(organisation, name, lambda: _planned(organisation, periods, today, plan), plan)


def _remembered(organisation: Organisation, name: Any, make: Any, plan: Plan | None = None) -> Ledger:
    ledger: Ledger = store.derived(organisation, date.min, name, make, plan)
    return ledger


def _planned(organisation: Organisation, periods: Sequence[Period], today: date, plan: Plan) -> Ledger:
    forecast = forecast_of(organisation, periods, today, plan)
    if any(change.kind == "team" for change in forecast.path.planned):
        return forecast.ledger()
    keys = touched(forecast.path)
    before = forecast_of(organisation, periods, today, None).ledger(keys)
    return replaced(ledger_of(organisation, periods, today), before, forecast.ledger(keys))


def touched(path: CostPath) -> list[str]:
    """The positions that a plan changes, and those of the people whom it does."""
    positions = [change.key for change in path.planned if change.kind == "position"]
    people = {change.key for change in path.planned if change.kind == "person"}
    if people:
        positions += [p.key for p in path.start.tables["position"].values() if p.holder in people]
        positions += [c.key for c in path.changes if c.kind == "position" and (c.after or {}).get("holder") in people]
    return list(dict.fromkeys(positions))


def forecast_of(organisation: Organisation, periods: Sequence[Period], today: date, plan: Plan | None) -> CostForecast:
    """How cost goes on over the periods, as the organisation goes on by itself or in a plan."""
    first, last = periods[0].starts, periods[-1].ends
    path = CostPath(
        store.org_at(organisation, first),
        _between(organisation, first, last),
        changes_due(store.planned(plan), last) if plan else (),
    )
    context = Snapshot(organisation, last, plan).context
    return CostForecast(path, terms_of(organisation), context, periods, today)


def _between(organisation: Organisation, first: date, last: date) -> list[Change]:
    """What changes after the first day, in the order of the days."""
    name = ("changes between", first, last)
    found = (store.IN_FORCE | store.WAITING) & Q(on__gt=first, on__lte=last)

    def read() -> list[Change]:
        return sorted(store.changes_where(organisation.pk, found), key=lambda change: change.on)

    return store.derived(organisation, date.min, name, read)


EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)


def yearly(organisation: Organisation, on: date, today: date, plan: Plan | None = None) -> Ledger:
    """The state of a single day: its `yearly()` is what a year like that day costs."""
    on = min(max(on, EARLIEST), LATEST)
    return ledger_of(organisation, [Period(on, on)], today, plan)


class Overrun(NamedTuple):
    """A function that costs more in a year than its budget: the amounts in the organisation's currency, without and
    with the plan, and for how many positions the cost is unknown. `worse`: the plan adds to it."""

    function: str
    year: int
    budget: Decimal
    current: Decimal
    planned: Decimal
    unknown: int

    @property
    def over(self) -> Decimal:
        return self.planned - self.budget

    @property
    def worse(self) -> bool:
        return self.planned > self.current


def overruns(organisation: Organisation, today: date, plan: Plan | None = None) -> list[Overrun]:
    """Where this year or later a function costs more than its budget, in the plan or as things are."""
    terms = terms_of(organisation)
    found = []
    for year in sorted({budget.year for budget in terms.budgets if budget.year >= today.year}):
        periods = quarters(date(year, 1, 1), 4)
        current = ledger_of(organisation, periods, today)
        planned = ledger_of(organisation, periods, today, plan) if plan else current
        for budget in (b for b in terms.budgets if b.year == year):
            allowed = budget_in(terms, budget)
            now, then = (side.total(range(4), [budget.function]) for side in (current, planned))
            if allowed is not None and then > allowed:
                unknown = len(planned.unknown(range(4), [budget.function]))
                found.append(Overrun(budget.function, year, allowed, now, then, unknown))
    return found
