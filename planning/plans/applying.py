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
        super().__init__("The organisation has changed since the plan was made. Choose for each.")
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
        plan.state = Plan.State.APPLIED
        plan.save(update_fields=["state", "batch", "changed_at"])
        PlanEvent.objects.create(plan=plan, state=plan.state, author=author)
    return batch


def revert(plan: Plan, *, today: date, author: Any) -> Batch | None:
    """Take an applied plan back. Raises `service.Stale` with the later changes that contradict it."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=plan.organisation_id)
        plan = _locked(plan, Plan.State.APPLIED, "Only an applied plan can be reverted.")
        batch = writes.undo(plan.batch, today=today, author=author) if plan.batch else None
        plan.state = Plan.State.REVERTED
        plan.save(update_fields=["state", "changed_at"])
        PlanEvent.objects.create(plan=plan, state=plan.state, author=author)
    return batch


def _locked(plan: Plan, state: str, message: str) -> Plan:
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != state:
        raise Locked(message)
    return plan
