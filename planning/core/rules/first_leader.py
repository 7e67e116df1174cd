"""Who is the first leader above a position, and from which level somebody is one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from planning.core.content import TypicalLine
from planning.core.records import Position
from planning.core.rules.base import Number
from planning.core.rules.context import Context
from planning.core.tree import line_up

LEADER = 5  # level from which somebody leads, where no role content says


class Above(NamedTuple):
    """The first leader above a position and how many steps up; `is_root` where nobody is above them."""

    leader: Position
    steps: int
    is_root: bool


def line_above(ctx: Context, position: Position) -> Sequence[Position]:
    """As `line_up`, looked up once for all who report to the same."""
    line = ctx.once("line above", position.manager, lambda: _line_from(ctx, position.manager))
    if line and line[-1].manager in ctx.org.positions:  # a ring, which ends where the position itself stands
        return tuple(takewhile(lambda above: above.key != position.key, line))
    return line


def _line_from(ctx: Context, manager: str) -> tuple[Position, ...]:
    first = ctx.org.positions.get(manager)
    return (first, *line_up(ctx.org.positions, manager)) if first else ()


def first_leader(ctx: Context, position: Position, level: int) -> Above | None:
    """None where nobody is above, or the line breaks off or closes a ring before a leader."""
    last = position
    steps = 0
    for steps, last in enumerate(line_above(ctx, position), 1):
        if ctx.level(last) >= level:
            return Above(last, steps, False)
    return Above(last, steps, True) if steps and last.manager in ("", last.key) else None


def leader_level(ctx: Context, slug: str) -> int:
    """The level from which somebody counts as a leader of a role: as its rule has it; for any other role, the lowest
    that a rule has."""
    levels = ctx.settled("leader levels", "", lambda: _leader_levels(ctx))
    return levels.get(slug) or min(levels.values(), default=LEADER)


def _leader_levels(ctx: Context) -> dict[str, int]:
    lines = [(role, role.line) for role in ctx.content.covering if role.line]
    return {role.slug: ctx.number(f"line-{role.code.lower()}", leader_number(line)) for role, line in lines}


def leader_number(line: TypicalLine) -> Number:
    return Number("level", "Level from which somebody counts as a leader", line.level)
