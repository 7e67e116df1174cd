"""How wide and how deep the organisation is: span-high, span-low and layers."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.content import Content
from planning.core.records import Position
from planning.core.rules import touch
from planning.core.rules.base import ACCEPT, INFO, ORGANISATION, POSITION, WARNING, Finding, Fix, FixKind, Number, Rule
from planning.core.rules.context import Context
from planning.core.tree import line_up
from planning.core.words import count, listed

MOST = Number("reports", "Most filled direct reports", 7)
FEWEST = Number("reports", "Fewest filled direct reports", 2)
LAYERS = Number("layers", "Most layers, the top included", 8)


def rules(_: Content) -> Iterator[Rule]:
    yield Rule(
        id="span-high",
        family="span",
        title="Too many direct reports",
        condition="The position has more filled direct reports than this.",
        source="McKinsey's archetypes of managerial span",
        severity=WARNING,
        kind=POSITION,
        subjects=lambda ctx: (key for key in ctx.census.filled if key in ctx.org.positions),
        check=_check_high,
        fixes=_fix_high,
        touch=touch.managers,
        numbers=(MOST,),
    )
    yield Rule(
        id="span-low",
        family="span",
        title="A manager with few reports",
        condition="The position is filled, its role leads others, and it has fewer filled direct reports than this and "
        "none to be hired.",
        source="GitLab's ladder for managers",
        severity=INFO,
        kind=POSITION,
        subjects=_leading,
        check=_check_low,
        fixes=_fix_low,
        touch=touch.managers,
        numbers=(FEWEST,),
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
        fixes=_fix_layers,
        touch=touch.whole,
        numbers=(LAYERS,),
    )


def _leading(ctx: Context) -> Iterator[str]:
    for role in ctx.content.roles.values():
        if role.leads:
            yield from (position.key for position in ctx.by_role[role.slug])


def _check_high(ctx: Context, key: str) -> Iterator[Finding]:
    reports, most = ctx.census.filled[key], ctx.number("span-high", MOST)
    if reports > most and key in ctx.org.positions:
        yield _finding(ctx, "span-high", WARNING, key, f"has {reports} filled direct reports; {most} at most.")


def _finding(ctx: Context, rule: str, severity: str, key: str, text: str) -> Finding:
    return Finding(rule, severity, ctx.subject(POSITION, key), f"{ctx.named(key)} {text}", involves=(key,))


def _fix_high(ctx: Context, finding: Finding) -> Iterator[Fix]:
    """Let leaves of the same team or function report to one who leads already and has room."""
    key, most = finding.subject.key, ctx.number("span-high", MOST)
    reports = [p for p in ctx.org.reports(key) if ctx.filled(p)]
    leads = sorted((p for p in reports if ctx.census.filled[p.key]), key=lambda p: (ctx.census.filled[p.key], p.key))
    for lead in leads[:2]:
        span = ctx.census.filled[lead.key]
        room = min(most - span, len(reports) - most)
        near = [p for p in reports if p.key != lead.key and not ctx.org.reports(p.key) and _is_near(ctx, lead, p)]
        moved = near[:room] if room > 0 else []
        if moved:
            names = listed([ctx.who(p.key) for p in moved])
            title = f"Let {names} report to {ctx.who(lead.key)} ({span} → {count(span + len(moved), 'report')})"
            yield Fix(FixKind.MOVE, title, tuple(c for p in moved if (c := edit(ctx.org.on, p, manager=lead.key))))
    yield Fix(FixKind.MOVE, "Choose another manager for some of them")
    yield ACCEPT


def _is_near(ctx: Context, one: Position, other: Position) -> bool:
    return bool(one.team and one.team == other.team) or ctx.function(one) == ctx.function(other) != ""


def _check_low(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    role = ctx.content.roles.get(position.role) if position else None
    if position is None or role is None or not role.leads or not ctx.filled(position):
        return
    reports, least = ctx.census.filled[key], ctx.number("span-low", FEWEST)
    if reports < least and not ctx.census.vacant[key]:
        has = count(reports, "filled direct report") if reports else "no direct reports"
        yield _finding(ctx, "span-low", INFO, key, f"leads by role and has {has}; {least} at least.")


def _fix_low(ctx: Context, finding: Finding) -> Iterator[Fix]:
    position = ctx.org.positions[finding.subject.key]
    reports = [p for p in ctx.org.reports(position.key) if p.key != position.manager]
    if reports and position.manager in ctx.org.positions:
        names = listed([ctx.who(p.key) for p in reports])
        changes = (edit(ctx.org.on, p, manager=position.manager) for p in reports)
        yield Fix(FixKind.MOVE, f"Let {names} report to {ctx.named(position.manager)}", tuple(c for c in changes if c))
    yield ACCEPT


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
    )


def _fix_layers(ctx: Context, finding: Finding) -> Iterator[Fix]:
    """The deepest positions one layer up."""
    (deepest,) = finding.involves
    above = [p.key for p in line_up(ctx.org.positions, deepest)][1:2]
    for key in above:
        change = edit(ctx.org.on, ctx.org.positions[deepest], manager=key)
        yield Fix(FixKind.MOVE, f"Let {ctx.named(deepest)} report to {ctx.named(key)}", (change,) if change else ())
    yield ACCEPT
