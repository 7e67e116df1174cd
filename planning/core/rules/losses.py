"""Coverage that ends on a known day with nobody to follow: loss-soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from planning.core.content import Content, Role
from planning.core.coverage.coverage import ENDING, Cell, hires
from planning.core.dates import day
from planning.core.hiring import is_vacant
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import CRITICAL, PRODUCT, WARNING, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import on_needs_of, the_role_it_is_about
from planning.core.words import in_days, listed

CRITICAL_DAYS = Number("critical", "Critical from this many days before", 30)
NOTED_NOBODY = "nobody follows."
DAYS = Number("days", "Raised from this many days before", 90)


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="loss-soon",
        family="loss-soon",
        title="Cover about to end",
        condition="Someone covers the product in a role that it needs, their last day there is known and near, and no "
        "one known by name takes over in time. Critical when very near.",
        source="Lineup's own judgement",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check,
        touch=touch.products,
        numbers=(CRITICAL_DAYS, DAYS),
        rests_on=on_needs_of(the_role_it_is_about),
    )


def _check(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    for role in ctx.content.covering:
        cell = ctx.cell(key, role.slug)
        if cell.state == ENDING and cell.date and ctx.needs(product, role):
            left = (cell.date - ctx.org.on).days
            if left <= ctx.number("loss-soon", DAYS):
                yield _finding(ctx, product, role, cell, left)


def _finding(ctx: Context, product: Product, role: Role, cell: Cell, left: int) -> Finding:
    assert cell.date
    by, last = listed([ctx.who(p) for p in cell.by]), day(cell.date)
    coming = hires(ctx.org, product.key, role.slug)
    when = in_days(left)
    covers = "covers" if len(cell.by) == 1 else "cover"
    return Finding(
        rule="loss-soon",
        severity=CRITICAL if left <= ctx.number("loss-soon", CRITICAL_DAYS) else WARNING,
        subject=ctx.subject(PRODUCT, product.key),
        message=f"{by} {covers} {product.name or product.key} as {role.name} until {last}, {when}. "
        f"{_successor(ctx, coming)}",
        because=(role.need.id,) if role.need else (),
        about=role.slug,
        involves=cell.by,
        facts=f"{by} {role.slug} {last} {_noted(ctx, coming)}",
        due=cell.date,
        headline=f"{role.code} leaves {when}, {'no one takes over in time' if coming else 'no one takes over'}",
    )


def _successor(ctx: Context, coming: Mapping[str, date | None]) -> str:
    """Who comes afterwards: somebody known, too late, or whoever is hired."""
    if not coming:
        return "No one takes over."
    who = listed([_hire(ctx, key, due, ctx.named) for key, due in coming.items()])
    if _is_known(ctx, coming):
        return f"{who} {'takes' if len(coming) == 1 else 'take'} over, but only later."
    return f"{who} {'is' if len(coming) == 1 else 'are'} meant to take over, but not filled yet."


def _noted(ctx: Context, coming: Mapping[str, date | None]) -> str:
    """The same in the words of facts."""
    if not coming:
        return NOTED_NOBODY
    following = listed([_hire(ctx, key, due, ctx.noted) for key, due in coming.items()])
    known = _is_known(ctx, coming)
    return f"{following} follows, but only later." if known else f"{following} is to follow, but is not filled."


def _is_known(ctx: Context, coming: Mapping[str, date | None]) -> bool:
    return not any(is_vacant(ctx.org, ctx.org.positions[key]) for key in coming)


def _hire(ctx: Context, key: str, due: date | None, name: Callable[[str], str]) -> str:
    """With the day, where that is not told with the name."""
    told = ctx.org.first_day(ctx.org.positions[key])
    return f"{name(key)}, due {day(due)}," if due and not told else name(key)
