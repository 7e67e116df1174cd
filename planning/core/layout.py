"""Where each card of a chart stands. The same for the screen and for every export.

What is closed stands in columns under its manager; opened branches stand side by side, or in columns too
where a row of them would be too wide, so that a large picture stays about as high as it is wide. All lengths
are whole pixels at a zoom of 1. Linear in the cards that are placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple

WIDTH = 216  # of a card
INDENT = 20  # from the left of a column to its cards; the wire runs in the middle of it
GAP_X, GAP_Y, GAP_STACK, GAP_TREES = 20, 36, 10, 72
TALLEST_STACK = 12  # cards in a column before a second one is begun
WIDEST_ROW = 6000  # of branches side by side, before they too go into columns
NARROWEST_LINE = 1500  # of trees side by side, before the next one goes below
ASPECT = 1.6  # width by height that columns aim at

LINE, PADDING, FOOTER = 18, 9, 26
TITLE_ROOM, MARK, CHIP_ROOM = 190, 30, 146


class Node(NamedTuple):
    """A card to be placed. `head` is the index of its manager in the list, -1 for the head of a tree.
    `opened`: its reports follow it; `row`: side by side with its siblings is where it would rather stand."""

    key: str
    head: int
    depth: int
    height: int
    opened: bool
    row: bool


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


class _Spot(NamedTuple):
    """Where the block of a report stands in the block of its manager."""

    node: int
    left: int
    top: int
    spine: int


@dataclass(slots=True)
class _Block:
    """A card and its branch as a rectangle; `card` is where the card stands in it, `bus` how far below the
    card's top the wires part."""

    width: int
    height: int
    card: int = 0
    bus: int = 0
    reports: list[int] = field(default_factory=list)
    spots: list[_Spot] = field(default_factory=list)


def visible(
    heads: Iterable[str],
    reports: Callable[[str], Sequence[str]],
    opened: Callable[[str, int], bool],
    height: Callable[[str], int],
) -> list[Node]:
    """The cards that show: the heads and, under each opened one, its reports; parents first.

    `opened` gets a key and its depth under the head. Each key must be met once: `reports` is a forest.
    Managers right under a head stand in a row even while closed, as long as they are few.
    """
    nodes: list[Node] = []
    waiting = [(key, -1, 0, True) for key in reversed(list(heads))]
    while waiting:
        key, head, depth, side_by_side = waiting.pop()
        below = reports(key)
        is_open = bool(below) and opened(key, depth)
        at = len(nodes)
        nodes.append(Node(key, head, depth, height(key), is_open, is_open or (side_by_side and bool(below))))
        if is_open:
            few = depth == 0 and sum(1 for child in below if reports(child)) <= TALLEST_STACK
            waiting.extend((child, at, depth + 1, few) for child in reversed(below))
    return nodes


def place(nodes: Sequence[Node]) -> Layout:
    """Give every node its place."""
    blocks = _blocks(nodes)
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


def _place_trees(nodes: Sequence[Node], blocks: Sequence[_Block], lefts: list[int], tops: list[int]) -> None:
    """Trees side by side, in lines about as wide as the widest of them."""
    heads = [index for index, node in enumerate(nodes) if node.head < 0]
    widest = max([NARROWEST_LINE, *(blocks[index].width for index in heads)])
    x = y = tall = 0
    for index in heads:
        if x and x + blocks[index].width > widest:
            x, y, tall = 0, y + tall + GAP_TREES, 0
        lefts[index], tops[index] = x, y
        x, tall = x + blocks[index].width + GAP_TREES, max(tall, blocks[index].height)


def _blocks(nodes: Sequence[Node]) -> list[_Block]:
    """Every node's block. Reports are met before their manager, so what a block holds is measured already."""
    closed = {height: _Block(WIDTH, height) for height in {node.height for node in nodes}}  # most cards: shared
    tallest = _tallest(nodes)
    blocks = [_Block(WIDTH, node.height) if node.opened else closed[node.height] for node in nodes]
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        if node.opened:
            blocks[index].reports.reverse()
            _arrange(blocks[index], nodes, blocks, tallest[node.depth] if node.row else node.height)
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


