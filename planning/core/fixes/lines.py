"""Ways out where a reporting line leads elsewhere or is too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.core.changes.edits import heads
from planning.core.content import Role, TypicalLine
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.crafts import stays
from planning.core.fixes.leads import Lead, arriving, called, dotted, moved, names, nearest, span, span_note
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.rules.lines import STEPS, first_leader, leader_number
from planning.core.tree import line_up
from planning.core.words import function, listed

BEST = 2  # how many leaders are proposed


def outside(case: Case) -> Iterator[Way]:
    """line-*: all whom the finding concerns go to one leader, so that who works together stays together."""
    line = case.role.line
    if line is None:
        return
    keys = _concerned(case)
    least = case.ctx.number(case.rule.id, leader_number(line))
    leaders = nearest(case.ctx, keys, able_leaders(case.ctx, case.role, line, least), _led(line))[:BEST]
    for leader in leaders:
        yield from _moved_under(case, heads(case.org, keys), leader)
    for leader in leaders[:1]:
        yield from _joined_to(case, keys, leader)
    if not leaders:
        yield Hint(f"Choose somebody who leads {_led(line)}: nobody does who stays", Form.MANAGER, keys[0])


def _led(line: TypicalLine) -> str:
    return listed([function(f) for f in line.functions[:1]])


def _concerned(case: Case) -> list[str]:
    """The positions of the role that the finding concerns, or its subject."""
    found = [k for k in case.finding.involves if (p := case.org.positions.get(k)) and p.role == case.role.slug]
    return found or [case.finding.subject.key]


def able_leaders(ctx: Context, role: Role, line: TypicalLine, least: int) -> list[Position]:
    """Who leads the role, by their own role or in fact, at the end of a line as it typically is: the first leader from
    them upwards is one of those functions."""
    return ctx.once("able leaders", role.slug, lambda: _able_leaders(ctx, role, line, least))


def _able_leaders(ctx: Context, role: Role, line: TypicalLine, least: int) -> list[Position]:
    in_fact = (ctx.org.positions.get(p.manager) for p in ctx.by_role[role.slug] if ctx.filled(p))
    every = {p.key: p for p in (*ctx.leaders(role.slug), *in_fact) if p and ctx.filled(p)}
    return [p for p in every.values() if stays(ctx, p) and _leads_rightly(ctx, p, line, least)]


def _leads_rightly(ctx: Context, position: Position, line: TypicalLine, least: int) -> bool:
    above = None if ctx.level(position) >= least else first_leader(ctx, position, least)
    leader = above.leader if above else position
    own = ctx.function(position) in line.functions
    return own and ctx.function(leader) in line.functions and (above is not None or ctx.level(position) >= least)


def _moved_under(case: Case, keys: Sequence[str], leader: Lead) -> Iterator[Fix]:
    changes, key = moved(case.ctx, keys, leader.position.key), leader.position.key
    if changes:
        title = f"Move {names(case.ctx, keys)} under {called(case.ctx, key)}"
        note = span_note(case.ctx, key, arriving(case.ctx, keys, key))
        yield Fix(FixKind.MOVE, title, changes, key, note, leader.reasons)


def _joined_to(case: Case, keys: Sequence[str], leader: Lead) -> Iterator[Fix]:
    changes, key = dotted(case.ctx, keys, leader.position.key), leader.position.key
    if changes:
        title = f"Add a dotted line from {names(case.ctx, keys)} to {called(case.ctx, key)}"
        yield Fix(FixKind.DOTTED, title, changes, key, "the solid line stays", leader.reasons[:1])


def long_line(case: Case) -> Iterator[Way]:
    """line-depth: straight to somebody higher up in the same line."""
    keys = _too_deep(case)
    target = _target(case, keys)
    if target is None:
        return
    changes = moved(case.ctx, heads(case.org, keys), target.key)
    if changes:
        title = f"Move {names(case.ctx, keys)} up to {called(case.ctx, target.key)}"
        note = span_note(case.ctx, target.key, arriving(case.ctx, keys, target.key))
        yield Fix(FixKind.MOVE, title, changes, target.key, note)


def _too_deep(case: Case) -> list[str]:
    found = [k for k in case.finding.involves if _steps(case, k) > case.ctx.number("line-depth", STEPS)]
    return found or [case.finding.subject.key]


def _steps(case: Case, key: str) -> int:
    """Manager steps up to the top leader of a position's role; 0 where there is none."""
    position = case.org.positions.get(key)
    leading = {leader.slug for leader in case.ctx.leader_roles(position.role)} if position else set()
    return max((n for n, p in enumerate(line_up(case.org.positions, key), 1) if p.role in leading), default=0)


def _target(case: Case, keys: Sequence[str]) -> Position | None:
    """The lowest in the line of all of them who stays, has few enough above and leads the craft or has room."""
    most = max(case.ctx.number("line-depth", STEPS), 1)
    lines = [list(line_up(case.org.positions, key)) for key in keys]
    high = [
        {p.key for p in line[max(_steps(case, k) - most, 0) : _steps(case, k)]}
        for k, line in zip(keys, lines, strict=True)
    ]
    common = [p for p in lines[0] if all(p.key in one for one in high)] if lines else []
    role = case.org.positions[keys[0]].role
    leading = {leader.slug for leader in case.ctx.leader_roles(role)}
    return min(common, key=lambda p: (p.role not in leading, span(case.ctx, p.key), p.key), default=None)
