"""How wide and how deep the organisation is: span-high, span-low and layers."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planning.core.changes.change import Change
from planning.core.content import Content, Role
from planning.core.headcount import people_in, sitting
from planning.core.records import Position
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, ORGANISATION, POSITION, WARNING, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.words import count

MOST = Number("reports", "Most filled direct reports", 7)
FEWEST = Number("reports", "Fewest filled direct reports", 2)
LAYERS = Number("layers", "Most layers, the top included", 8)


def rules(_: Content) -> Iterator[Rule]:
    yield Rule(
        id="span-high",
        family="span",
        title="Too many direct reports",
        condition="More people than this report to the position directly: somebody in two positions counts once, and a "
        "position that two share counts as two.",
        source="McKinsey's archetypes of managerial span",
        severity=WARNING,
        kind=POSITION,
        subjects=lambda ctx: (key for key in ctx.census.filled if key in ctx.org.positions),
        check=_check_high,
        touch=touch.managers,
        numbers=(MOST,),
        waits=(facts.MANAGERS,),
    )
    yield Rule(
        id="span-low",
        family="span",
        title="A manager with few reports",
        condition="Somebody is in a role that leads others, and fewer people than this report to them, by a solid line "
        "to any of their positions or by a dotted one. Not said while somebody is to be hired under them, nor where "
        "there are no more people in the craft than that.",
        source="GitLab's ladder for managers",
        severity=INFO,
        kind=POSITION,
        subjects=_leading,
        check=_check_low,
        touch=_touch_low,
        numbers=(FEWEST,),
        waits=(facts.MANAGERS,),
    )
    yield Rule(
        id="layers",
        family="layers",
        title="Many layers",
        condition="From the top of the organisation down to the deepest position there are more layers than this.",
        source="GitLab's page on its structure",
        severity=INFO,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=_check_layers,
        touch=touch.trees,
        numbers=(LAYERS,),
        waits=(facts.MANAGERS,),
    )


def _leading(ctx: Context) -> Iterator[str]:
    for role in ctx.content.roles.values():
        if role.leads:
            yield from (position.key for position in ctx.by_role[role.slug])


def _check_high(ctx: Context, key: str) -> Iterator[Finding]:
    reports, most = ctx.census.filled[key], ctx.number("span-high", MOST)
    if reports > most and key in ctx.org.positions:
        message = f"{reports} people report to {ctx.named(key)} directly; {most} at most."
        yield _finding(ctx, "span-high", WARNING, key, message, f"{count(reports, 'direct report')}, {most} at most")


def _finding(ctx: Context, rule: str, severity: str, key: str, message: str, headline: str) -> Finding:
    return Finding(rule, severity, ctx.subject(POSITION, key), message, involves=(key,), headline=headline)


def _check_low(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    role = ctx.content.roles.get(position.role) if position else None
    if position is None or role is None or not role.leads or not ctx.filled(position):
        return
    least = ctx.number("span-low", FEWEST)
    if ctx.census.filled[key] >= least or ctx.census.vacant[key] or _is_small(ctx, role):
        return
    reports = len(_led_by(ctx, position))
    if reports < least:
        has = f"{count(reports, 'person reports', 'people report')}" if reports else "Nobody reports"
        message = f"{has} to {ctx.named(key)}, who is to lead as {role.name}; {least} at least, or one to be hired."
        headline = count(reports, "direct report") if reports else "Nobody reports there"
        found = _finding(ctx, "span-low", INFO, key, message, headline)
        yield found._replace(because=(role.core,) if role.core else ())


def _is_small(ctx: Context, role: Role) -> bool:
    """Whether there are hardly more people to lead than the fewest that a manager should have."""
    led = sum(number for (_, slug), number in ctx.census.heads.items() if slug in role.leads)
    return max(led, ctx.people_of(role.function)) <= ctx.number("span-low", FEWEST)


def _touch_low(sides: Sides, changes: Collection[Change]) -> Collection[str] | None:
    small = [
        {role.slug for role in side.content.roles.values() if role.leads and _is_small(side, role)} for side in sides
    ]
    return touch.leading(sides, changes) if small[0] == small[1] else None


def _led_by(ctx: Context, position: Position) -> set[str]:
    """Who reports to whoever sits in a position: to any of their positions, or with a dotted line to one."""
    org = ctx.org
    seats = (seat for person in sitting(org, position) for seat in ctx.census.seats(org, person, position))
    own = {seat.key for seat in seats} | {position.key}
    reports = [p for key in own for p in org.reports(key)]
    dotted = [p for key in own for p in org.dotted_to.get(key, ())]
    return people_in(org, (*reports, *dotted)) - {*sitting(org, position)}


def _check_layers(ctx: Context, _: str) -> Iterator[Finding]:
    top, most = ctx.forest.top, ctx.number("layers", LAYERS)
    steps, deepest = ctx.forest.deepest.get(top, (0, ""))
    if not deepest or steps + 1 <= most:
        return
    yield Finding(
        rule="layers",
        severity=INFO,
        subject=ctx.subject(ORGANISATION, ""),
        message=f"{steps + 1} layers from {ctx.named(top)} down to {ctx.named(deepest)}; {most} at most.",
        involves=(deepest,),
        headline=f"{steps + 1} layers, {most} at most",
    )
