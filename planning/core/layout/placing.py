"""Where each card of a chart stands. All lengths are whole pixels at a zoom of 1. Linear in the cards placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planning.core.layout.arranging import Block, blocks_of
from planning.core.layout.frame import USUAL_FRAME, Frame
from planning.core.layout.nodes import Node

GAP_TREES = 72
MOST_TRIES = 5  # lengths of lines


class Card(NamedTuple):
    """A placed card: upper left corner and height; every card is `WIDTH` wide. `bus` is how far down the wires
    to its reports part; `spine` how far right the wire to a card in a column runs, -1 for one in a row."""

    key: str
    head: int
    depth: int
    height: int
    opened: bool
    x: int
    y: int
    bus: int
    spine: int

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True)
class Layout:
    """The placed cards, parents first, and the size of the whole."""

    cards: tuple[Card, ...] = ()
    width: int = 0
    height: int = 0


def place(nodes: Sequence[Node], frame: Frame = USUAL_FRAME) -> Layout:
    """Give every node its place."""
    blocks = blocks_of(nodes, frame)
    lefts, tops, spines = [0] * len(nodes), [0] * len(nodes), [-1] * len(nodes)
    _place_trees(nodes, blocks, lefts, tops, frame)
    cards, width, height = [], 0, 0
    for index, (node, block, left, top) in enumerate(zip(nodes, blocks, lefts, tops, strict=True)):
        for report, x, y, spine in block.spots:
            lefts[report], tops[report] = left + x, top + y
            spines[report] = left + spine if spine >= 0 else -1
        cards.append(Card(*node[:5], left + block.card, top, top + block.bus, spines[index]))
        if node.head < 0:
            width, height = max(width, left + block.width), max(height, top + block.height)
    return Layout(tuple(cards), width, height)


class _Lines(NamedTuple):
    """Trees side by side, line below line: where each stands, and the size of the whole."""

    spots: list[tuple[int, int]]
    width: int
    height: int

    def extent(self, aspect: float) -> float:
        """How tall a window of that shape has to be to hold them."""
        return max(self.width / aspect, self.height)


def _place_trees(
    nodes: Sequence[Node], blocks: Sequence[Block], lefts: list[int], tops: list[int], frame: Frame
) -> None:
    """Trees in lines as long as fits the frame's shape best."""
    heads = [index for index, node in enumerate(nodes) if node.head < 0]
    widest = max((blocks[index].width for index in heads), default=0)
    more = max(frame.line - widest, 0)
    lengths = dict.fromkeys(widest + more * part // MOST_TRIES for part in range(MOST_TRIES + 1))
    tries = [_in_lines([blocks[index] for index in heads], length) for length in lengths]
    best = min(tries, key=lambda lines: lines.extent(frame.aspect))
    for index, (x, y) in zip(heads, best.spots, strict=True):
        lefts[index], tops[index] = x, y


def _in_lines(trees: Sequence[Block], length: int) -> _Lines:
    """No line is longer than that, unless one tree is."""
    spots: list[tuple[int, int]] = []
    x = y = tall = wide = 0
    for tree in trees:
        if x and x + tree.width > length:
            x, y, tall = 0, y + tall + GAP_TREES, 0
        spots.append((x, y))
        wide, tall = max(wide, x + tree.width), max(tall, tree.height)
        x += tree.width + GAP_TREES
    return _Lines(spots, wide, y + tall)
