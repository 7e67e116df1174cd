"""Before a launch: launch-level (nobody senior leads a large one) and hire-late (the hire comes too late for it)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from planning.core.content import Content, Need, Role
from planning.core.coverage.coverage import COVERED, hires, is_launching
from planning.core.dates import day
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import PRODUCT, WARNING, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import assumed_of, on_needs_of, the_role_it_is_about
from planning.core.words import count, listed

LEVEL = Number("level", "Minimum level of the person who leads it", 3)
DAYS = Number("days", "Latest start, in days before the launch", 60)
# How organisations name their largest launches.
LARGE = {"1", "tier 1", "t1", "l", "large", "major"}


def rules(content: Content) -> Iterator[Rule]:
    if not _launching(content):
        return
    yield Rule(
        id="launch-level",
        family="launch-level",
        title="Large launch without a senior lead",
        condition="The launch is large (tier 1), in its launch stage or near its date, and no one who covers the "
        "product in a role needed for the launch has this level. Raised only if their levels are known.",
        source="Sourcegraph's launch tiers",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_level,
        touch=touch.products,
        numbers=(LEVEL,),
        rests_on=on_needs_of(the_role_it_is_about),
    )
    yield Rule(
        id="hire-late",
        family="hire-late",
        title="Hire too late for the launch",
        condition="The person who is to cover the product in a role needed for its launch is still to be hired or to "
        "start, no one else covers it for good, and their first day is later than this many days before the launch.",
        source="Sourcegraph's launch tiers: large launches are prepared two months ahead",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_late,
        touch=touch.products,
        numbers=(DAYS,),
        rests_on=_late_rests_on,
    )


def _launching(content: Content) -> list[tuple[Role, Need]]:
    """The covering roles that a product needs for its launch."""
    return [(role, role.need) for role in content.covering if role.need and role.need.window]


def is_large(product: Product) -> bool:
    return product.launch_tier.strip().casefold() in LARGE


def _check_level(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    for role, need in _launching(ctx.content) if is_large(product) else ():
        if product.stage not in need.urgent_stages and not is_launching(need, product, ctx.org.on):
            continue
        cell = ctx.cell(key, role.slug)
        levels = [ctx.level(ctx.org.positions[p]) for p in cell.by]
        least = ctx.number("launch-level", LEVEL)
        if not cell.is_covered or not ctx.needs(product, role) or 0 in levels or max(levels) >= least:
            continue
        when = f" on {day(product.launch)}" if product.launch and product.launch >= ctx.org.on else ""
        who = listed([f"{ctx.who(p)} (level {n})" for p, n in zip(cell.by, levels, strict=True)])
        what = f"the large launch of {product.name or key}{when} as {role.name}"
        yield Finding(
            rule="launch-level",
            severity=WARNING,
            subject=ctx.subject(PRODUCT, key),
            message=f"{who} {'leads' if len(levels) == 1 else 'lead'} {what}. Level {least} or above is usual.",
            facts=f"{who} leads {what}; level {least} or above is usual.",
            because=(need.id,),
            about=role.slug,
            involves=cell.by,
            headline=f"Large launch led at level {max(levels)} ({least} or above is usual)",
        )


def _check_late(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    if product.launch is None or product.launch < ctx.org.on:
        return
    for role, need in _launching(ctx.content):
        if ctx.cell(key, role.slug).state == COVERED or not _audience(need, product):
            continue
        latest = product.launch - timedelta(days=ctx.number("hire-late", DAYS))
        for position, target in hires(ctx.org, key, role.slug).items():
            if target and target > latest:
                yield Finding(
                    rule="hire-late",
                    severity=WARNING,
                    subject=ctx.subject(PRODUCT, key),
                    message=f"{ctx.named(position)} is due to start on {day(target)}, "
                    f"{_before(product, (product.launch - target).days)}. {_in_time(latest, ctx.org.on)}.",
                    facts=f"{ctx.noted(position)} is to start on {day(target)}, "
                    f"{_before(product, (product.launch - target).days, at='the day on which')}; "
                    f"{_noted_in_time(latest, ctx.org.on)}.",
                    because=(need.id,),
                    about=position,
                    involves=(position,),
                    headline=f"{role.code} starts {_from_launch((product.launch - target).days)} the launch",
                )


def _audience(need: Need, product: Product) -> bool:
    return need.audience == "any" or (need.audience == "market") == product.market_facing


def _late_rests_on(ctx: Context, finding: Finding) -> Collection[str]:
    """It counts from the launch: of what may be assumed, the audience alone matters."""
    needs = [need for _, need in _launching(ctx.content) if need.id in finding.because and need.audience != "any"]
    return assumed_of(ctx.org.products[finding.subject.key], ("market_facing",)) if needs else ()


def _from_launch(days: int) -> str:
    return f"{count(abs(days), 'day')} {'after' if days < 0 else 'before'}" if days else "on the day of"


def _before(product: Product, days: int, at: str = "the day") -> str:
    name = product.name or product.key
    if days < 0:
        return f"{count(-days, 'day')} after the launch of {name}"
    return f"{count(days, 'day')} before the launch of {name}" if days else f"{at} {name} launches"


def _in_time(latest: date, on: date) -> str:
    return f"A start by {day(latest)} would {'be' if latest >= on else 'have been'} in time"


def _noted_in_time(latest: date, on: date) -> str:
    """In the words of facts."""
    return f"by {day(latest)} would be in time" if latest >= on else f"{day(latest)} would have been in time"
