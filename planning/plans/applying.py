"""An approved plan becomes part of the organisation, in one transaction; and can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from planning.core.changes.merge import Answer, Clash, clashes, settle
from planning.organisation import store, writes
from planning.organisation.models import Batch, Plan
from planning.plans.editing import Locked
from planning.plans.models import PlanEvent
from portal.models import Organisation


class Undecided(Exception):
    """The organisation has moved where the plan moves it, too: each clash wants an answer."""

    def __init__(self, found: list[Clash]) -> None:
        super().__init__(
            "The organisation has changed since the plan was created. Choose what to keep for each conflict."
        )
        self.clashes = tuple(found)


def standing(plan: Plan, today: date) -> list[Clash]:
    """What would clash if the plan were applied now."""
    return clashes(partial(store.org_at, plan.organisation), store.planned(plan).values(), today)


def apply(plan: Plan, *, today: date, author: Any, answers: Mapping[str, Answer] | None = None) -> Batch | None:
    """Make the approved changes part of the organisation; those dated later wait for their day. None where the
    organisation already is as planned. Raises `Undecided`, `service.Refused` or `Locked`; nothing is kept then."""
    with transaction.atomic():
        # The organisation first, as everywhere: two writers that lock in one order never wait for each other forever.
        organisation = Organisation.objects.select_for_update().get(pk=plan.organisation_id)
        plan = _locked(plan, Plan.State.APPROVED, "Only an approved plan can be applied.")
        changes, undecided = settle(
            partial(store.org_at, organisation), store.planned(plan).values(), answers or {}, today
        )
        if undecided:
            raise Undecided(undecided)
        batch = None
        if changes:
            batch = writes.commit(
                organisation, changes, title=plan.name, today=today, author=author, source=Batch.Source.PLAN
            )
        plan.batch = batch
        plan.save(update_fields=["batch"])
        _has_become(plan, Plan.State.APPLIED, author)
    return batch


def revert(plan: Plan, *, today: date, author: Any) -> Batch | None:
    """Take an applied plan back. Raises `service.Stale` with the later changes that contradict it."""
    refusal = "Only an applied plan can be reverted."
    return _moved(plan, Plan.State.APPLIED, Plan.State.REVERTED, refusal, today=today, author=author)


def again(plan: Plan, *, today: date, author: Any) -> Batch | None:
    """Bring a plan again that was reverted. Raises as `revert` does."""
    refusal = "Only a plan that was reverted can be applied again."
    return _moved(plan, Plan.State.REVERTED, Plan.State.APPLIED, refusal, today=today, author=author)


def _moved(plan: Plan, was: Plan.State, to: Plan.State, refusal: str, *, today: date, author: Any) -> Batch | None:
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=plan.organisation_id)
        plan = _locked(plan, was, refusal)
        batch = _turned(plan, today=today, author=author, void=to == Plan.State.APPLIED)
        _has_become(plan, to, author)
    return batch


def _turned(plan: Plan, *, today: date, author: Any, void: bool) -> Batch | None:
    """Take back what the plan has become, or what took that back; None where that has been done (`void`: it is no
    longer as the plan says)."""
    last = plan.batch
    if last is None or last.void != void:
        return None
    while after := Batch.objects.filter(undoes=last).first():
        last = after
    return writes.undo(last, today=today, author=author)


def _has_become(plan: Plan, state: str, author: Any) -> None:
    plan.state = state
    plan.save(update_fields=["state", "changed_at"])
    PlanEvent.objects.create(plan=plan, state=plan.state, author=author)


def _locked(plan: Plan, state: str, message: str) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != state:
        raise Locked(message)
    return plan
