"""Whose line leads to a leader of another function than is usual for their covering role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import NamedTuple

from planning.core.content import Role, TypicalLine
from planning.core.headcount import people_in
from planning.core.records import Position
from planning.core.rules import facts
from planning.core.rules.base import INFO, lighter
from planning.core.rules.context import Context
from planning.core.rules.first_leader import Above, first_leader, leader_number
from planning.core.rules.grouping import by_name

SEVERAL = 3  # from so many on, what holds for all of them is how the organisation is built


class Outside(NamedTuple):
    """A position whose line leads elsewhere than is usual, how many steps up the leader is, and how grave that is: ''
    where nobody knows what the leader leads."""

    position: Position
    steps: int
    severity: str


def grouped_by_leader(role: Role, line: TypicalLine, ctx: Context) -> Mapping[str, list[Outside]]:
    """Whose line leads to a leader of another function than is usual, by that leader."""
    return ctx.once("by leader", role.slug, lambda: _grouped(role, line, ctx))


def _grouped(role: Role, line: TypicalLine, ctx: Context) -> Mapping[str, list[Outside]]:
    found: dict[str, list[Outside]] = defaultdict(list)
    for leader, outside in everybody_outside(role, line, ctx):
        found[leader].append(outside)
    return {leader: _by_name(ctx, every) for leader, every in found.items()}


def everybody_outside(role: Role, line: TypicalLine, ctx: Context) -> Iterator[tuple[str, Outside]]:
    """The same one by one, each with the leader."""
    look = partial(_look_up, line, ctx.number(f"line-{role.code.lower()}", leader_number(line)))
    return chain.from_iterable(ctx.along_lines(role.slug, "line", look).values())


def _by_name(ctx: Context, every: list[Outside]) -> list[Outside]:
    known = {one.position.key: one for one in every}
    return [known[key] for key in by_name(ctx, known)]


def _look_up(line: TypicalLine, level: int, ctx: Context, position: Position) -> tuple[tuple[str, Outside], ...]:
    """The leader of another function whom its line leads to; none where it leads as usual."""
    above = first_leader(ctx, position, level)
    severity = _severity(ctx, line, position, above) if above else None
    return () if above is None or severity is None else ((above.leader.key, Outside(position, above.steps, severity)),)


def _severity(ctx: Context, line: TypicalLine, position: Position, above: Above) -> str | None:
    """None where the line is as it typically is, or nothing is left after lowering; '' where nobody knows."""
    where = ctx.function(above.leader)
    if not where:
        return None if above.is_root else ""  # the top, if nothing says otherwise, leads all
    if where in line.functions:
        return None
    severity = INFO if where in line.lighter else line.severity
    return lighter(severity) if dotted_there(ctx, line, position) else severity


def dotted_there(ctx: Context, line: TypicalLine, position: Position) -> list[str]:
    """Dotted lines into the functions that the role typically reports to."""
    return [k for k in position.dotted if (p := ctx.org.positions.get(k)) and ctx.function(p) in line.functions]


def all_led_elsewhere(role: Role, ctx: Context) -> bool:
    """Whether the line of everybody who sits in the role leads to a leader of a known other function, and is told."""
    if role.line is None or not facts.MANAGERS.is_given(ctx) or not ctx.content.is_on(f"line-{role.code.lower()}"):
        return False
    told = {one.position.key for _, one in everybody_outside(role, role.line, ctx) if one.severity}
    filled = [position.key for position in ctx.by_role[role.slug] if ctx.filled(position)]
    return bool(filled) and told.issuperset(filled)


def is_by_design(role: Role, ctx: Context) -> bool:
    """Whether several are in the role, all are led from where the roles beside it are, and nobody leads the role
    itself: an organisation that is built so, as makers of goods are whose products belong to marketing."""
    line = role.line
    if line is None or ctx.leaders(role.slug) or not all_led_elsewhere(role, ctx):
        return False
    people = people_in(ctx.org, [position for position in ctx.by_role[role.slug] if ctx.filled(position)])
    beside = {name for other in ctx.content.covering if other.line for name in other.line.functions}
    where = {ctx.function(ctx.org.positions[leader]) for leader in grouped_by_leader(role, line, ctx)}
    return len(people) >= SEVERAL and where <= beside - {*line.functions}
