"""How many people of one kind there are for one of another: ratio-<name>, from the norms of a covering role."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Content, Norm, Role
from planning.core.coverage.coverage import deciding
from planning.core.headcount import people_in
from planning.core.records import OWNER, Position, Product
from planning.core.rules import touch
from planning.core.rules.base import INFO, ORGANISATION, POSITION, PRODUCT, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.led_elsewhere import is_by_design
from planning.core.rules.resting import assumed_of
from planning.core.words import capfirst, count, spoken

PEOPLE, HOLDERS = "people", "holders"


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        for norm in role.norms:
            if norm.counts in (PEOPLE, HOLDERS) and norm.name:
                yield _rule(content, role, norm)


def _rule(content: Content, role: Role, norm: Norm) -> Rule:
    of = of_whom(content, norm)
    many = f"{role.name}s" if norm.counts == HOLDERS else of
    some = " on products for the market" if norm.market_only else ""
    leading = "" if norm.of in content.roles else " People whose role leads others are left out."
    each = _each(content, role, norm)
    return Rule(
        id=f"ratio-{norm.name}",
        family="ratio",
        title=capfirst(f"{many} per {each}"),
        condition=f"Across the organisation there are {_bounds(norm)} {many}{some} per {each}.{leading} Raised only if "
        "there are both; not while products lack the role of which there are too few, nor for a role that reports into "
        "another function because the organisation is built that way.",
        source=norm.source or "Role content",
        severity=norm.severity,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=partial(_check, role, norm),
        role=role.slug,
        touch=_touch,
        numbers=_numbers(norm),
        rests_on=partial(_rests_on, role, norm),
    )


def _each(content: Content, role: Role, norm: Norm) -> str:
    """The one for whom others are counted: somebody in the role, or for its holders one of the others."""
    other = content.roles.get(norm.of)
    return role.name if norm.counts == PEOPLE else other.name if other else f"person in {spoken(norm.of)}"


def of_whom(content: Content, norm: Norm) -> str:
    """The others in a sentence: a role's name in the plural, or people of a function."""
    role = content.roles.get(norm.of)
    return f"{role.name}s" if role else f"{'people in ' if norm.counts == PEOPLE else ''}{spoken(norm.of)}"


def _bounds(norm: Norm) -> str:
    words = [word for word, bound in (("fewer", norm.low), ("more", norm.high)) if bound]
    return " or ".join(words) + " than this many"


def _numbers(norm: Norm) -> tuple[Number, ...]:
    low = (Number("low", "At least", norm.low),) if norm.low else ()
    return low + ((Number("high", "At most", norm.high),) if norm.high else ())


def _check(role: Role, norm: Norm, ctx: Context, _: str) -> Iterator[Finding]:
    holders, others = len(holders_of(ctx, role, norm)), ctx.people_of(norm.of)
    if not holders or not others:
        return
    many, one = (others, holders) if norm.counts == PEOPLE else (holders, others)
    limits = {number.name: ctx.number(f"ratio-{norm.name}", number) for number in _numbers(norm)}
    above, below = "high" in limits and many > limits["high"] * one, "low" in limits and many < limits["low"] * one
    if not (above or below) or (above and _is_said(ctx, role, norm)) or is_by_design(role, ctx):
        return
    known = ctx.content.roles.get(norm.of)
    them = count(others, known.name) if known else f"{count(others, 'person', 'people')} in {spoken(norm.of)}"
    mine = count(holders, role.name) + (" on products for the market" if norm.market_only else "")
    left, right = (them, mine) if norm.counts == PEOPLE else (mine, them)
    bound = f"{limits['high']} at most" if above else f"{limits['low']} at least"
    each = _each(ctx.content, role, norm)
    limit = f"limit is {limits['high']}" if above else f"minimum is {limits['low']}"
    yield Finding(
        rule=f"ratio-{norm.name}",
        severity=norm.severity if above else INFO,
        subject=ctx.subject(ORGANISATION, ""),
        message=f"{left} for {right}: {many / one:.1f} per {each}. The {limit}.",
        facts=f"{left} for {right}: {many / one:.1f} for one; {bound}.",
        headline=f"{left} for {right} ({limit.replace(' is', '')})",
        because=(norm.id,),
        about="above" if above else "below",
    )


def _is_said(ctx: Context, role: Role, norm: Norm) -> bool:
    """Whether too few in a covering role is said already, of the products that miss it."""
    few = role if norm.counts == PEOPLE else ctx.content.roles.get(norm.of)
    return few is not None and few.covers and bool(ctx.missing(few))


def _touch(sides: Sides, changes: Collection[Change]) -> Collection[str]:
    return touch.staff_and_cover(sides, changes) or touch.trees(sides, changes)


def norm_of(role: Role, rule: str) -> Norm:
    """The norm of a role that a rule was made from."""
    return next(norm for norm in role.norms if f"ratio-{norm.name}" == rule)


def holders_of(ctx: Context, role: Role, norm: Norm) -> set[str]:
    """The people in the role, and those who own a product in it by a title that nobody has understood; for a norm of
    the market, those who cover a product there."""
    mine = (*ctx.by_role[role.slug], *_unread(ctx, role))
    if norm.market_only:
        covering = ctx.covering(role)
        there = {key for product in in_market(ctx, role) for key in covering[product.key]}
        mine = tuple(position for position in mine if position.key in there)
    keys = tuple([position.key for position in mine])
    return ctx.told("people in", keys, keys, lambda: people_in(ctx.org, mine))


def _unread(ctx: Context, role: Role) -> list[Position]:
    """Those of no known role who own a product in this one now."""
    kinds = (PRODUCT, POSITION, "assignment")
    return ctx.kept(kinds, "unread owners", role.slug, lambda: list(_unread_owners(ctx, role)))


def _unread_owners(ctx: Context, role: Role) -> Iterator[Position]:
    unread = ctx.kept((POSITION,), "unread", "", lambda: {p.key for p in ctx.org.positions.values() if not p.role})
    for duty in ctx.org.tables["assignment"].values() if unread else ():
        owns = duty.position in unread and duty.role == role.slug and duty.kind == OWNER
        if owns and duty.product in ctx.org.products and duty.active(ctx.org.on):
            yield ctx.org.positions[duty.position]


def in_market(ctx: Context, role: Role) -> list[Product]:
    return ctx.kept((PRODUCT,), "in market", role.slug, lambda: list(_in_market(ctx, role)))


def _in_market(ctx: Context, role: Role) -> Iterator[Product]:
    yield from (p for p in ctx.org.products.values() if p.market_facing and ctx.needs(p, role))


def _rests_on(role: Role, norm: Norm, ctx: Context, _: Finding) -> Collection[str]:
    """A norm of the market counts who covers products there."""
    assumed = [product for product in in_market(ctx, role) if product.assumed] if norm.market_only else []
    fields = [{"market_facing", *deciding(role.need, product, ctx.org.on)} for product in assumed]
    return {name for product, deciders in zip(assumed, fields, strict=True) for name in assumed_of(product, deciders)}
