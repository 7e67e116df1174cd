"""What a plan does, change by change, as one walks through it on the chart."""

from __future__ import annotations

from typing import NamedTuple

from planning.chart.model import Chart
from planning.chart.sides import ChartSides
from planning.core.dates import day
from planning.core.differences import ENDED, differences
from planning.organisation.snapshot import Snapshot
from planning.organisation.told_changes import told
from portal.guard import Access


class ChangeStep(NamedTuple):
    """`id` is what removes it from the plan, '' where nothing can; `position` the card that it is about, '' for none;
    `above` are the managers of that card, nearest first."""

    id: str
    position: str
    mark: str
    text: str
    above: tuple[str, ...]


def steps_of(access: Access, chart: Chart, sides: ChartSides) -> list[ChangeStep]:
    """The changes of the plan that is looked at; beside another plan, what differs from that."""
    if sides.against:
        base = Snapshot(access.organisation, access.on, sides.against)
        found = differences(base.org, Snapshot.of(access).org, cost=access.sees_cost)
        return [_step(chart, "", d.key if d.kind == "position" else "", d.mark, d.text) for d in found]
    if access.plan is None:
        return []
    rows = told(access.plan, cost=access.sees_cost)
    return [
        # One that ends names its last day itself.
        _step(chart, r.id, r.position, r.mark, r.text if r.mark == ENDED else f"{r.text} on {day(r.on)}")
        for r in rows
    ]


def _step(chart: Chart, id: str, position: str, mark: str, text: str) -> ChangeStep:
    above = tuple(chart.above(position)) if position in chart.org.positions else ()
    return ChangeStep(id, position, mark, text, above)
