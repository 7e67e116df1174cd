"""Two roles that work as a pair on a product: pair-link and dual-role, over every pairing of the content.

A working link is a named link on the product, a dotted or solid line between the two, or the same team.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planning.core.changes.change import Change
from planning.core.content import Content, Pairing, Role
from planning.core.records import Org
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, PRODUCT, WARNING, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.resting import on_needs_of
from planning.core.words import listed

EXEMPT = Number("exempt", "Organisations of this many filled positions or fewer are exempt", 10)


def rules(content: Content) -> Iterator[Rule]:
    if not pairings(content):
        return
    yield Rule(
        id="pair-link",
        family="pair-link",
        title="Pair without a working link",
        condition="Both roles of a pair cover the product, and nothing links the two: they are not paired, there is no "
        "solid or dotted line between them, and they are in different teams.",
        source="Role content: how the two roles work together",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_link,
        touch=touch.products,
        waits=(facts.counterparts(pairings(content)),),
    )
    yield Rule(
        id="dual-role",
        family="dual-role",
        title="One person in both roles",
        condition="One person covers the product in both roles of a pair. "
        "A warning for products in the market, otherwise info.",
        source="Role content: how the two roles differ",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_dual,
        touch=_touch_dual,
        numbers=(EXEMPT,),
        rests_on=on_needs_of(_market_roles),
    )


def pairings(content: Content) -> list[Pairing]:
    """Those whose roles both cover products."""
    covering = {role.slug for role in content.covering}
    return [pairing for pairing in content.pairings if {pairing.one, pairing.other} <= covering]


def pairings_of(ctx: Context) -> list[Pairing]:
    """The same, looked up once."""
    return ctx.settled("pairings", "", lambda: pairings(ctx.content))


def _check_link(ctx: Context, key: str) -> Iterator[Finding]:
    for pairing in pairings_of(ctx):
        one, other = ctx.cell(key, pairing.one), ctx.cell(key, pairing.other)
        if not (one.is_covered and other.is_covered) or ctx.both(key, pairing.one, pairing.other):
            continue
        if any(linked(ctx.org, key, left, right) for left in one.by for right in other.by):
            continue
        names = [listed([ctx.who(p) for p in cell.by]) for cell in (one, other)]
        codes = [ctx.content.roles[slug].code for slug in (pairing.one, pairing.other)]
        who = listed([f"{name} ({code})" for name, code in zip(names, codes, strict=True)])
        both = f"{who} both cover {ctx.subject(PRODUCT, key).name}"
        yield Finding(
            rule="pair-link",
            severity=WARNING,
            subject=ctx.subject(PRODUCT, key),
            message=f"{both}, but nothing links them: they are not paired, no reporting line joins them, and they are "
            "in different teams.",
            facts=f"{both}, and nothing links them: no named link, no line, no common team.",
            because=(pairing.id,),
            about=f"{pairing.one}+{pairing.other}",
            involves=one.by + other.by,
            headline=f"Nothing links {listed(codes)}",
        )


NAMED, SOLID, DOTTED, TEAM = "counterparts", "solid line", "dotted line", "same team"


def linked(org: Org, product: str, one: str, other: str) -> bool:
    """Whether two positions have a working link on a product."""
    return bool(link_between(org, product, one, other))


def link_between(org: Org, product: str, one: str, other: str) -> str:
    """The working link that two positions have on a product, the closest kind there is; '' where there is none."""
    if any({link.one, link.other} == {one, other} for link in org.links.get(product, ())):
        return NAMED
    left, right = org.positions[one], org.positions[other]
    if left.manager == right.key or right.manager == left.key:
        return SOLID
    if right.key in left.dotted or left.key in right.dotted:
        return DOTTED
    return TEAM if left.team and left.team == right.team else ""


def _check_dual(ctx: Context, key: str) -> Iterator[Finding]:
    for pairing in pairings_of(ctx):
        people = ctx.both(key, pairing.one, pairing.other)
        if not people or ctx.is_small(ctx.number("dual-role", EXEMPT)):
            continue
        by = tuple(dict.fromkeys(ctx.cell(key, pairing.one).by + ctx.cell(key, pairing.other).by))
        involved = tuple(p for p in by if ctx.org.positions[p].holder in people)
        names = listed(list(dict.fromkeys(ctx.who(p) for p in involved)))
        product = ctx.org.products[key]
        yield Finding(
            rule="dual-role",
            severity=WARNING if ctx.in_market(product) else INFO,
            subject=ctx.subject(PRODUCT, key),
            message=f"{names} {'cover' if len(people) > 1 else 'covers'} {product.name or key} both as "
            f"{ctx.content.roles[pairing.one].name} and as {ctx.content.roles[pairing.other].name}.",
            because=tuple(filter(None, (pairing.distinct or pairing.id,))),
            about=f"{pairing.one}+{pairing.other}",
            involves=involved,
            headline=f"{'One person is' if len(people) == 1 else f'{len(people)} people are'} both "
            f"{listed([ctx.content.roles[slug].code for slug in (pairing.one, pairing.other)])}",
        )


def _market_roles(ctx: Context, _: Finding) -> list[Role]:
    """How grave it is rests on whether the product is in the market."""
    return [role for role in ctx.content.covering if role.need and role.need.audience == "market"]


def _touch_dual(sides: Sides, changes: Collection[Change]) -> Collection[str] | None:
    before, after = sides
    if before.is_small(before.number("dual-role", EXEMPT)) != after.is_small(after.number("dual-role", EXEMPT)):
        return None
    return touch.products(sides, changes)
