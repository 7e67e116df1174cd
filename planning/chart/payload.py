"""The opened part of a chart as compact JSON: columns of numbers, and a face for each card that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from planning.chart.filters import Finder, Hits
from planning.chart.model import TRAY, Chart
from planning.chart.state import ChartState
from planning.core.layout import Layout, Node, place, visible
from planning.core.tree import branch

LEAF, CLOSED, OPENED = range(3)


def opened_nodes(chart: Chart, state: ChartState, hits: Hits | None = None) -> list[Node]:
    """The cards that show, parents first."""
    return visible(heads(chart, state), chart.reports, opener(chart, state, hits), chart.height)


def heads(chart: Chart, state: ChartState) -> Sequence[str]:
    return (state.focus,) if state.focus in chart.org.positions else chart.heads


def opener(chart: Chart, state: ChartState, hits: Hits | None = None) -> Callable[[str, int], bool]:
    """Whether a card is open, by key and depth: what is shut is shut, then what is opened, then the depth."""
    shut, forced = frozenset(state.shut), set(state.open)
    for key in state.whole:
        forced.update(branch(chart.org, key))
    if state.card:
        forced.update(chart.above(state.card))
    if hits is not None and state.reveal:
        forced.update(hits.below)
    lone_tray = chart.heads == (TRAY,)

    def opened(key: str, depth: int) -> bool:
        if key in shut:
            return False
        return key in forced or (depth < state.depth and (key != TRAY or lone_tray))

    return opened


def payload(
    finder: Finder, state: ChartState, hits: Hits | None, version: str, faces: Callable[[Layout], Iterable[str]]
) -> str:
    """The JSON that static/js/chart/model.js reads. `faces` chooses the keys whose faces are sent along."""
    chart = finder.chart
    layout = place(opened_nodes(chart, state, hits))
    columns = {
        "version": version,
        "size": (layout.width, layout.height),
        "crumbs": crumbs(chart, state),
        "counts": finder.counts,
        **_columns(chart, layout),
        **_found(layout, hits),
        **({"dotted": dotted_lines(chart, layout)} if state.dotted else {}),
    }
    shown = ",".join([chart.face(key).pair for key in faces(layout)])
    return f'{json.dumps(columns, separators=(",", ":"))[:-1]},"faces":{{{shown}}}}}'


def _columns(chart: Chart, layout: Layout) -> dict[str, Sequence[object]]:
    """One list a field, in the order of the cards."""
    names = ("keys", "head", "depth", "h", "opened", "x", "y", "bus", "spine")
    columns = dict(zip(names, zip(*layout.cards, strict=True) if layout.cards else ((),) * len(names), strict=True))
    opened = zip(columns["keys"], columns.pop("opened"), strict=True)
    return {
        **columns,
        "open": [OPENED if is_open else CLOSED if chart.reports(key) else LEAF for key, is_open in opened],
    }


def _found(layout: Layout, hits: Hits | None) -> dict[str, object]:
    """Which cards were looked for, how many lie under each closed one, and how many there are anywhere."""
    if hits is None:
        return {}
    return {
        "hits": [1 if card.key in hits.keys else 0 for card in layout.cards],
        "under": [0 if card.opened else hits.below.get(card.key, 0) for card in layout.cards],
        "found": len(hits.keys),
    }


def dotted_lines(chart: Chart, layout: Layout) -> list[int]:
    """Dotted lines between cards as index pairs, from the position and to whom, one after the other. A position that
    is not shown is stood for by the closed card above it; lines within one card are left out."""
    shown = {card.key: index for index, card in enumerate(layout.cards)}
    known: dict[str, int] = {}

    def card(key: str) -> int:
        if key not in known:
            way = (shown[above] for above in (key, *chart.above(key)) if above in shown)
            known[key] = next(way, -1)
        return known[key]

    lines = ((card(key), card(to)) for to, keys in chart.dotted_to.items() if to in chart.org.positions for key in keys)
    kept = dict.fromkeys(line for line in lines if line[0] != line[1] and -1 not in line)
    return [index for line in kept for index in line]


def crumbs(chart: Chart, state: ChartState) -> list[tuple[str, str]]:
    """Key and title of the branch in focus and of the managers above it, the highest first."""
    if state.focus not in chart.org.positions:
        return []
    line = [*reversed(chart.line(state.focus)), chart.org.positions[state.focus]]
    return [(position.key, position.title or position.key) for position in line]


def every_face(layout: Layout) -> Iterable[str]:
    return (card.key for card in layout.cards)


def no_face(layout: Layout) -> Iterable[str]:
    return ()


def faces_below(key: str) -> Callable[[Layout], Iterable[str]]:
    """Those of the branch under `key`, without its own."""

    def chosen(layout: Layout) -> Iterable[str]:
        at = next((index for index, card in enumerate(layout.cards) if card.key == key), None)
        if at is None:
            return
        for card in layout.cards[at + 1 :]:
            if card.depth <= layout.cards[at].depth:
                return
            yield card.key

    return chosen
