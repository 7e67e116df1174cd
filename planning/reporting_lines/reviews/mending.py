"""What the plan of a review mends: the lines that it changes, and those whose findings it closes by other changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from planning.core.changes.change import Change, apply
from planning.core.changes.plan_steps import PlannedChange
from planning.core.reporting_lines.lines import lines_of
from planning.core.rules import recheck
from planning.core.sentences import sentence
from planning.organisation import store
from planning.organisation.models import Plan, Step
from planning.organisation.snapshot import Snapshot
from planning.reporting_lines import listing
from planning.reporting_lines.models import LineReview


class PlannedFix(NamedTuple):
    """What the review's plan does about a line: sentences, who put it there last, when."""

    texts: tuple[str, ...]
    by: str
    at: datetime | None


def fixes(review: LineReview, snapshot: Snapshot) -> dict[str, PlannedFix]:
    """By position. Two queries."""
    plan = review.plan
    changes = list(store.planned(plan).values()) if plan else []
    if plan is None or not changes:
        return {}
    steps = _steps(plan, changes)
    found: dict[str, PlannedFix] = {}
    for planned in changes:
        key = planned.change.key
        if planned.change.kind == "position":
            earlier = found[key].texts if key in found else ()
            found[key] = _planned(
                (*earlier, sentence(snapshot.org, planned.change, content=snapshot.content)), steps.get(planned.step)
            )
    last = steps.get(max(planned.step for planned in changes))
    for key, texts in _closed(snapshot, [planned.change for planned in changes]).items():
        found.setdefault(key, _planned(texts, last))
    return found


def _steps(plan: Plan, changes: Iterable[PlannedChange]) -> dict[int, Step]:
    numbers = {planned.step for planned in changes}
    return {step.number: step for step in plan.steps.filter(number__in=numbers).select_related("author")}


def _planned(texts: tuple[str, ...], step: Step | None) -> PlannedFix:
    return PlannedFix(texts, str(step.author or "") if step else "", step.made_at if step else None)


def _closed(snapshot: Snapshot, changes: list[Change]) -> dict[str, tuple[str, ...]]:
    """The lines that nothing is found about any more once the plan is applied, whatever its dates."""
    due = [change._replace(on=snapshot.org.on) for change in changes]
    after = apply(snapshot.org, due)
    left = recheck(snapshot.findings, snapshot.org, after, due, snapshot.content)
    standing = {(finding.rule, key) for finding in left for key in lines_of(snapshot.context, finding)}
    return {
        line.key: tuple(f"Closed by the plan: {f.message}" for f in line.findings)
        for line in listing.lines_of(snapshot)
        if line.findings and all((f.rule, line.key) not in standing for f in line.findings)
    }
