"""The only bridge between the tables and `Org`: load, cache by version, write.

The tables hold the organisation after every change whose day had come when it was last written to. A
date before that takes changes back; a later one applies those that wait.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.db.models import Q

from planning.core.changes.change import Change, apply, invert
from planning.core.changes.following import take_over
from planning.core.changes.plan_steps import PlannedChange, changes_due, replay
from planning.core.changes.record_history import DatedOrg
from planning.core.records import RECORDS, Org
from planning.organisation import role_content
from planning.organisation.bases import Base, Came, following, load
from planning.organisation.models import Plan, StoredChange
from planning.organisation.role_content import content_for as content_for
from planning.organisation.rows import IN_FORCE as IN_FORCE
from planning.organisation.rows import WAITING as WAITING
from planning.organisation.rows import changes_where as changes_where
from planning.organisation.rows import fetch_rows as fetch_rows
from planning.organisation.rows import load_table as load_table
from planning.organisation.rows import remember as remember
from planning.organisation.rows import write as write
from planning.organisation.step_codec import from_json
from portal.cache import Cache, Place, counted_in, drop, drop_before, newest
from portal.models import Organisation

T = TypeVar("T")
_bases: Cache[Base] = Cache("organisations", holds=lambda base: (base.tables, *base.tables.values()))
_orgs: Cache[Org] = Cache("organisations")
_plans: Cache[dict[str, PlannedChange]] = Cache("plans")
_derived: Cache[Any] = Cache("derived")
counted_in("base", *RECORDS.values())


def org_at(organisation: Organisation, on: date, plan: Plan | None = None) -> Org:
    """The organisation on a date, in a plan or as it is. No query where these versions are in memory already."""
    org = _orgs.at(_place(organisation, "org", on), partial(_build, organisation, on))
    if plan is None or not (changes := changes_due(planned(plan), on)):
        return org
    return _orgs.at(_place(organisation, "org", on, plan), lambda: apply(org, changes))


def planned(plan: Plan) -> dict[str, PlannedChange]:
    """The plan's changes by id, in the order they came in. What was applied is in the organisation itself."""
    return {} if plan.state in (Plan.State.APPLIED, Plan.State.REVERTED) else drafted(plan)


def drafted(plan: Plan) -> dict[str, PlannedChange]:
    """The plan's changes by id, or those of the part that is looked at, whether they have been applied or not."""
    steps = plan.steps.filter(undone=False).order_by("number")
    every = _plans.at(
        Place(("plan", plan.pk), "steps", None, (plan.version,)),
        lambda: replay((number, from_json(moves)) for number, moves in steps.values_list("number", "moves")),
    )
    return every if plan.only is None else {id: planned for id, planned in every.items() if id in plan.only}


def dated(organisation: Organisation, since: date, plan: Plan | None = None) -> DatedOrg:
    """The organisation through time from `since` on, in a plan or as it is: `.at(day)` is what `org_at` gives."""
    base = base_of(organisation)
    past = [] if base.folded_to is None or since >= base.folded_to else _past(organisation.pk, since)
    over = changes_due(planned(plan), date.max) if plan else ()
    return DatedOrg(base.tables, past, base.waiting, over, base.vacated)


def days_of_changes(organisation: Organisation, plan: Plan | None = None) -> set[date]:
    """The days on which something has changed or will, in a plan or as it is: one query."""
    past = StoredChange.objects.filter(IN_FORCE | WAITING, organisation=organisation).order_by()
    ahead = changes_due(planned(plan), date.max) if plan else []
    return {*past.values_list("on", flat=True).distinct(), *(change.on for change in ahead)}


def _past(organisation_id: int, since: date) -> list[Change]:
    return sorted(changes_where(organisation_id, IN_FORCE & Q(on__gt=since)), key=lambda change: change.on)


def derived(organisation: Organisation, on: date, name: object, make: Callable[[], T], plan: Plan | None = None) -> T:
    """Anything computed from the organisation on a date alone, remembered under `name`."""
    result: T = _derived.at(_place(organisation, name, on, plan), make)
    return result


def derived_before(organisation: Organisation, on: date, name: object) -> tuple[Came, Any] | None:
    """What was derived under the same name from the version that this one was made from by a few changes, and those;
    None where that is not known."""
    came, found = base_of(organisation).came, _derived.before(_place(organisation, name, on))
    return (came, found[1]) if came and found and found[0][0] == came.version else None


def forget() -> None:
    """Empty the caches: for tests that roll the database back under them."""
    for cache in (_bases, _orgs, _plans, _derived):
        cache.clear()
    role_content.forget()


def base_of(organisation: Organisation) -> Base:
    """What the tables hold of this version: the version before with what has changed since, or all of it anew."""
    place = Place(organisation.pk, "base", None, (organisation.version, 0))

    def make() -> Base:
        before = _bases.before(place)
        base = following(organisation.pk, before[1]) if before else None
        if base is None:  # and what was is told by no change: nothing is made of it, and somebody may have been erased
            base = load(organisation.pk)
            drop_before(organisation.pk, organisation.version)
        if base.stamp and base.stamp.version < (newest(organisation.pk) or 0):
            drop(organisation.pk)  # the database was put back to an earlier day
        return base

    return _bases.at(place, make)


def _place(organisation: Organisation, name: object, on: date, plan: Plan | None = None) -> Place:
    """A view of an organisation is a date, as it is or in a plan."""
    view = (on, plan.pk, plan.only) if plan else (on,)
    return Place(organisation.pk, name, view, (organisation.version, plan.version if plan else 0))


def _build(organisation: Organisation, on: date) -> Org:
    base = base_of(organisation)
    since = {key: day for key, day in base.vacated if day <= on}
    org = Org(on, base.tables)
    if base.folded_to is not None and on < base.folded_to:
        org = apply(org, invert(_past(organisation.pk, on)))
    org = Org(on, org.tables, since)
    due = [change for change in base.waiting if change.on <= on]
    if due:
        return apply(org, due)
    before = _orgs.before(_place(organisation, "org", on))
    if before and base.came and base.came.leads(before[0][0], before[1], org):
        take_over(before[1], org, base.came.changes)
    return org
