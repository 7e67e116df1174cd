"""How much of a chart is open where its address does not say: what can be read in the window at first sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from planning.chart.model import TRAY, Chart
from planning.chart.state import AFTER, DEPTH, ChartState, Fit
from planning.core.layout import LAYOUTS, STACKED, TREE, WIDTH, Frame, Node, place

READABLE = 0.6  # zoom below which cards cannot be read
FEW, COMFORTABLE = 6, 0.8  # where two levels show no more cards, more are opened, down to this zoom
BESIDE, ABOVE = 48, 88  # pixels of the window that are kept free (static/js/chart/view.js)
NARROW = 480  # windows narrower than this show a branch in one column, which is read downwards
LONGEST = 12_000  # pixels of such a column
LEAST_ASPECT, MOST_ASPECT = 0.5, 2.4  # width by height that columns aim at
LOWEST_CARD = 54
STEP, LEAST, MOST = 40, 200, 4000  # windows are told apart this finely
MOST_TRIED = 30  # branches
FAR_MORE = 1.5  # times as many cards


class Room(NamedTuple):
    """The window that a chart is drawn in, in pixels."""

    width: int
    height: int

    def holds(self, width: int, height: int, scale: float = READABLE) -> bool:
        """Whether a drawing of that size fits into it as a whole, at a zoom at which it can be read."""
        return width * scale <= self.width - BESIDE and height * scale <= self.height - ABOVE

    @property
    def most_cards(self) -> int:
        """No more than so many cards can be read in it."""
        return int(self.width * self.height / READABLE**2) // (WIDTH * LOWEST_CARD)

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def frames(self) -> tuple[Frame, ...]:
        """What its drawings may be arranged for: rows as long as can be read, or as is comfortable to read."""
        width, height = self.width - BESIDE, self.height - ABOVE
        aspect = min(max(width / height, LEAST_ASPECT), MOST_ASPECT)
        if self.narrow:
            return (Frame(width, LONGEST, aspect),)
        return tuple(Frame(int(width / zoom), aspect=aspect) for zoom in (READABLE, COMFORTABLE))


USUAL = Room(1440, 720)
Nodes = Callable[[ChartState], list[Node]]


def room_of(text: str) -> Room:
    """The window that a request says it has, as 1440x720."""
    width, _, height = text.partition("x")
    sides = [int(side) for side in (width, height) if side.isascii() and side.isdigit() and len(side) < 6]
    if len(sides) < 2:
        return USUAL
    return Room(*(min(max(side - side % STEP, LEAST), MOST) for side in sides))


def fit_of(chart: Chart, state: ChartState, nodes: Nodes, room: Room) -> Fit:
    """Rows, unless columns show far more; `nodes` gives the cards that a state shows."""
    bare = ChartState(focus=state.focus, layout=state.layout, **{name: getattr(state, name) for name in LAYOUTS})
    return chart.fits.get((bare, room), lambda: _fit(chart, bare, nodes, room))


def settled(chart: Chart, state: ChartState, nodes: Nodes, room: Room = USUAL) -> tuple[ChartState, Frame]:
    """The state with layout and levels said, and what its cards are arranged for."""
    said = replace(state, layout=state.layout or (STACKED if room.narrow else TREE))
    fit = fit_of(chart, said, nodes, room)
    if said.depth:
        return said, fit.frame
    opened = (*said.open, *(key for key in fit.open if key not in said.open))
    return replace(said, depth=fit.depth, open=opened), fit.frame


def _fit(chart: Chart, state: ChartState, nodes: Nodes, room: Room) -> Fit:
    in_row, *others = (_Fitting(chart, state, nodes, room, frame) for frame in room.frames)
    best = in_row.fit()
    for one in others:
        fit = one.fit()
        if one.cards(fit) > FAR_MORE * in_row.cards(best):
            best, in_row = fit, one
    return best


class _Fitting(NamedTuple):
    """Tries how much of a chart fits into a window, arranged for one frame."""

    chart: Chart
    state: ChartState
    nodes: Nodes
    room: Room
    frame: Frame

    def fit(self) -> Fit:
        """As many levels as fit, and of the next one the branches that fit as well, those of covering roles first."""
        if self._fits(self._levels(DEPTH)):
            return Fit(self._deepest(), (), self.frame)
        first = self._levels(1)
        if self._fits(first):
            for key in islice(_branches(self.chart, self.nodes(first)), MOST_TRIED):
                wider = replace(first, open=(*first.open, key))
                first = wider if self._fits(wider) else first
        return Fit(1, first.open, self.frame)

    def cards(self, fit: Fit) -> int:
        """How many cards are seen of it; none where it does not fit."""
        state = replace(self._levels(fit.depth), open=fit.open)
        return len(self.nodes(state)) if self._fits(state) else 0

    def _deepest(self) -> int:
        depth, few = DEPTH, len(self.nodes(self._levels(DEPTH))) < FEW
        while few and any(_branches(self.chart, self.nodes(self._levels(depth)))):
            if not self._fits(self._levels(depth + 1), COMFORTABLE):
                break
            depth += 1
        return depth

    def _levels(self, depth: int) -> ChartState:
        return replace(self.state, depth=depth, show=AFTER)

    def _fits(self, tried: ChartState, scale: float = READABLE) -> bool:
        cards = self.nodes(tried)
        if len(cards) > self.room.most_cards:
            return False
        layout = place(cards, self.frame)
        return self.room.holds(layout.width, layout.height, scale)


def _branches(chart: Chart, cards: list[Node]) -> Iterator[str]:
    """The closed branches, those that hold more covering positions first."""
    closed = [card.key for card in cards if not card.opened and card.key != TRAY and chart.reports(card.key)]
    return iter(sorted(closed, key=lambda key: -chart.covering_below.get(key, 0)))
