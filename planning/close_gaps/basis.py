"""What a question is asked about: the organisation through time, its role content, its money, how long hiring takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planning.close_gaps.lead_times import lead_times
from planning.core.close_gaps.question import Basis
from planning.cost.ledgers import terms_of
from planning.organisation import store
from planning.organisation.models import Plan
from portal.models import Organisation


def basis_of(
    organisation: Organisation,
    on: date,
    plan: Plan | None,
    *,
    sees_cost: bool,
    budgets: bool = False,
    today: date | None = None,
) -> Basis:
    """The organisation from `on` on, in a plan or as it is; without its money where whoever asks may not see cost.
    `budgets`: what is left of the budgets of functions is asked for, so it is told from the first day of the year.
    `today` is the day until which hiring is looked at, where that is another than `on`."""
    since = date(on.year, 1, 1) if budgets and sees_cost else on
    dated = store.dated(organisation, since, plan)
    terms = terms_of(organisation) if sees_cost else None
    return Basis(dated, store.content_for(organisation), terms, _days(organisation, today or on))


def _days(organisation: Organisation, today: date) -> Mapping[str, int]:
    return {role: found.days for role, found in lead_times(organisation, today).items()}
