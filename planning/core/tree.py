"""The shape of the reporting lines: roots, rings, what is unplaced, lines up and counts down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planning.core.records import Org, Position
from planning.core.tree_heads import Deepest, Rings, measured


@dataclass(frozen=True)
class Forest:
    """Which trees there are: `top` is the root that the organisation hangs from ('' when there is none),
    `roots` the heads of other trees, `unplaced` the positions that hang nowhere, `rings` the loops, each in
    order. `under` counts the positions under each head, and of each ring's branch but its first member. `deepest`
    has for each head the most manager steps up to it, and a position that takes them."""

    top: str
    roots: tuple[str, ...]
    unplaced: tuple[str, ...]
    rings: Rings
    under: Mapping[str, int]
    deepest: Mapping[str, Deepest]

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of all trees, the top first."""
        return (*((self.top,) if self.top else ()), *self.roots, *self.unplaced)


@dataclass(frozen=True)
class Shape(Forest):
    """The trees, walked: `order` lists every position parents first; `depth` and `below` count from the head
    of its tree: steps down to it, and all positions under it."""

    order: tuple[str, ...]
    depth: Mapping[str, int]
    below: Mapping[str, int]


def forest(org: Org) -> Forest:
    """The trees alone, at a fraction of the cost of their shape; linear in the positions."""
    under, deepest, rings = measured(org)
    ringed = {ring[0] for ring in rings}
    heads = [key for key in org.positions if key in under and key not in ringed]
    top = _top(org, heads, under)
    loose = [key for key in heads if key != top]
    roots = {key: None for key in loose if _is_root(org, key) and under[key]}
    return Forest(top, tuple(roots), tuple(key for key in loose if key not in roots), rings, under, deepest)


def shape(org: Org) -> Shape:
    """Look at the whole organisation once; linear in its positions."""
    trees = forest(org)
    order, depth = _walk(org, trees.heads)
    for ring in trees.rings:  # what hangs under a ring is walked from the ring's first member
        more, deeper = _walk(org, [ring[0]], seen=depth)
        order, depth = order + more, depth | deeper
    below = dict.fromkeys(order, 0)
    for key in reversed(order):
        manager = org.positions[key].manager
        if depth[key] and manager in below:
            below[manager] += below[key] + 1
    return Shape(**vars(trees), order=tuple(order), depth=depth, below=below)


def _is_root(org: Org, key: str) -> bool:
    """Its own row says that nobody is above it."""
    return org.positions[key].manager in ("", key)


def largest(roots: Iterable[str], under: Mapping[str, int]) -> str:
    """The root with the most under it, of two the first by key; '' of none."""
    return min(roots, key=lambda key: (-under[key], key), default="")


def _top(org: Org, heads: list[str], under: Mapping[str, int]) -> str:
    """The root with the most under it; among lone positions there is a top only if there is one."""
    roots = [key for key in heads if _is_root(org, key)]
    best = largest(roots, under)
    return best if best and (under[best] or len(org.positions) == 1) else ""


def _walk(org: Org, heads: Sequence[str], seen: Mapping[str, int] | None = None) -> tuple[list[str], dict[str, int]]:
    """Parents first, siblings in order, whole branches together."""
    depth: dict[str, int] = {}
    order: list[str] = []
    stack = [(key, 0) for key in reversed(heads)]
    children = org.children
    while stack:
        key, level = stack.pop()
        if key in depth or (seen is not None and key in seen):
            continue
        depth[key] = level
        order.append(key)
        stack.extend((child.key, level + 1) for child in reversed(children.get(key, ())))
    return order, depth


def line_up(positions: Mapping[str, Position], key: str) -> Iterator[Position]:
    """The managers above a position, nearest first; stops where the line breaks or closes a ring."""
    seen = {key}
    position = positions.get(key)
    while position and position.manager not in seen:
        seen.add(position.manager)
        position = positions.get(position.manager)
        if position:
            yield position


def branch(org: Org, key: str) -> list[str]:
    """A position and everything under it, parents first."""
    return _walk(org, [key])[0] if key in org.positions else []


def closing_ring(positions: Mapping[str, Position], key: str, manager: str) -> tuple[str, ...]:
    """The ring that would close if `key` came to report to `manager`, upwards from `key`; () when none would."""
    if key == manager:
        return (key,)
    path = [manager]
    for above in line_up(positions, manager):
        path.append(above.key)
        if above.key == key:
            return (key, *path[:-1])
    return ()
