"""How much of a chart is open where its address does not say: what can be read in the window at first sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from planning.chart.model import TRAY, Chart
from planning.chart.state import AFTER, DEPTH, ChartState
from planning.core.layout import STACKED, TREE, WIDTH, Node, place

READABLE = 0.6  # zoom below which cards cannot be read
BESIDE, ABOVE = 48, 88  # pixels of the window that are kept free (static/js/chart/stage.js: home)
NARROW = 700  # windows narrower than this show a branch in one column
LOWEST_CARD = 54
STEP, LEAST, MOST = 40, 200, 4000  # windows are told apart this finely
MOST_TRIED = 30  # branches


class Room(NamedTuple):
    """The window that a chart is drawn in, in pixels."""

    width: int
    height: int

    def holds(self, width: int, height: int) -> bool:
        """Whether a drawing of that size can be read in it as a whole."""
        return width * READABLE <= self.width - BESIDE and height * READABLE <= self.height - ABOVE

    @property
    def most_cards(self) -> int:
        """No more than so many cards can be read in it."""
        return int(self.width * self.height / READABLE**2) // (WIDTH * LOWEST_CARD)


USUAL = Room(1440, 720)
Nodes = Callable[[ChartState], list[Node]]


def room_of(text: str) -> Room:
    """The window that a request says it has, as 1440x720."""
    width, _, height = text.partition("x")
    sides = [int(side) for side in (width, height) if side.isascii() and side.isdigit() and len(side) < 6]
    if len(sides) < 2:
        return USUAL
    return Room(*(min(max(side - side % STEP, LEAST), MOST) for side in sides))


def settled(chart: Chart, state: ChartState, nodes: Nodes, room: Room = USUAL) -> ChartState:
    """The state with layout and levels said; `nodes` gives the cards that a state shows."""
    said = replace(state, layout=state.layout or (STACKED if room.width < NARROW else TREE))
    if said.depth:
        return said
    bare = ChartState(focus=said.focus, layout=said.layout, tree=said.tree, stacked=said.stacked, compact=said.compact)
    depth, opened = chart.fits.get((bare, room), lambda: _fitting(chart, bare, nodes, room))
    return replace(said, depth=depth, open=(*said.open, *(key for key in opened if key not in said.open)))


def _fitting(chart: Chart, state: ChartState, nodes: Nodes, room: Room) -> tuple[int, tuple[str, ...]]:
    """As many levels as fit, and of the next one the branches that fit as well, those of covering roles first."""

    def fits(tried: ChartState) -> bool:
        cards = nodes(tried)
        if len(cards) > room.most_cards:
            return False
        layout = place(cards)
        return room.holds(layout.width, layout.height)

    if fits(replace(state, depth=DEPTH, show=AFTER)):
        return DEPTH, ()
    first = replace(state, depth=1)
    if not fits(first):
        return 1, ()
    for key in islice(_branches(chart, nodes(first)), MOST_TRIED):
        wider = replace(first, open=(*first.open, key))
        first = wider if fits(wider) else first
    return 1, first.open


def _branches(chart: Chart, cards: list[Node]) -> Iterator[str]:
    """The closed branches, those that hold more covering positions first."""
    closed = [card.key for card in cards if not card.opened and card.key != TRAY and chart.reports(card.key)]
    return iter(sorted(closed, key=lambda key: -chart.covering_below.get(key, 0)))
