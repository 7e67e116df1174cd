"""The chart as an indented list and as a table: a page of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from planning.chart.cards import Face
from planning.chart.filters import Hits
from planning.chart.model import Chart
from planning.chart.payload import heads, opened_nodes, opener
from planning.chart.state import ChartState
from planning.core.layout import Node, visible
from planning.core.records import Position
from planning.core.tree import branch

LIST_ROWS, TABLE_ROWS = 100, 50


@dataclass(frozen=True)
class Pages:
    """Which rows of how many are on this page."""

    number: int
    last: int
    first_row: int
    last_row: int
    total: int


@dataclass(frozen=True)
class ListRow:
    """`toggle` is the query that opens or closes it, '' where there is nothing to open. `hit` is None while nothing
    is looked for. `dotted` names whom dotted lines lead to, while they are shown."""

    key: str
    face: Face
    depth: int
    opened: bool
    toggle: str
    hit: bool | None
    dotted: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableRow:
    position: Position
    face: Face
    team: str
    manager: Position | None
    dotted: tuple[str, ...] = ()


def pages(total: int, number: int, size: int) -> Pages:
    last = max(1, -(-total // size))
    number = min(number, last)
    return Pages(number, last, min(total, (number - 1) * size + 1), min(total, number * size), total)


def page_links(state: ChartState, page: Pages) -> dict[str, str]:
    """Queries of the page before and the page after, where there are any."""
    links = {}
    if page.number > 1:
        links["before"] = state.query(page=page.number - 1)
    if page.number < page.last:
        links["after"] = state.query(page=page.number + 1)
    return links


def list_rows(chart: Chart, state: ChartState, hits: Hits | None) -> tuple[list[ListRow], Pages]:
    """The opened part; while something is looked for, that and the way to it."""
    nodes = opened_nodes(chart, state) if hits is None else _found_nodes(chart, state, hits)
    page = pages(len(nodes), state.page, LIST_ROWS)
    shown = nodes[page.first_row - 1 : page.last_row] if nodes else []
    return [_list_row(chart, state, hits, node) for node in shown], page


def _found_nodes(chart: Chart, state: ChartState, hits: Hits) -> list[Node]:
    opened = opener(chart, state, hits)

    def reports(key: str) -> Sequence[str]:
        return [k for k in chart.reports(key) if k in hits.keys or hits.below.get(k)]

    top = [key for key in heads(chart, state) if key in hits.keys or hits.below.get(key)]
    return visible(top, reports, lambda key, depth: key not in state.shut or opened(key, depth), lambda key: 0)


def _list_row(chart: Chart, state: ChartState, hits: Hits | None, node: Node) -> ListRow:
    toggle = state.query(**state.toggled(node.key, node.opened)) if chart.reports(node.key) else ""
    hit = None if hits is None else node.key in hits.keys
    dotted = chart.dotted_names(node.key) if state.dotted else ()
    return ListRow(node.key, chart.face(node.key), node.depth, node.opened, toggle, hit, dotted)


def _in_focus(chart: Chart, state: ChartState) -> Iterable[str]:
    """The branch in focus, as the chart draws it."""
    top = [key for head in heads(chart, state) for key in ([head] if head else chart.reports(head))]
    return [key for head in top for key in branch(chart.org, head)]


Sorter = Callable[[Chart, Position], Any]

SORTS: dict[str, tuple[str, Sorter]] = {
    "title": ("Title", lambda chart, p: p.title.lower()),
    "holder": ("Holder", lambda chart, p: _holder(chart, p)),
    "team": ("Team", lambda chart, p: _team(chart, p).lower()),
    "location": ("Location", lambda chart, p: p.location.lower()),
    "manager": ("Manager", lambda chart, p: _manager(chart, p)),
    "direct": ("Direct", lambda chart, p: len(chart.reports(p.key))),
    "total": ("Total", lambda chart, p: chart.below(p.key)),
    "findings": ("Findings", lambda chart, p: len(chart.findings.get(p.key, ()))),
}
NUMBERS = ("direct", "total", "findings")


def _holder(chart: Chart, position: Position) -> tuple[bool, str]:
    person = chart.org.holder(position)
    return (person is None, person.name.lower() if person else "")


def _manager(chart: Chart, position: Position) -> str:
    manager = chart.org.positions.get(position.manager)
    return manager.title.lower() if manager else ""


def _team(chart: Chart, position: Position) -> str:
    team = chart.org.teams.get(position.team)
    return (team.name or team.key) if team else position.team


def table_rows(chart: Chart, state: ChartState, hits: Hits | None) -> tuple[list[TableRow], Pages]:
    """Every position of the branch in focus, or those found in it, sorted."""
    keys: Iterable[str] = _in_focus(chart, state) if state.focus in chart.org.positions else chart.shape.order
    positions = chart.org.positions
    found = [positions[key] for key in keys if hits is None or key in hits.keys]
    name = state.sort.removeprefix("-")
    if name in SORTS:
        found.sort(key=lambda p: SORTS[name][1](chart, p), reverse=state.sort.startswith("-"))
    page = pages(len(found), state.page, TABLE_ROWS)
    shown = found[page.first_row - 1 : page.last_row] if found else []
    return [
        TableRow(
            p,
            chart.face(p.key),
            _team(chart, p),
            positions.get(p.manager),
            chart.dotted_names(p.key) if state.dotted else (),
        )
        for p in shown
    ], page
