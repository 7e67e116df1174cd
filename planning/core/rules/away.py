"""Whoever covers a product is on leave: cover-away."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content, Role
from planning.core.dates import day
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import PRODUCT, WARNING, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import on_needs_of, the_role_it_is_about
from planning.core.words import listed


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="cover-away",
        family="cover-away",
        title="Cover on leave",
        condition="The product needs a role, everyone who covers it in that role is on leave, and there is no "
        "backup or stand-in who is not.",
        source="Lineup's own judgement",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products if any_away(ctx) else (),
        check=_check,
        touch=touch.products,
        rests_on=on_needs_of(the_role_it_is_about),
    )


def any_away(ctx: Context) -> bool:
    """Whether anybody is on leave on the day: in most organisations nobody is known to be."""
    return ctx.once("any away", "", lambda: any(_away(ctx)))


def _away(ctx: Context) -> Iterator[bool]:
    """Of each who has a leave at all, and that is hardly anybody, whether they are on it."""
    on = ctx.org.on
    return (p.is_away(on) for p in ctx.org.people.values() if p.away_from or p.away_until)


def _check(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    for role in ctx.content.covering:
        cell = ctx.cell(key, role.slug)
        if not cell.is_covered or not ctx.needs(product, role):
            continue
        if not any(is_there(ctx, position) for position in _looking_after(ctx, product, role)):
            yield _finding(ctx, product, role, cell.by)


def _looking_after(ctx: Context, product: Product, role: Role) -> Iterator[str]:
    """Everybody assigned to the product in the role on the day, in whatever way."""
    for duty in ctx.org.assignments.get(product.key, ()):
        if duty.role == role.slug and duty.active(ctx.org.on):
            yield duty.position


def is_there(ctx: Context, key: str) -> bool:
    """Whether somebody sits in a position and is not on leave."""
    position = ctx.org.positions.get(key)
    if position is None or not ctx.filled(position):
        return False
    holders = [ctx.org.people[p] for p in (position.holder, *position.sharers) if p in ctx.org.people]
    return any(not person.is_away(ctx.org.on) for person in holders)


def _finding(ctx: Context, product: Product, role: Role, by: tuple[str, ...]) -> Finding:
    people = [ctx.org.people[ctx.org.positions[key].holder] for key in by]
    back = max((person.away_until for person in people if person.away_until), default=None)
    until, noted = (f"until {day(back)}",) * 2 if back else ("with no known return date", "for nobody knows how long")
    name, names = product.name or product.key, listed([ctx.who(key) for key in by])
    is_, who = "is" if len(by) == 1 else "are", "covers" if len(by) == 1 else "cover"
    return Finding(
        rule="cover-away",
        severity=WARNING,
        subject=ctx.subject(PRODUCT, product.key),
        message=f"{names} {who} {name} as {role.name} and {is_} on leave {until}. No one is standing in.",
        facts=f"{names}, who {who} {name} as {role.name}, {is_} on leave {noted}, and nobody is named in the meantime.",
        because=(role.need.id,) if role.need else (),
        about=role.slug,
        involves=by,
        headline=f"{role.code} is on leave {until}",
    )
