"""Where each card of a chart stands. All lengths are whole pixels at a zoom of 1. Linear in the cards placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planning.core.layout.arranging import Block, blocks_of
from planning.core.layout.nodes import Node

GAP_TREES = 72
NARROWEST_LINE = 1500  # of trees side by side, before the next one goes below


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


def place(nodes: Sequence[Node]) -> Layout:
    """Give every node its place."""
    blocks = blocks_of(nodes)
    lefts, tops, spines = [0] * len(nodes), [0] * len(nodes), [-1] * len(nodes)
    _place_trees(nodes, blocks, lefts, tops)
    cards, width, height = [], 0, 0
    for index, (node, block, left, top) in enumerate(zip(nodes, blocks, lefts, tops, strict=True)):
        for report, x, y, spine in block.spots:
            lefts[report], tops[report] = left + x, top + y
            spines[report] = left + spine if spine >= 0 else -1
        cards.append(Card(*node[:5], left + block.card, top, top + block.bus, spines[index]))
        if node.head < 0:
            width, height = max(width, left + block.width), max(height, top + block.height)
    return Layout(tuple(cards), width, height)


def _place_trees(nodes: Sequence[Node], blocks: Sequence[Block], lefts: list[int], tops: list[int]) -> None:
    """Trees side by side, in lines about as wide as the widest of them."""
    heads = [index for index, node in enumerate(nodes) if node.head < 0]
    widest = max([NARROWEST_LINE, *(blocks[index].width for index in heads)])
    x = y = tall = 0
    for index in heads:
        if x and x + blocks[index].width > widest:
            x, y, tall = 0, y + tall + GAP_TREES, 0
        lefts[index], tops[index] = x, y
        x, tall = x + blocks[index].width + GAP_TREES, max(tall, blocks[index].height)
