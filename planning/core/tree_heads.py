"""The heads of the trees of an organisation: how many positions are under each, and which is the deepest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from planning.core.records import Org, Position

# The steps up from a position with that position; the positions of each ring in their order.
Deepest = tuple[int, str]
Rings = tuple[tuple[str, ...], ...]


class Tree(NamedTuple):
    """How many positions are under a head, the steps down to the last row of them, and that row."""

    under: int
    steps: int
    last: Sequence[Position]


def measured(org: Org) -> tuple[Mapping[str, int], Mapping[str, Deepest], Rings]:
    """How many positions are under each head, its deepest one (of two the first by key), and the rings; a ring's
    head is its first member."""
    trees = _trees(org)
    under = {head: tree.under for head, tree in trees.items()}
    if len(trees) + sum(under.values()) < len(org.positions):
        return _with_rings(org)
    deepest = {head: (tree.steps, min(position.key for position in tree.last)) for head, tree in trees.items()}
    return under, deepest, ()


def _trees(org: Org) -> dict[str, Tree]:
    """Each tree, walked row by row from a head that stands under nobody; rings and all under them are in none."""
    reports = {**org.children, "": ()}
    heads = (p for manager, group in org.children.items() if manager not in org.positions for p in group)
    return {head.key: _tree(reports, head) for head in heads}


def _tree(reports: Mapping[str, Sequence[Position]], head: Position) -> Tree:
    row: Sequence[Position] = [head]
    under = steps = 0
    while below := [report for position in row for report in reports.get(position.key, ())]:
        row, under, steps = below, under + len(below), steps + 1
    return Tree(under, steps, row)


def _with_rings(org: Org) -> tuple[Mapping[str, int], Mapping[str, Deepest], Rings]:
    """The same where there are rings: every position is walked."""
    walk = _Walk(org)
    for key in org.positions:
        walk.up(key)
    under = {head: size - 1 for head, size in Counter(walk.head_of.values()).items()}
    return under, walk.deepest, tuple(walk.rings)


class _Walk:
    """The ways up that were walked so far."""

    def __init__(self, org: Org) -> None:
        self._positions = org.positions
        self._steps: dict[str, int] = {}
        self.head_of: dict[str, str] = {}
        self.deepest: dict[str, Deepest] = {}
        self.rings: list[tuple[str, ...]] = []

    def up(self, key: str) -> None:
        """From a position to its head, or to where another way came by."""
        path: list[str] = []
        while key not in self.head_of:
            self.head_of[key] = ""  # on the path walked now
            path.append(key)
            manager = self._positions[key].manager
            if manager == key or manager not in self._positions:
                self.head_of[key] = key
            else:
                key = manager
        if not self.head_of[key]:
            self.rings.append(tuple(path[path.index(key) :]))
        if path:
            self._note(path, self.head_of[key] or key, self._steps.get(key, -1))

    def _note(self, path: Sequence[str], head: str, above: int) -> None:
        """A path whose last position is one step further from the head than `above`."""
        for steps, key in enumerate(reversed(path), above + 1):
            self.head_of[key], self._steps[key] = head, steps
        had = self.deepest.get(head, (-1, ""))
        if steps > had[0] or (steps == had[0] and path[0] < had[1]):  # of two as deep the first by key
            self.deepest[head] = (steps, path[0])
