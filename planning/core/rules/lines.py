"""Where a covering role reports to: line-<code> and line-depth."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from planning.core.content import Content, Role, TypicalLine
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, POSITION, Finding, Number, Rule, lighter
from planning.core.rules.context import Context
from planning.core.tree import line_up
from planning.core.words import count, function, listed

LEADER = 5  # level from which somebody leads, where no role content says
STEPS = Number("steps", "Most manager steps to the top leader", 3)


class Above(NamedTuple):
    """The first leader above a position and how many steps up; `is_root` where nobody is above them."""

    leader: Position
    steps: int
    is_root: bool


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.line:
            yield _line_rule(role, role.line)
    if any(role.line and role.line.short for role in content.covering):
        yield _depth_rule()


def _line_rule(role: Role, line: TypicalLine) -> Rule:
    functions = listed([function(f) for f in line.functions], "or")
    level = leader_number(line)
    return Rule(
        id=f"line-{role.code.lower()}",
        family="line",
        title=f"{role.name} outside the usual line",
        condition=f"The first leader above the {role.name} (level {line.level} or more, else the top) is not in "
        f"{functions}. A dotted line there lowers the severity one step.",
        source=f"Role content: whom a {role.name} typically reports to",
        severity=line.severity,
        kind=POSITION,
        subjects=lambda ctx: (p.key for p in ctx.by_role[role.slug]),
        check=partial(_check_line, role, line, level),
        role=role.slug,
        touch=touch.lines,
        waits=(facts.MANAGERS,),
        numbers=(level,),
    )


def first_leader(ctx: Context, position: Position, level: int) -> Above | None:
    """None where nobody is above, or the line breaks off or closes a ring before a leader."""
    last = position
    steps = 0
    for steps, last in enumerate(line_up(ctx.org.positions, position.key), 1):
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


def _check_line(role: Role, line: TypicalLine, level: Number, ctx: Context, key: str) -> Iterator[Finding]:
    rule = f"line-{role.code.lower()}"
    position = ctx.org.positions.get(key)
    above = first_leader(ctx, position, ctx.number(rule, level)) if position else None
    if position is None or position.role != role.slug or above is None:
        return
    severity = _severity(ctx, line, position, above)
    if severity is None:
        return
    where = function(ctx.function(above.leader)) or "function unknown"
    steps = "directly" if above.steps == 1 else f"over {above.steps} steps"
    yield Finding(
        rule=rule,
        severity=severity,
        subject=ctx.subject(POSITION, key),
        message=f"{ctx.named(key)} reports {steps} to {ctx.named(above.leader.key)} in {where}; "
        f"typically the line leads to {listed([function(f) for f in line.functions], 'or')}."
        f"{_dotted_note(ctx, line, position)}",
        because=(line.id,),
        involves=(key,),
    )


def _severity(ctx: Context, line: TypicalLine, position: Position, above: Above) -> str | None:
    """None where the line is as it typically is, or nothing is left after lowering."""
    where = ctx.function(above.leader)
    if where in line.functions or (above.is_root and not where):  # the top, if nothing says otherwise, leads all
        return None
    severity = INFO if where in line.lighter or not where else line.severity
    return lighter(severity) if _dotted(ctx, line, position) else severity


def _dotted(ctx: Context, line: TypicalLine, position: Position) -> list[str]:
    """Dotted lines into the functions that the role typically reports to."""
    return [k for k in position.dotted if (p := ctx.org.positions.get(k)) and ctx.function(p) in line.functions]


def _dotted_note(ctx: Context, line: TypicalLine, position: Position) -> str:
    dotted = _dotted(ctx, line, position)
    return f" A dotted line leads to {listed([ctx.named(key) for key in dotted])}." if dotted else ""


def _depth_rule() -> Rule:
    return Rule(
        id="line-depth",
        family="line-depth",
        title="Long line to the top leader",
        condition="More manager steps than this lie between the position and the top leader of its role above it.",
        source="Role content: whom the role typically reports to",
        severity=INFO,
        kind=POSITION,
        subjects=_short_lined,
        check=_check_depth,
        touch=touch.lines,
        waits=(facts.MANAGERS,),
        numbers=(STEPS,),
    )


def _short_lined(ctx: Context) -> Iterator[str]:
    for role in ctx.content.covering:
        if role.line and role.line.short:
            yield from (position.key for position in ctx.by_role[role.slug])


def _check_depth(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    role = ctx.content.roles.get(position.role) if position else None
    if role is None or not role.covers or not role.line or not role.line.short:
        return
    leading = {leader.slug for leader in ctx.leader_roles(role.slug)}
    above = list(line_up(ctx.org.positions, key))
    steps, top = max(((n, p) for n, p in enumerate(above, 1) if p.role in leading), default=(0, None))
    most = ctx.number("line-depth", STEPS)
    if top is None or steps <= most:
        return
    yield Finding(
        rule="line-depth",
        severity=INFO,
        subject=ctx.subject(POSITION, key),
        message=f"{count(steps, 'manager step')} from {ctx.named(key)} up to {ctx.named(top.key)}; {most} at most.",
        because=(role.line.id,),
        involves=(key,),
    )
