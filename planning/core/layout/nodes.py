"""Which cards show, and how each branch is laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from planning.core.layout.arranging import TREE


class Node(NamedTuple):
    """A card to be placed. `head` is the index of its manager in the list, -1 for the head of a tree.
    `opened`: its reports follow it; `row`: side by side with its siblings is where it would rather stand;
    `layout`: how its reports stand."""

    key: str
    head: int
    depth: int
    height: int
    opened: bool
    row: bool
    layout: str = TREE


def visible(
    heads: Iterable[str],
    reports: Callable[[str], Sequence[str]],
    opened: Callable[[str, int], bool],
    height: Callable[[str], int],
    layout: str = TREE,
    layouts: Mapping[str, str] | None = None,
) -> list[Node]:
    """The cards that show: the heads and, under each opened one, its reports; parents first.

    `opened` gets a key and its depth under the head. Each key must be met once: `reports` is a forest. `layouts` holds
    what was chosen for single branches; all others follow the branch that they are in, at last `layout`.
    Managers right under a head would rather stand in a row even while closed.
    """
    nodes: list[Node] = []
    chosen = layouts or {}
    waiting = [(key, -1, 0, True, layout) for key in reversed(list(heads))]
    while waiting:
        key, head, depth, side_by_side, around = waiting.pop()
        below = reports(key)
        is_open = bool(below) and opened(key, depth)
        how = chosen.get(key, around) if chosen else around
        at = len(nodes)
        row = is_open or (side_by_side and bool(below))
        nodes.append(Node(key, head, depth, height(key), is_open, row, how))
        if is_open:
            waiting.extend((child, at, depth + 1, depth == 0, how) for child in reversed(below))
    return nodes