def _arrange(block: _Block, nodes: Sequence[Node], blocks: Sequence[_Block], below: int) -> None:
    """Give the reports their spots: the closed ones in columns at the left, then the branches."""
    stacked = [index for index in block.reports if not nodes[index].row]
    branches = [index for index in block.reports if nodes[index].row]
    columns = _columns(stacked, blocks)
    rows = branches
    if branches and sum([blocks[index].width + GAP_X for index in branches]) > WIDEST_ROW:
        columns, rows = columns + _columns(branches, blocks), []
    alone = len(columns) == 1 and not rows
    top = below + (GAP_STACK + 6 if alone else GAP_Y)
    x = _spread_columns(block, columns, blocks, top)
    for index in rows:
        block.spots.append(_Spot(index, x, top, -1))
        x += blocks[index].width + GAP_X
    block.bus = top - GAP_Y // 2
    block.width = x - GAP_X
    block.height = max([spot.top + blocks[spot.node].height for spot in block.spots])
    block.card = 0 if alone else _over_the_middle(block, blocks)


def _columns(items: Sequence[int], blocks: Sequence[_Block]) -> list[list[int]]:
    """Share blocks among columns of about one height: one up to a dozen cards, then as `ASPECT` says."""
    if not items:
        return []
    if len(items) <= TALLEST_STACK and not any([blocks[index].reports for index in items]):
        return [list(items)]
    total = sum(blocks[index].height + GAP_STACK for index in items)
    widest = max(blocks[index].width for index in items) + INDENT + GAP_X
    tall = total / max(1, round(sqrt(ASPECT * total / widest)))
    columns: list[list[int]] = [[]]
    used = 0.0
    for index in items:
        height = blocks[index].height + GAP_STACK
        if columns[-1] and used + height / 2 > tall:
            columns.append([])
            used = 0.0
        columns[-1].append(index)
        used += height
    return columns


def _spread_columns(block: _Block, columns: Sequence[Sequence[int]], blocks: Sequence[_Block], top: int) -> int:
    """Spots for what stands in columns; gives where the next thing to the right may begin."""
    x = 0
    for column in columns:
        y, widest = top, 0
        for index in column:
            held = blocks[index]
            block.spots.append(_Spot(index, x + INDENT, y, x + INDENT // 2))
            y += held.height + GAP_STACK
            widest = max(widest, held.width)
        x += INDENT + widest + GAP_X
    return x


def _over_the_middle(block: _Block, blocks: Sequence[_Block]) -> int:
    """Between the first and the last report."""
    first, last = block.spots[0], block.spots[-1]
    return (first.left + blocks[first.node].card + last.left + blocks[last.node].card) // 2


# Widths of the letters of a half-bold Inter, in hundredths of the size of the type; other letters as wide as "C".
_WIDTHS = {
    25: " ijl", 30: "!,.:I’", 35: "'();[]`t|", 40: "1/\\fr", 45: "-_{}", 50: "^–", 55: "\"*?Lksxz",
    60: "257EFJacehnouvyéüñøäöåç", 65: "034689#$&+<=>BPRSTZbdgpqß~", 70: "DKXY", 75: "ACGHNOQUV",
    85: "w", 90: "Mm", 100: "%@W—",
}  # fmt: skip
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def text_width(text: str, size: int = 13) -> int:
    """About how wide a text is, in pixels."""
    width_of = _WIDTH_OF.get
    return sum([width_of(letter, 75) for letter in text]) * size // 100


def card_height(title: str, footer: bool, marked: bool = False) -> int:
    """A title of one line or two (a mark takes from its room), the holder, and a footer where there are products
    or reports to show."""
    lines = 2 if text_width(title) > TITLE_ROOM - (MARK if marked else 0) else 1
    return 2 * PADDING + (lines + 1) * LINE + (FOOTER if footer else 0)


def fitting_chips(names: Sequence[str], room: int = CHIP_ROOM) -> tuple[list[str], int]:
    """The product names that fit in a footer, at least one, and how many more there are."""
    shown: list[str] = []
    for name in names:
        room -= min(text_width(name, 11) + 12, 100) + 4
        if shown and room < (30 if len(names) > len(shown) + 1 else 0):
            break
        shown.append(name)
    return shown, len(names) - len(shown)
