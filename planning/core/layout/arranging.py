"""How the reports of a card stand under it: each card with its branch is a block, made from the blocks of its reports.

In a tree what is closed stands in columns and opened branches side by side; stacked, everything hangs in one column
below the other; compact, everything shares columns so that the branch is about as wide as its frame says. Columns have
a bounded height: then another one begins beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from planning.core.layout.columns import even_columns, packed_columns
from planning.core.layout.frame import Frame

if TYPE_CHECKING:
    from planning.core.layout.nodes import Node

TREE, STACKED, COMPACT = LAYOUTS = ("tree", "stacked", "compact")
WIDTH = 216  # of a card
INDENT = 20  # from the left of a column to its cards; the wire runs in the middle of it
GAP_X, GAP_Y, GAP_STACK = 20, 36, 10
TALLEST_STACK = 8  # leaves in a column before a second one is begun
WIDEST_ROW = 6000  # of branches side by side, before they too go into columns


class Spot(NamedTuple):
    """Where the block of a report stands in the block of its manager."""

    node: int
    left: int
    top: int
    spine: int


@dataclass(slots=True)
class Block:
    """A card and its branch as a rectangle; `card` is where the card stands in it, `bus` how far below the
    card's top the wires part."""

    width: int
    height: int
    card: int = 0
    bus: int = 0
    reports: list[int] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def blocks_of(nodes: Sequence[Node], frame: Frame) -> list[Block]:
    """Every node's block. Reports are met before their manager, so what a block holds is measured already."""
    closed = {height: Block(WIDTH, height) for height in {node.height for node in nodes}}  # most cards: shared
    tallest = _tallest(nodes)
    blocks = [Block(WIDTH, node.height) if node.opened else closed[node.height] for node in nodes]
    arranging = _Arranging(nodes, blocks, frame)
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        if node.opened:
            blocks[index].reports.reverse()
            arranging.arrange(blocks[index], node.layout, _level(nodes, node, tallest))
        if node.head >= 0:
            blocks[node.head].reports.append(index)
    return blocks


def _tallest(nodes: Sequence[Node]) -> list[int]:
    """The tallest card by depth, of those in rows: rows of cousins stay level."""
    tallest = [0] * (max((node.depth for node in nodes), default=0) + 1)
    for node in nodes:
        if node.row and node.height > tallest[node.depth]:
            tallest[node.depth] = node.height
    return tallest


def _level(nodes: Sequence[Node], node: Node, tallest: Sequence[int]) -> int:
    """How far below its top what hangs under a card begins: level with its cousins where it stands in a row."""
    in_row = node.row and (node.head < 0 or nodes[node.head].layout == TREE)
    return tallest[node.depth] if in_row else node.height


Columns = list[list[int]]


class _Arranging(NamedTuple):
    """Gives reports their spots; `blocks` are measured from the last node on."""

    nodes: Sequence[Node]
    blocks: Sequence[Block]
    frame: Frame

    def arrange(self, block: Block, layout: str, below: int) -> None:
        """Give the reports their spots: columns at the left, then what stands in a row."""
        blocks = self.blocks
        columns, rows = self._shared(block.reports, layout)
        alone = len(columns) == 1 and not rows
        top = below + (GAP_STACK + 6 if alone else GAP_Y)
        x = self._spread_columns(block, columns, top)
        for index in rows:
            block.spots.append(Spot(index, x, top, -1))
            x += blocks[index].width + GAP_X
        block.bus = top - GAP_Y // 2
        block.width = x - GAP_X
        block.height = max([spot.top + blocks[spot.node].height for spot in block.spots])
        block.card = 0 if alone else self._over_the_middle(block)

    def _shared(self, reports: Sequence[int], layout: str) -> tuple[Columns, list[int]]:
        """What stands in columns, and what in a row."""
        if layout == STACKED:
            return self._stack(reports), []
        if layout == COMPACT:
            return self._pack(reports), []
        nodes, blocks = self.nodes, self.blocks
        columns = self._leaves([index for index in reports if not nodes[index].row])
        branches = [index for index in reports if nodes[index].row]
        if branches and not self._in_line(columns, len(branches)):
            columns += self._leaves([index for index in branches if not nodes[index].opened])
            branches = [index for index in branches if nodes[index].opened]
        if branches and sum([blocks[index].width + GAP_X for index in branches]) > WIDEST_ROW:
            return columns + self._pack(branches), []
        return columns, branches

    def _in_line(self, columns: Columns, many: int) -> bool:
        """Whether so many closed managers stand in a row beside the columns. Those that are opened count like the
        others, so that nobody's siblings move when a branch is opened."""
        return len(columns) * (INDENT + WIDTH + GAP_X) + many * (WIDTH + GAP_X) - GAP_X <= self.frame.line

    def _leaves(self, items: Sequence[int]) -> Columns:
        """Cards alone: one column of a few, else several."""
        return [list(items)] if 0 < len(items) <= TALLEST_STACK else self._pack(items)

    def _stack(self, items: Sequence[int]) -> Columns:
        """One column as long as it is not too tall, else as few as hold everything, unless those would be too wide."""
        blocks = self.blocks
        heights = [blocks[index].height + GAP_STACK for index in items]
        columns = even_columns(items, heights, -(-sum(heights) // self.frame.column))
        width = sum([max([blocks[index].width for index in column]) + INDENT + GAP_X for column in columns])
        return columns if width <= WIDEST_ROW else self._pack(items)

    def _pack(self, items: Sequence[int]) -> Columns:
        """As many columns as make it about as wide as the frame says."""
        blocks = self.blocks
        sizes = [(blocks[index].width + INDENT + GAP_X, blocks[index].height + GAP_STACK) for index in items]
        return packed_columns(items, sizes, self.frame.aspect)

    def _spread_columns(self, block: Block, columns: Columns, top: int) -> int:
        """Spots for what stands in columns; gives where the next thing to the right may begin."""
        x = 0
        for column in columns:
            y, widest = top, 0
            for index in column:
                held = self.blocks[index]
                block.spots.append(Spot(index, x + INDENT, y, x + INDENT // 2))
                y += held.height + GAP_STACK
                widest = max(widest, held.width)
            x += INDENT + widest + GAP_X
        return x

    def _over_the_middle(self, block: Block) -> int:
        """Between the first and the last report."""
        first, last = block.spots[0], block.spots[-1]
        return (first.left + self.blocks[first.node].card + last.left + self.blocks[last.node].card) // 2
