"""Who is the first leader above a position, and from which level somebody is one."""

from __future__ import annotations

from typing import NamedTuple

from planning.core.content import TypicalLine
from planning.core.records import Position
from planning.core.rules.base import Number
from planning.core.rules.context import Context

LEADER = 5  # level from which somebody leads, where no role content says


class Above(NamedTuple):
    """The first leader above a position and how many steps up; `is_root` where nobody is above them."""

    leader: Position
    steps: int
    is_root: bool


def first_leader(ctx: Context, position: Position, level: int) -> Above | None:
    """None where nobody is above, or the line breaks off or closes a ring before a leader."""
    above = _from(ctx, position.manager, level)
    return above if above and above.leader.key != position.key else None


def _from(ctx: Context, key: str, level: int) -> Above | None:
    """The first leader from a position upwards, which itself is the first step; worked out once for all on the way."""
    known: dict[str, Above | None] = ctx.once("first leaders", level, dict)
    way: list[str] = []
    while key not in known and (position := ctx.org.positions.get(key)):
        known[key] = None  # what a ring comes back to
        if (leads := ctx.level(position) >= level) or position.manager in ("", key):
            known[key] = Above(position, 1, not leads)
            break
        way.append(key)
        key = position.manager
    found = known.get(key)
    for below in reversed(way):
        found = known[below] = found and found._replace(steps=found.steps + 1)
    return found


def leader_level(ctx: Context, slug: str) -> int:
    """The level from which somebody counts as a leader of a role: as its rule has it; for any other role, the lowest
    that a rule has."""
    levels = ctx.settled("leader levels", "", lambda: _leader_levels(ctx))
    return levels.get(slug) or min(levels.values(), default=LEADER)


def _leader_levels(ctx: Context) -> dict[str, int]:
    lines = [(role, role.line) for role in ctx.content.covering if role.line]
    return {role.slug: ctx.number(f"line-{role.code.lower()}", leader_number(line)) for role, line in lines}


def leader_number(line: TypicalLine) -> Number:
    return Number("level", "Minimum level of a leader", line.level)
