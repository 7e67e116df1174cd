"""The opened part of a chart as compact JSON: columns of numbers, and a face for each card that is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from planning.chart.filters import Finder, Hits
from planning.chart.fit import USUAL, Room, settled
from planning.chart.model import TRAY, Chart
from planning.chart.state import CHANGES, DEPTH, ChartState
from planning.core.layout import TREE, Frame, Layout, Node, place, visible
from planning.core.tree import branch

LEAF, CLOSED, OPENED = range(3)
OPEN = "open"  # beside the marks of a plan: positions without a holder


def opened_nodes(chart: Chart, state: ChartState, hits: Hits | None = None) -> list[Node]:
    """The cards that show, parents first."""
    opened = opener(chart, state, hits)
    return visible(heads(chart, state), chart.reports, opened, chart.height, state.layout or TREE, state.layouts)


def heads(chart: Chart, state: ChartState) -> Sequence[str]:
    """The head of the branch in focus: of a position that nobody reports to its manager, so that it is seen among its
    siblings. All heads without a focus, or where there is no such position."""
    key = state.focus
    if key not in chart.org.positions:
        return chart.heads
    return (key,) if chart.reports(key) else tuple(chart.above(key)[:1]) or (key,)


def opener(chart: Chart, state: ChartState, hits: Hits | None = None) -> Callable[[str, int], bool]:
    """Whether a card is open, by key and depth: what is shut is shut, then what is opened, then the depth."""
    shut, forced = frozenset(state.shut), set(state.open)
    for key in state.whole:
        forced.update(branch(chart.org, key))
    if state.card:
        forced.update(chart.above(state.card))
    if state.show == CHANGES:
        forced.update(*(below for below in chart.marks_below.values()))
    if hits is not None and state.reveal:
        forced.update(hits.below)
    lone_tray, levels = heads(chart, state) == (TRAY,), state.depth or DEPTH

    def opened(key: str, depth: int) -> bool:
        if key in shut:
            return False
        return key in forced or (depth < levels and (key != TRAY or lone_tray))

    return opened


def payload(
    finder: Finder,
    asked: ChartState,
    hits: Hits | None,
    version: str,
    faces: Callable[[Layout], Iterable[str]],
    room: Room = USUAL,
    steps: Sequence[object] = (),
    frame: Frame | None = None,
) -> str:
    """The JSON that static/js/chart/model.js reads. `faces` chooses the keys whose faces are sent along, `room` is the
    window that the cards are to fit into, `steps` are the changes to walk through, `frame` what the cards are arranged
    for, where that is not what suits the window."""
    chart = finder.chart
    state, suited = settled(chart, asked, lambda tried: opened_nodes(chart, tried), room)
    layout = place(opened_nodes(chart, state, hits), frame or suited)
    columns = {
        "version": version,
        "size": (layout.width, layout.height),
        "levels": state.depth,
        "fitted": [key for key in state.open if key not in asked.open],
        "layout": state.layout,
        "crumbs": crumbs(chart, state),
        "counts": finder.counts,
        **_columns(chart, layout),
        "holds": _holds(chart, layout),
        "steps": steps,
        **_found(layout, hits),
        **({"dotted": dotted_lines(chart, layout)} if state.dotted else {}),
    }
    shown = ",".join([chart.face(key).pair for key in faces(layout)])
    return f'{json.dumps(columns, separators=(",", ":"))[:-1]},"faces":{{{shown}}}}}'


def _holds(chart: Chart, layout: Layout) -> dict[int, list[tuple[str, int]]]:
    """What lies hidden in closed branches, by the index of their card: changes of a plan, open positions."""
    held = {**chart.marks_below, OPEN: chart.vacant_below}
    found = {
        index: [(name, count) for name, below in held.items() if (count := below.get(card.key, 0))]
        for index, card in enumerate(layout.cards)
        if not card.opened
    }
    return {index: holds for index, holds in found.items() if holds}


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
    """Key and title of the branch in focus and of the managers above it, the highest first; of a long line one stands
    for all further up."""
    if state.focus not in chart.org.positions:
        return []
    above, more = chart.line(state.focus)
    line = [*reversed(above), chart.org.positions[state.focus]]
    further = [(above[-1].manager, f"… {more:,} more above")] if more else []
    return [*further, *((position.key, position.title or position.key) for position in line)]


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
