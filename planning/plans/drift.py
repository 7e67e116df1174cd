"""How the current organisation has moved under an open plan, and what that means for the plan."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from planning.core.changes.change import problems
from planning.core.changes.merge import Clash, settle
from planning.organisation import store
from planning.organisation.models import Batch, Plan, StoredChange
from planning.plans import applying

OPEN = (Plan.State.DRAFT, Plan.State.SENT_BACK, Plan.State.REVIEW, Plan.State.APPROVED)
SHOWN = 5


class Drift(NamedTuple):
    """`edits` counts what was done to the organisation since the plan was started; `touching` is what of it concerns
    the plan's own records, newest first; `clashes` are fields that both moved; `hurdles` say which of the plan's
    changes are no longer possible, and why."""

    edits: int
    touching: list[Batch]
    clashes: list[Clash]
    hurdles: list[str]


def drift(plan: Plan, today: date) -> Drift:
    """Raises nothing: a plan that is decided stands on no ground any more."""
    if plan.state not in OPEN:
        return Drift(0, [], [], [])
    since = Batch.objects.filter(organisation=plan.organisation_id, made_at__gt=plan.made_at)
    return Drift(since.count(), _touching(plan, since), applying.standing(plan, today), _hurdles(plan, today))


def _touching(plan: Plan, since: object) -> list[Batch]:
    places = {(p.change.kind, p.change.key) for p in store.planned(plan).values()}
    if not places:
        return []
    keys = list({key for _, key in places})[:500]
    mine = StoredChange.objects.filter(Q(key__in=keys), batch=OuterRef("pk"))
    return list(since.filter(Exists(mine)).select_related("author")[:SHOWN])  # type: ignore[attr-defined]


def _hurdles(plan: Plan, today: date) -> list[str]:
    """With every clash decided for the plan, what still forbids its changes."""
    planned = store.planned(plan)
    answers = {clash.name: "planned" for clash in applying.standing(plan, today) if not clash.gone}
    at = partial(store.org_at, plan.organisation)
    ready, _ = settle(at, planned.values(), answers, today)  # type: ignore[arg-type]
    first = min((change.on for change in ready), default=today)
    return list(dict.fromkeys(problem.message for problem in problems(at(first), ready)))
