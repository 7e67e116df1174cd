"""Several people in a covering role and nobody who leads them: leader-<code>."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Content, Role, TypicalLine
from planning.core.headcount import people_in
from planning.core.rules import touch
from planning.core.rules.base import ORGANISATION, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.led_elsewhere import all_led_elsewhere
from planning.core.words import count, listed

PEOPLE = Number("people", "A leader is needed from this many people", 3)


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.line and any(role.slug in leader.leads for leader in content.roles.values()):
            yield _rule(role, role.line)


def _rule(role: Role, line: TypicalLine) -> Rule:
    return Rule(
        id=f"leader-{role.code.lower()}",
        family="leader",
        title=f"{role.name}s without a leader",
        condition=f"The organisation has this many {role.name}s or more, and no filled position leads them. Not raised "
        "if all of them report into other functions: findings about their lines say so.",
        source=f"Role content: whom a {role.name} typically reports to",
        severity=line.leader,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=partial(_check, role, line),
        role=role.slug,
        touch=_touch,
        numbers=(PEOPLE,),
    )


def _touch(sides: Sides, changes: Collection[Change]) -> Collection[str]:
    return touch.trees(sides, changes) or touch.staff(sides, changes)


def _check(role: Role, line: TypicalLine, ctx: Context, _: str) -> Iterator[Finding]:
    rule = f"leader-{role.code.lower()}"
    if ctx.leaders(role.slug) or all_led_elsewhere(role, ctx):
        return
    filled = [p for p in ctx.by_role[role.slug] if ctx.filled(p)]
    people = len(people_in(ctx.org, filled))
    if people < ctx.number(rule, PEOPLE):
        return
    titles = listed([leader.name for leader in ctx.leader_roles(role.slug)], "or")
    yield Finding(
        rule=rule,
        severity=line.leader,
        subject=ctx.subject(ORGANISATION, ""),
        message=f"No one leads {count(people, role.name)} (looked for: {titles}).",
        facts=f"{count(people, role.name)} and nobody who leads them (looked for: {titles}).",
        because=(line.id,),
        involves=tuple(sorted(p.key for p in filled)),
        headline=f"No one leads {count(people, role.name)}",
    )
