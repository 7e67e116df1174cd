"""The shape of the reporting lines: roots, rings, what is unplaced, lines up and counts down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .state import Org, Position


@dataclass(frozen=True)
class Shape:
    """`top` is the root that the organisation hangs from ('' when there is none), `roots` the heads of
    other trees, `unplaced` the positions that hang nowhere, `rings` the loops, each in order.
    `order` lists every position parents first; `depth` and `below` count from the head of its tree:
    steps down to it, and all positions under it."""

    top: str
    roots: tuple[str, ...]
    unplaced: tuple[str, ...]
    rings: tuple[tuple[str, ...], ...]
    order: tuple[str, ...]
    depth: Mapping[str, int]
    below: Mapping[str, int]


def shape(org: Org) -> Shape:
    """Look at the whole organisation once; linear in its positions."""
    heads = [p.key for p in org.positions.values() if _is_head(org, p)]
    order, depth = _walk(org, heads)
    rings = _rings(org, depth) if len(order) < len(org.positions) else ()
    for ring in rings:  # what hangs under a ring is walked from the ring's first member
        more, deeper = _walk(org, [ring[0]], seen=depth)
        order, depth = order + more, depth | deeper
    below = dict.fromkeys(order, 0)
    for key in reversed(order):
        manager = org.positions[key].manager
        if depth[key] and manager in below:
            below[manager] += below[key] + 1
    top = _top(org, heads, below)
    loose = [key for key in heads if key != top]
    return Shape(
        top=top,
        roots=tuple(key for key in loose if _is_root(org, key) and org.reports(key)),
        unplaced=tuple(key for key in loose if not (_is_root(org, key) and org.reports(key))),
        rings=rings,
        order=tuple(order),
        depth=depth,
        below=below,
    )


def _is_root(org: Org, key: str) -> bool:
    """Its own row says that nobody is above it."""
    return org.positions[key].manager in ("", key)


def _is_head(org: Org, position: Position) -> bool:
    return position.manager in ("", position.key) or position.manager not in org.positions


def _top(org: Org, heads: list[str], below: Mapping[str, int]) -> str:
    """The root with the most under it; among lone positions there is a top only if there is one."""
    roots = [key for key in heads if _is_root(org, key)]
    best = max(roots, key=lambda key: below[key], default="")
    return best if best and (below[best] or len(org.positions) == 1) else ""


def _walk(org: Org, heads: list[str], seen: Mapping[str, int] | None = None) -> tuple[list[str], dict[str, int]]:
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


def _rings(org: Org, placed: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """Each loop once, from its member that comes first in the organisation."""
    seen: set[str] = set()
    rings = []
    for key in org.positions:
        path: list[str] = []
        while key not in placed and key not in seen:
            seen.add(key)
            path.append(key)
            key = org.positions[key].manager
        if key in path:
            rings.append(tuple(path[path.index(key) :]))
    return tuple(rings)


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
