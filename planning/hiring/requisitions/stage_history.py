"""What has become of a requisition so far: each move, who made it, when and why. It is read from the history."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from planning.core import hiring
from planning.core.changes.plan_steps import PlannedChange
from planning.organisation import store
from planning.organisation.models import Plan, Step, StoredChange
from portal.guard import Access


class StageChange(NamedTuple):
    """One move. `waits`: its day has not come; `planned`: it is a change of the plan that is looked at."""

    on: date
    before: str
    after: str
    by: Any
    made_at: Any
    why: str
    batch: int | None
    waits: bool = False
    planned: bool = False


def stage_history(access: Access, key: str) -> list[StageChange]:
    """Latest first. One query, and one more in a plan that moves the requisition."""
    rows = StoredChange.objects.filter(
        organisation=access.organisation,
        kind__in=("position", "requisition"),
        key=key,
        cancelled_by=None,
        batch__undoes=None,
        batch__void=False,
    )
    by_batch: dict[int, list[StoredChange]] = {}
    for row in rows.select_related("batch__author").order_by("-id")[:200]:
        by_batch.setdefault(row.batch_id, []).append(row)
    found = [change for group in by_batch.values() if (change := _stage_change(group))]
    return [*_in_plan(access.plan, key), *found]


def _stage_change(rows: list[StoredChange]) -> StageChange | None:
    moved = next((row for row in rows if row.kind == "position" and _changes_stage(row.before, row.after)), None)
    if moved is None:
        return None
    why = next((str((row.after or {}).get("why", "")) for row in rows if row.kind == "requisition"), "")
    batch = moved.batch
    return StageChange(
        moved.on, *_stages(moved.before, moved.after), batch.author, batch.made_at, why, batch.pk, not moved.folded
    )


def _changes_stage(before: Any, after: Any) -> bool:
    """Whether a change of a position says anything about filling it."""
    if after is None or (before is None and after.get("holder")):
        return False
    return "stage" in after or "holder" in after or before is None


def _stages(before: Any, after: Any) -> tuple[str, str]:
    """Before and after; '' where the change does not tell. Who takes a position with a start to come has accepted."""
    known = before is not None and ("stage" in before or before.get("holder"))
    was = (before.get("stage") or ("filled" if before.get("holder") else hiring.DRAFT)) if known else ""
    if after.get("holder"):
        return was, hiring.ACCEPTED if after.get("target_start") else hiring.STARTED
    return was, after.get("stage") or hiring.DRAFT


def _in_plan(plan: Plan | None, key: str) -> list[StageChange]:
    if plan is None:
        return []
    mine = [p for p in store.planned(plan).values() if p.change.key == key]
    moves = [p for p in mine if p.change.kind == "position" and _changes_stage(p.change.before, p.change.after)]
    reasons = {p.step: str((p.change.after or {}).get("why", "")) for p in mine if p.change.kind == "requisition"}
    found = plan.steps.filter(number__in=[p.step for p in moves]).select_related("author") if moves else ()
    steps = {step.number: step for step in found}
    return [_planned(p, steps.get(p.step), reasons.get(p.step, p.note)) for p in reversed(moves)]


def _planned(planned: PlannedChange, step: Step | None, why: str) -> StageChange:
    change = planned.change
    author, made_at = (step.author, step.made_at) if step else (None, None)
    return StageChange(change.on, *_stages(change.before, change.after), author, made_at, why, None, planned=True)
