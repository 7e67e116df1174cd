"""Ways out where a reporting line leads elsewhere or is too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planning.core.changes.edits import heads
from planning.core.content import Role, TypicalLine
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import (
    Lead,
    arriving,
    called,
    dotted,
    limit,
    moved,
    names,
    nearest,
    span,
    span_note,
    under,
)
from planning.core.fixes.choosing.placing import room
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.rules.first_leader import first_leader, leader_number
from planning.core.rules.lines import STEPS
from planning.core.tree import line_up
from planning.core.words import listed, spoken

BEST = 2  # how many leaders are proposed


def outside(case: Case) -> Iterator[Way]:
    """line-*: all whom the finding concerns go to one leader, so that who works together stays together."""
    line = case.role.line
    if line is None:
        return
    keys = _concerned(case)
    least = case.ctx.number(case.rule.id, leader_number(line))
    every = nearest(case.ctx, keys, able_leaders(case.ctx, case.role, line, least), _led(line))
    leaders = every[:BEST]
    yield from _shared_out(case, keys, every)
    for leader in leaders:
        yield from _moved_under(case, heads(case.org, keys), leader)
    for leader in leaders[:1]:
        yield from _joined_to(case, keys, leader)
    if not leaders:
        yield Hint(f"Choose a manager who leads {_led(line)}: none found who is staying", Form.MANAGER, keys[0])


def _led(line: TypicalLine) -> str:
    return listed([spoken(f) for f in line.functions[:1]])


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


def _shared_out(case: Case, keys: Sequence[str], leaders: Sequence[Lead]) -> Iterator[Fix]:
    """Where nobody has room for all, several take them, those who report to one manager staying together."""
    ctx, rest = case.ctx, sorted(heads(case.org, keys), key=lambda key: (case.org.positions[key].manager, key))
    if not leaders or arriving(ctx, rest, leaders[0].position.key) <= _room(ctx, leaders[0]):
        return
    shares: list[tuple[str, list[str]]] = []
    for leader in leaders:
        free = _room(ctx, leader)
        if rest and free > 0:
            shares.append((leader.position.key, rest[:free]))
            rest = rest[free:]
    if shares and not rest:
        changes = tuple(c for key, some in shares for c in moved(ctx, some, key))
        title = f"Move {listed([f'{len(some)} under {ctx.who(key)}' for key, some in shares])}"
        note = listed([f"{ctx.who(key)} {span(ctx, key)} → {span(ctx, key) + len(some)}" for key, some in shares])
        reasons = (*leaders[0].reasons[:1], Reason(Mark.FOR, "all of them have room"))
        yield Fix(FixKind.MOVE, title, changes, "shared", note, reasons)


def _room(ctx: Context, leader: Lead) -> int:
    return limit(ctx) - leader.span


def _joined_to(case: Case, keys: Sequence[str], leader: Lead) -> Iterator[Fix]:
    changes, key = dotted(case.ctx, keys, leader.position.key), leader.position.key
    if changes:
        title = f"Add a dotted line from {names(case.ctx, keys)} to {called(case.ctx, key)}"
        yield Fix(FixKind.DOTTED, title, changes, key, "the solid line stays", leader.reasons[:1])


def long_line(case: Case) -> Iterator[Way]:
    """line-depth: straight to somebody higher up."""
    keys = heads(case.org, _too_deep(case))
    for target in _targets(case, keys)[:BEST]:
        changes = moved(case.ctx, keys, target.key)
        if changes:
            title = f"Move {names(case.ctx, keys)} up to {called(case.ctx, target.key)}"
            note = span_note(case.ctx, target.key, arriving(case.ctx, keys, target.key))
            yield Fix(FixKind.MOVE, title, changes, target.key, note, (room(case.ctx, keys, target.key),))


def _too_deep(case: Case) -> list[str]:
    found = [k for k in case.finding.involves if _steps(case, k) > case.ctx.number("line-depth", STEPS)]
    return found or [case.finding.subject.key]


def _steps(case: Case, key: str) -> int:
    """Manager steps up to the top leader of a position's role; 0 where there is none."""
    position = case.org.positions.get(key)
    leading = {leader.slug for leader in case.ctx.leader_roles(position.role)} if position else set()
    return max((n for n, p in enumerate(line_up(case.org.positions, key), 1) if p.role in leading), default=0)


def _targets(case: Case, keys: Sequence[str]) -> list[Position]:
    """Who stays, is few enough steps below the top leader, and in the line of all of them or leads their role: those
    with room first, then leaders of the role, then the lowest."""
    ctx, most = case.ctx, max(case.ctx.number("line-depth", STEPS), 1)
    lines = [[p.key for p in line_up(case.org.positions, key)] for key in keys]
    common = [key for key in lines[0] if all(key in line for line in lines)]
    leading = {leader.key for leader in ctx.leaders(case.org.positions[keys[0]].role)}
    below = under(ctx, keys)
    able = [case.org.positions[key] for key in dict.fromkeys((*common, *leading)) if key not in below]
    fit = [p for p in able if stays(ctx, p) and p.key in (*common, *leading) and _height(case, keys[0], p) < most]
    return sorted(fit, key=lambda p: (_is_over(case, keys, p), p.key not in leading, -_height(case, keys[0], p), p.key))


def _height(case: Case, key: str, target: Position) -> int:
    """Manager steps from somebody up to the top leader of the role of `key`; many where there is none."""
    leading = {leader.slug for leader in case.ctx.leader_roles(case.org.positions[key].role)}
    line = [target, *line_up(case.org.positions, target.key)]
    return max((steps for steps, p in enumerate(line) if p.role in leading), default=99)


def _is_over(case: Case, keys: Sequence[str], target: Position) -> bool:
    return span(case.ctx, target.key) + arriving(case.ctx, keys, target.key) > limit(case.ctx)
