"""Coverage that ends on a known day with nobody to follow: loss-soon."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content, Role
from planning.core.coverage.coverage import ENDING, Cell, is_rightful
from planning.core.dates import day
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import CRITICAL, PRODUCT, WARNING, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import on_needs_of, the_role_it_is_about
from planning.core.words import count, listed

CRITICAL_DAYS = Number("critical", "Critical from this many days before", 30)
DAYS = Number("days", "Said from this many days before", 90)


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="loss-soon",
        family="loss-soon",
        title="Coverage is about to end",
        condition="Somebody covers the product in a role that it needs, the last day of that is known and near, and "
        "nobody who is known by name follows in time. Critical when very near.",
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
    hires = listed([_hire(ctx, key) for key in hires_for(ctx, product, role)])
    after = f"{hires} is to follow, but is not filled." if hires else "nobody follows."
    when = "today" if not left else f"in {count(left, 'day')}"
    covers = "covers" if len(cell.by) == 1 else "cover"
    return Finding(
        rule="loss-soon",
        severity=CRITICAL if left <= ctx.number("loss-soon", CRITICAL_DAYS) else WARNING,
        subject=ctx.subject(PRODUCT, product.key),
        message=f"{by} {covers} {product.name or product.key} as {role.name} until {last}, {when}, and {after}",
        because=(role.need.id,) if role.need else (),
        about=role.slug,
        involves=cell.by,
        facts=f"{by} {role.slug} {last} {after}",
    )


def hires_for(ctx: Context, product: Product, role: Role) -> list[str]:
    """Vacant positions that are to cover a product in a role."""
    found = []
    for duty in ctx.org.assignments.get(product.key, ()):
        position = ctx.org.positions.get(duty.position)
        if duty.role == role.slug and position and is_rightful(ctx.org, duty) and not ctx.filled(position):
            found.append(position.key)
    return list(dict.fromkeys(found))


def _hire(ctx: Context, key: str) -> str:
    target = ctx.org.positions[key].target_start
    return f"{ctx.named(key)}, due {day(target)}," if target else ctx.named(key)
