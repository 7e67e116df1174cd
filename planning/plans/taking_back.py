"""A plan is reverted, or brought again after that, from its page or from the history: the same deed, and told alike."""

from __future__ import annotations

from datetime import date

from planning.notices.models import Notice
from planning.organisation import writes
from planning.organisation.models import Batch, Plan
from planning.plans import applying, notifying
from portal.models import User


def revert(plan: Plan, *, today: date, by: User) -> Batch | None:
    """Raises as `applying.revert` does."""
    done = applying.revert(plan, today=today, author=by)
    _tell(plan, f"{by} reverted the plan “{plan}”", by)
    return done


def again(plan: Plan, *, today: date, by: User) -> Batch | None:
    """Raises as `applying.again` does."""
    done = applying.again(plan, today=today, author=by)
    _tell(plan, f"{by} applied the plan “{plan}” again", by)
    return done


def undo(batch: Batch, *, today: date, by: User) -> Batch:
    """Take a batch of the history back, or bring it again: where it is a plan's, so is the plan. Raises as
    `writes.undo` does, and `Locked` where the plan is no longer as it was."""
    plan = plan_of(batch)
    if plan is None or batch.is_undone:
        return writes.undo(batch, today=today, author=by)
    done = (again if batch.root.void else revert)(plan, today=today, by=by)
    return done or batch


def plan_of(batch: Batch) -> Plan | None:
    """The plan that became a batch, or what the batch takes back; None where there is none any more."""
    if batch.root.source != Batch.Source.PLAN:
        return None
    return Plan.objects.filter(batch=batch.root).select_related("organisation", "owner", "batch").first()


def _tell(plan: Plan, text: str, by: User) -> None:
    notifying.tell(plan, Notice.Kind.APPLIED, text, notifying.involved(plan), by=by)
