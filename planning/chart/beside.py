"""Two charts beside each other: the live organisation or a plan, each on a day, with what differs between them."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from planning.chart.filters import Finder
from planning.chart.fit import Room, settled
from planning.chart.model import Chart
from planning.chart.payload import every_face, opened_nodes, payload
from planning.chart.state import ChartState
from planning.chart.steps import ChangeStep
from planning.core.differences import differences, marks
from planning.findings import waivers
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.plan_access import plan_access_of
from planning.organisation.snapshot import Snapshot
from planning.organisation.told_changes import position_about
from portal.guard import Access

CURRENT = "current"
LETTERS = ("a", "b")


class Beside(NamedTuple):
    """The left chart and the right one; what differs on the right, as `steps`."""

    charts: tuple[Chart, Chart]
    steps: list[ChangeStep]


def beside_of(access: Access, query: QueryDict) -> Beside:
    """What `a`, `a_on`, `b` and `b_on` name. Raises Http404 where a plan is not there for this member."""
    sides = [_side(access, query, letter) for letter in LETTERS]
    place = ("chart-beside", *(side.content.version for side in sides), *(_place(side) for side in sides))
    one, other = sides
    return store.derived(
        access.organisation,
        access.today,
        (*place, access.sees_cost),
        lambda: _beside(access, one, other),
    )


def _side(access: Access, query: QueryDict, letter: str) -> Snapshot:
    name = query.get(letter, CURRENT)
    plan: Plan | None = None if name == CURRENT else plan_access_of(access, name).plan
    try:
        on = date.fromisoformat(query.get(f"{letter}_on", ""))
    except ValueError:
        on = access.today
    return Snapshot(access.organisation, on, plan)


def _place(side: Snapshot) -> tuple[object, ...]:
    return (side.org.on, side.plan.place if side.plan else (), waivers.accepted(side.organisation, side))


def _beside(access: Access, one: Snapshot, other: Snapshot) -> Beside:
    found = marks(one.org, other.org)
    charts = [
        Chart(
            side,
            waivers.accepted(access.organisation, side),
            marks={key: mark for key, mark in found.items() if key in side.org.positions},
        )
        for side in (one, other)
    ]
    first, second = charts
    steps = [
        _step(first, second, d.mark, d.text, position_about((other.org, one.org), d.kind, d.key))
        for d in differences(one.org, other.org, cost=access.sees_cost)
    ]
    return Beside((first, second), steps)


def _step(first: Chart, second: Chart, mark: str, text: str, position: str) -> ChangeStep:
    ways = (chart.above(position) for chart in (second, first) if position in chart.org.positions)
    return ChangeStep("", position, mark, text, tuple(dict.fromkeys(key for way in ways for key in way)))


def beside_json(beside: Beside, state: ChartState, version: str, room: Room) -> str:
    """Both charts with the same branches open: those that fit on the right, where the address does not say."""
    second = beside.charts[1]
    shown, frame = settled(second, state, lambda tried: opened_nodes(second, tried), room)
    fitted = [key for key in shown.open if key not in state.open]
    texts = (payload(Finder(chart), shown, None, version, every_face, room, frame=frame) for chart in beside.charts)
    said = {"levels": shown.depth, "fitted": fitted, "steps": beside.steps}
    return f'{json.dumps(said, separators=(",", ":"))[:-1]},"sides":[{",".join(texts)}]}}'
