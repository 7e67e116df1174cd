"""How the reports of a card stand under it: each card with its branch is a block, made from the blocks of its reports.

In a tree what is closed stands in columns and opened branches side by side; stacked, everything hangs in one column
below the other; compact, everything shares columns so that the branch is about as wide as `ASPECT` says. Columns have
a bounded height: then another one begins beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from planning.core.layout.columns import even_columns, packed_columns

if TYPE_CHECKING:
    from planning.core.layout.nodes import Node

TREE, STACKED, COMPACT = LAYOUTS = ("tree", "stacked", "compact")
WIDTH = 216  # of a card
INDENT = 20  # from the left of a column to its cards; the wire runs in the middle of it
GAP_X, GAP_Y, GAP_STACK = 20, 36, 10
TALLEST_STACK = 8  # leaves in a column before a second one is begun
MOST_IN_ROW = 9  # closed managers side by side under a head
TALLEST_COLUMN = 1600  # of a stacked branch, before another column is begun
WIDEST_ROW = 6000  # of branches side by side, before they too go into columns
ASPECT = 1.6  # width by height that columns aim at


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


def blocks_of(nodes: Sequence[Node]) -> list[Block]:
    """Every node's block. Reports are met before their manager, so what a block holds is measured already."""
    closed = {height: Block(WIDTH, height) for height in {node.height for node in nodes}}  # most cards: shared
    tallest = _tallest(nodes)
    blocks = [Block(WIDTH, node.height) if node.opened else closed[node.height] for node in nodes]
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        if node.opened:
            blocks[index].reports.reverse()
            _arrange(blocks[index], nodes, blocks, node.layout, _level(nodes, node, tallest))
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


def _arrange(block: Block, nodes: Sequence[Node], blocks: Sequence[Block], layout: str, below: int) -> None:
    """Give the reports their spots: columns at the left, then what stands in a row."""
    columns, rows = _shared(block.reports, nodes, blocks, layout)
    alone = len(columns) == 1 and not rows
    top = below + (GAP_STACK + 6 if alone else GAP_Y)
    x = _spread_columns(block, columns, blocks, top)
    for index in rows:
        block.spots.append(Spot(index, x, top, -1))
        x += blocks[index].width + GAP_X
    block.bus = top - GAP_Y // 2
    block.width = x - GAP_X
    block.height = max([spot.top + blocks[spot.node].height for spot in block.spots])
    block.card = 0 if alone else _over_the_middle(block, blocks)


Columns = list[list[int]]


def _shared(
    reports: Sequence[int], nodes: Sequence[Node], blocks: Sequence[Block], layout: str
) -> tuple[Columns, list[int]]:
    """What stands in columns, and what in a row."""
    if layout == STACKED:
        return _stack(reports, blocks), []
    if layout == COMPACT:
        return _pack(reports, blocks), []
    columns = _leaves([index for index in reports if not nodes[index].row], blocks)
    branches = [index for index in reports if nodes[index].row]
    if branches and sum([blocks[index].width + GAP_X for index in branches]) > WIDEST_ROW:
        return columns + _pack(branches, blocks), []
    return columns, branches


def _leaves(items: Sequence[int], blocks: Sequence[Block]) -> Columns:
    """Cards alone: one column of a few, else several."""
    return [list(items)] if 0 < len(items) <= TALLEST_STACK else _pack(items, blocks)


def _stack(items: Sequence[int], blocks: Sequence[Block]) -> Columns:
    """One column as long as it is not too tall, else as few as hold everything, unless those would be too wide."""
    heights = [blocks[index].height + GAP_STACK for index in items]
    columns = even_columns(items, heights, -(-sum(heights) // TALLEST_COLUMN))
    width = sum([max([blocks[index].width for index in column]) + INDENT + GAP_X for column in columns])
    return columns if width <= WIDEST_ROW else _pack(items, blocks)


def _pack(items: Sequence[int], blocks: Sequence[Block]) -> Columns:
    """As many columns as make it about as wide as `ASPECT` says."""
    sizes = [(blocks[index].width + INDENT + GAP_X, blocks[index].height + GAP_STACK) for index in items]
    return packed_columns(items, sizes, ASPECT)


def _spread_columns(block: Block, columns: Sequence[Sequence[int]], blocks: Sequence[Block], top: int) -> int:
    """Spots for what stands in columns; gives where the next thing to the right may begin."""
    x = 0
    for column in columns:
        y, widest = top, 0
        for index in column:
            held = blocks[index]
            block.spots.append(Spot(index, x + INDENT, y, x + INDENT // 2))
            y += held.height + GAP_STACK
            widest = max(widest, held.width)
        x += INDENT + widest + GAP_X
    return x


def _over_the_middle(block: Block, blocks: Sequence[Block]) -> int:
    """Between the first and the last report."""
    first, last = block.spots[0], block.spots[-1]
    return (first.left + blocks[first.node].card + last.left + blocks[last.node].card) // 2
