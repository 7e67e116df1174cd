"""How wide and how deep the organisation is: span-high, span-low and layers."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content
from planning.core.rules import touch
from planning.core.rules.base import INFO, ORGANISATION, POSITION, WARNING, Finding, Number, Rule
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
        condition="The position has more filled direct reports than this.",
        source="McKinsey's archetypes of managerial span",
        severity=WARNING,
        kind=POSITION,
        subjects=lambda ctx: (key for key in ctx.census.filled if key in ctx.org.positions),
        check=_check_high,
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


def _check_low(ctx: Context, key: str) -> Iterator[Finding]:
    position = ctx.org.positions.get(key)
    role = ctx.content.roles.get(position.role) if position else None
    if position is None or role is None or not role.leads or not ctx.filled(position):
        return
    reports, least = ctx.census.filled[key], ctx.number("span-low", FEWEST)
    if reports < least and not ctx.census.vacant[key]:
        has = count(reports, "filled direct report") if reports else "no direct reports"
        yield _finding(ctx, "span-low", INFO, key, f"leads by role and has {has}; {least} at least.")


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
