"""Who is the topmost of some roles in the line above a position."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from planning.core.records import Position
from planning.core.rules.context import Context


class Top(NamedTuple):
    """The topmost from a position upwards, 0 steps from it where it is that itself. `below` is who on the way there is
    so many steps under the topmost as may be; '' where the way is shorter."""

    key: str
    steps: int
    below: str


def top_leader(ctx: Context, position: Position, leading: Collection[str], most: int) -> Top | None:
    """The topmost of the roles `leading` from a position upwards; worked out once for all on the way, so all positions
    together take no longer than there are."""
    known: dict[str, Top | None] = ctx.once("top leaders", (frozenset(leading), most), dict)
    key, way = position.key, dict[str, None]()
    while key not in known and key not in way and key in ctx.org.positions:
        way[key] = None
        key = ctx.org.positions[key].manager
    keys = list(way)
    if key in way:
        at = keys.index(key)
        known.update(_in_ring([ctx.org.positions[one] for one in keys[at:]], leading, most))
        keys = keys[:at]
    found = known.get(key)
    for below in reversed(keys):
        found = known[below] = _under(ctx.org.positions[below], found, leading, most)
    return known.get(position.key)


def _under(position: Position, above: Top | None, leading: Collection[str], most: int) -> Top | None:
    """What is topmost from a position, by what is from its manager."""
    if above is None and position.role not in leading:
        return None
    key, steps, below = (above.key, above.steps + 1, above.below) if above else (position.key, 0, "")
    return Top(key, steps, position.key if steps == most else below)


def _in_ring(ring: Sequence[Position], leading: Collection[str], most: int) -> dict[str, Top | None]:
    """The same for all in a ring, each of whom reports to the next: the way up ends right before it closes, so the
    topmost is the last one that came by."""
    found: dict[str, Top | None] = {}
    last: int | None = None
    for at in range(2 * len(ring)):  # the second time around it is known who came by
        steps = None if last is None else last + len(ring) - at
        here = ring[at % len(ring)]
        if steps is None:
            found[here.key] = _under(here, None, leading, most)
        else:
            below = ring[(at + steps - most) % len(ring)].key if steps >= most else ""
            found[here.key] = Top(ring[(at + steps) % len(ring)].key, steps, below)
        last = at if here.role in leading else last
    return found
