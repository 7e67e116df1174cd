"""Where a covering role reports to: line-<code>."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from planning.core.content import Content, Role, TypicalLine
from planning.core.headcount import heads
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, POSITION, SEVERITIES, Finding, Number, Rule, lighter
from planning.core.rules.context import Context
from planning.core.rules.grouping import Causes, some
from planning.core.tree import line_up
from planning.core.words import an, function, listed

LEADER = 5  # level from which somebody leads, where no role content says
GROUP = "reports"  # what a finding on a leader is about: whoever reports there
STEPS = Number("steps", "Most manager steps to the top leader", 3)


class Outside(NamedTuple):
    """A position whose line leads elsewhere than is usual, how many steps up the leader is, and how grave that is."""

    position: Position
    steps: int
    severity: str


class Above(NamedTuple):
    """The first leader above a position and how many steps up; `is_root` where nobody is above them."""

    leader: Position
    steps: int
    is_root: bool


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.line:
            yield _line_rule(role, role.line)


def _line_rule(role: Role, line: TypicalLine) -> Rule:
    functions = listed([function(f) for f in line.functions], "or")
    level = leader_number(line)
    causes = Causes(f"line-{role.code.lower()}", partial(_lines_of, role, line, level))
    return Rule(
        id=causes.id,
        family="line",
        title=f"{role.name} outside the usual line",
        condition=f"The first leader above the {role.name} (level {line.level} or more, else the top) is not in "
        f"{functions}. A dotted line there lowers the severity one step. Several under one leader are one finding.",
        source=f"Role content: whom {an(role.name)} typically reports to",
        severity=line.severity,
        kind=POSITION,
        subjects=causes.subjects,
        check=causes.check,
        role=role.slug,
        touch=touch.tree,
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


def _lines_of(role: Role, line: TypicalLine, level: Number, ctx: Context) -> Iterator[Finding]:
    for leader, outside in _by_leader(role, line, ctx.number(f"line-{role.code.lower()}", level), ctx).items():
        keys = [leader, *(key for one in outside for key in (one.position.key, *one.position.dotted))]
        basis = (role.slug, leader, tuple((one.position.key, one.steps, one.severity) for one in outside))
        make = partial(_finding, role, line, ctx, ctx.org.positions[leader], outside)
        yield ctx.told("line", basis, keys, make)


def _by_leader(role: Role, line: TypicalLine, level: int, ctx: Context) -> Mapping[str, list[Outside]]:
    """Whose line leads to a leader of another function than is usual, by that leader."""
    found: dict[str, list[Outside]] = defaultdict(list)
    look = partial(_look_up, line, level)
    for each in ctx.along_lines(role.slug, "line", look).values():
        for leader, outside in each:
            found[leader].append(outside)
    return found


def _look_up(line: TypicalLine, level: int, ctx: Context, position: Position) -> list[tuple[str, Outside]]:
    """The leader of another function whom its line leads to; none where it leads as usual."""
    above = first_leader(ctx, position, level)
    severity = _severity(ctx, line, position, above) if above else None
    return [(above.leader.key, Outside(position, above.steps, severity))] if above and severity else []


def _finding(role: Role, line: TypicalLine, ctx: Context, leader: Position, outside: Sequence[Outside]) -> Finding:
    where = function(ctx.function(leader)) or "function unknown"
    typically = f"typically the line leads to {listed([function(f) for f in line.functions], 'or')}"
    keys = tuple(one.position.key for one in outside)
    is_one = len(outside) == 1
    who = ctx.named(keys[0]) if is_one else f"{heads(ctx.org, keys, role.name)} ({_names(ctx, outside)})"
    reports = f"reports {_steps(outside[0].steps)}" if is_one else "report"
    short = role.code if is_one else heads(ctx.org, keys, role.code)
    return Finding(
        rule=f"line-{role.code.lower()}",
        severity=min((one.severity for one in outside), key=SEVERITIES.index),
        subject=ctx.subject(POSITION, keys[0] if is_one else leader.key),
        message=f"{who} {reports} to {ctx.named(leader.key)} in {where}; {typically}."
        f"{_dotted_note(ctx, line, outside)}",
        because=(line.id,),
        about="" if is_one else GROUP,
        involves=keys,
        headline=f"{short} {'reports' if is_one else 'report'} into {where}",
    )


def _names(ctx: Context, outside: Sequence[Outside]) -> str:
    return some([ctx.who(o.position.key) + (f" over {o.steps} steps" if o.steps > 1 else "") for o in outside])


def _steps(steps: int) -> str:
    return "directly" if steps == 1 else f"over {steps} steps"


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


def _dotted_note(ctx: Context, line: TypicalLine, outside: Sequence[Outside]) -> str:
    dotted = {one.position.key: _dotted(ctx, line, one.position) for one in outside}
    whom = listed([ctx.named(key) for key in dict.fromkeys(k for keys in dotted.values() for k in keys)])
    if not whom:
        return ""
    if len(outside) == 1:
        return f" A dotted line leads to {whom}."
    number = sum(map(bool, dotted.values()))
    return f" {number} of them {'has' if number == 1 else 'have'} a dotted line to {whom}."
