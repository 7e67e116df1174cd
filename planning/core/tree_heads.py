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
    positions = org.positions
    first_of: dict[str, str] = {}
    steps: dict[str, int] = {}
    deepest: dict[str, Deepest] = {}
    rings = []
    for key in positions:
        path: list[str] = []
        while key not in first_of:
            first_of[key] = ""  # on the path walked now
            path.append(key)
            manager = positions[key].manager
            if manager == key or manager not in positions:
                first_of[key] = key
            else:
                key = manager
        head = first_of[key]
        if not head:
            rings.append(tuple(path[path.index(key) :]))
            head = key
        step = steps.get(key, -1)
        for passed in reversed(path):
            step += 1
            first_of[passed], steps[passed] = head, step
        had = deepest.get(head, (-1, ""))
        if path and (step > had[0] or (step == had[0] and path[0] < had[1])):  # of two as deep the first by key
            deepest[head] = (step, path[0])
    under = {head: size - 1 for head, size in Counter(first_of.values()).items()}
    return under, deepest, tuple(rings)
