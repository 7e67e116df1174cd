"""Where a covering role reports to: line-<code>."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from planning.core.content import Content, Role, TypicalLine
from planning.core.headcount import heads
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, POSITION, SEVERITIES, Fact, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.first_leader import leader_number
from planning.core.rules.grouping import Causes, largest, some
from planning.core.rules.led_elsewhere import (
    Outside,
    dotted_there,
    everybody_outside,
    grouped_by_leader,
    is_by_design,
)
from planning.core.words import an, count, listed, spoken

GROUP = "reports"  # what a finding on a leader is about: whoever reports there
UNTOLD = "unknown function"  # what the finding is about that only waits to know what leaders lead
BY_DESIGN = " Everyone in the role reports there. If that is intended, accept the finding."
STEPS = Number("steps", "Maximum manager steps to the top leader", 3)


LEADING = Fact(
    key="leading",
    label="the function of some leaders",
    is_given=lambda ctx: not any(_is_untold(ctx, role) for role in ctx.content.covering),
    about=UNTOLD,
    in_part=True,
)


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.line:
            yield _line_rule(role, role.line)


def _line_rule(role: Role, line: TypicalLine) -> Rule:
    functions = listed([spoken(f) for f in line.functions], "or")
    level = leader_number(line)
    causes = Causes(f"line-{role.code.lower()}", partial(_lines_of, role, line))
    return Rule(
        id=causes.id,
        family="line",
        title=f"{role.name} outside the usual reporting line",
        condition=f"The first leader above the {role.name} (level {line.level} or above, otherwise the top) is not in "
        f"{functions}. A dotted line there lowers the severity by one step. Several people under one leader are one "
        "finding. Nothing is raised about a leader whose function is not known. If several people are in the role, no "
        "one leads it and all report where the roles beside them do, that is how the organisation is built: the "
        "severity is info.",
        source=f"Role content: whom {an(role.name)} typically reports to",
        severity=line.severity,
        kind=POSITION,
        subjects=causes.subjects,
        check=causes.check,
        role=role.slug,
        touch=touch.tree,
        waits=(facts.MANAGERS, LEADING),
        numbers=(level,),
    )


def _lines_of(role: Role, line: TypicalLine, ctx: Context) -> Iterator[Finding]:
    by_leader = grouped_by_leader(role, line, ctx)
    untold = {leader: outside for leader, outside in by_leader.items() if not outside[0].severity}
    if untold:
        yield _untold(role, ctx, untold)
    by_design = bool(by_leader) and is_by_design(role, ctx)
    for leader, outside in by_leader.items():
        if leader in untold:
            continue
        keys = [leader, *(key for one in outside for key in (one.position.key, *one.position.dotted))]
        basis = (role.slug, leader, by_design, tuple((one.position.key, one.steps, one.severity) for one in outside))
        make = partial(_finding, role, line, ctx, ctx.org.positions[leader], outside, by_design)
        yield ctx.told("line", basis, keys, make)


def _untold(role: Role, ctx: Context, by_leader: Mapping[str, Sequence[Outside]]) -> Finding:
    """What only waits to know what these leaders lead: about the one to whom most report."""
    groups = largest({leader: [one.position.key for one in outside] for leader, outside in by_leader.items()})
    keys = [key for _, group in groups for key in group]
    leaders = ctx.named(groups[0][0]) if len(groups) == 1 else count(len(groups), "leader")
    names = f": {some([f'{ctx.who(leader)} ({len(group)})' for leader, group in groups])}" if len(groups) > 1 else ""
    return Finding(
        rule=f"line-{role.code.lower()}",
        severity=INFO,
        subject=ctx.subject(POSITION, groups[0][0]),
        message=f"{heads(ctx.org, keys, role.name)} {'reports' if len(keys) == 1 else 'report'} to {leaders}, whose "
        f"function is not known{names}.",
        about=UNTOLD,
        involves=tuple(leader for leader, _ in groups),
    )


def _is_untold(ctx: Context, role: Role) -> bool:
    """Whether nobody knows the function of a leader whom one in the role reports to."""
    found = everybody_outside(role, role.line, ctx) if role.line else ()
    return any(not outside.severity for _, outside in found)


def _finding(
    role: Role, line: TypicalLine, ctx: Context, leader: Position, outside: Sequence[Outside], by_design: bool
) -> Finding:
    where = spoken(ctx.function(leader))
    usual = f"{role.name}s usually report into {listed([spoken(f) for f in line.functions], 'or')}"
    keys = tuple(one.position.key for one in outside)
    is_one = len(outside) == 1
    who = ctx.named(keys[0]) if is_one else heads(ctx.org, keys, role.name)
    reports = "report" if not is_one else "reports directly" if outside[0].steps == 1 else "reports"
    up = f", {outside[0].steps} steps up" if is_one and outside[0].steps > 1 else ""
    names = "" if is_one else f": {_names(ctx, outside)}"
    short = role.code if is_one else heads(ctx.org, keys, role.code)
    return Finding(
        rule=f"line-{role.code.lower()}",
        severity=INFO if by_design else min((one.severity for one in outside), key=SEVERITIES.index),
        subject=ctx.subject(POSITION, keys[0] if is_one else leader.key),
        message=f"{who} {reports} to {ctx.named(leader.key)} in {where}{up}{names}. {usual}."
        f"{_dotted_note(ctx, line, outside)}{BY_DESIGN if by_design else ''}",
        facts=_noted(role, line, ctx, leader, outside, by_design),
        because=(line.id,),
        about="" if is_one else GROUP,
        involves=keys,
        headline=f"{short} {'reports' if is_one else 'report'} into {where}",
    )


def _names(ctx: Context, outside: Sequence[Outside]) -> str:
    return some([ctx.who(o.position.key) + (f" ({o.steps} steps down)" if o.steps > 1 else "") for o in outside])


def _noted(
    role: Role, line: TypicalLine, ctx: Context, leader: Position, outside: Sequence[Outside], by_design: bool
) -> str:
    """The same in the words of facts."""
    keys = [one.position.key for one in outside]
    over = {one.position.key: f" over {one.steps} steps" if one.steps > 1 else "" for one in outside}
    names = some([ctx.noted_who(key) + over[key] for key in keys])
    who, reports = f"{heads(ctx.org, keys, role.name)} ({names})", "report"
    if len(keys) == 1:
        who, reports = ctx.noted(keys[0]), f"reports{over[keys[0]] or ' directly'}"
    return (
        f"{who} {reports} to {ctx.noted(leader.key)} in {spoken(ctx.function(leader))}; typically the line leads to "
        f"{listed([spoken(f) for f in line.functions], 'or')}.{_noted_dotted(ctx, line, outside)}"
        f"{' Everybody in the role is led from there: if that is meant so, accept it.' if by_design else ''}"
    )


def _dotted_note(ctx: Context, line: TypicalLine, outside: Sequence[Outside]) -> str:
    return _dotted(ctx, line, outside, ctx.named, "There is a dotted line")


def _noted_dotted(ctx: Context, line: TypicalLine, outside: Sequence[Outside]) -> str:
    """In the words of facts."""
    return _dotted(ctx, line, outside, ctx.noted, "A dotted line leads")


def _dotted(ctx: Context, line: TypicalLine, outside: Sequence[Outside], name: Callable[[str], str], there: str) -> str:
    dotted = {one.position.key: dotted_there(ctx, line, one.position) for one in outside}
    whom = listed([name(key) for key in dict.fromkeys(k for keys in dotted.values() for k in keys)])
    if not whom:
        return ""
    if len(outside) == 1:
        return f" {there} to {whom}."
    number = sum(map(bool, dotted.values()))
    return f" {number} of them {'has' if number == 1 else 'have'} a dotted line to {whom}."
