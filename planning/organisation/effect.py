"""What a plan, or an edit that is previewed, does to the findings and the numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from planning.core.changes.change import Change
from planning.core.changes.plan_steps import changes_due
from planning.core.content import Content
from planning.core.fixes.next_steps import with_next_steps
from planning.core.metrics import Metrics, metrics
from planning.core.rules import FindingChanges, compare_findings
from planning.core.rules.again import differences
from planning.core.rules.base import Sides
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation


class PlanEffect:
    """A plan beside the current organisation, both on one date."""

    def __init__(self, organisation: Organisation, on: date, plan: Plan) -> None:
        self.before = Snapshot(organisation, on)
        self.after = Snapshot(organisation, on, plan)
        self.plan = plan

    @cached_property
    def findings(self) -> FindingChanges:
        return compared(self.before, self.after, changes_due(store.planned(self.plan), self.before.org.on))

    @cached_property
    def metrics(self) -> tuple[Metrics, Metrics]:
        """Before and after."""
        return metrics(self.before.context), metrics(self.after.context)


def compared(before: Snapshot, after: Snapshot, changes: Sequence[Change]) -> FindingChanges:
    """What opens and closes between two sides; `changes` lead from one to the other."""
    found = compare_findings(before.findings, after.findings)
    return with_next_steps(Sides(before.context, after.context), changes, found)


def preview(snapshot: Snapshot, changes: Sequence[Change]) -> FindingChanges:
    """What `changes` would open and close once all of them have come, looking again only at what they can touch."""
    day = done_by(changes)
    if day and day > snapshot.org.on:
        snapshot = Snapshot(snapshot.organisation, day, snapshot.plan)
    due = [change for change in changes if change.on <= snapshot.org.on]
    sides = Sides(snapshot.context, snapshot.context.after(due))
    return with_next_steps(sides, due, differences(sides, snapshot.by_subject, due))


def done_by(changes: Iterable[Change]) -> date | None:
    """The first day on which all of it can be seen: that of the last change, and the day after the last one of a
    position that is closed, for until then it stands. None where nothing changes."""
    days = [change.on for change in changes]
    closed = [last + timedelta(days=1) for change in changes if (last := _last_day(change))]
    return max([*days, *closed], default=None)


def _last_day(change: Change) -> date | None:
    """Of a position that the change closes."""
    if change.kind != "position" or change.before is None:
        return None
    last: date | None = (change.after or {}).get("ends")
    return last


def ratios(content: Content, every: Sequence[Metrics]) -> list[tuple[str, list[float | None]]]:
    """How many holders of the first covering role there are for one of each other, and engineers for one of it: a
    number for each of `every`, None where its divisor is nought."""
    first, *others = content.covering or (None,)
    if first is None:
        return []
    rows = [(f"{first.code} : {role.code}", [m.ratio(first.slug, role.slug) for m in every]) for role in others if role]
    return [*rows, (f"Engineers : {first.code}", [m.function_ratio("engineering", first.slug) for m in every])]
