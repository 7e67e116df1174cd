"""A role on a product lacks the functions it works with: partner-<name>, one rule an entry of the content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from planning.core.content import Content, Partner, Role
from planning.core.coverage.coverage import deciding
from planning.core.records import Product
from planning.core.rules import facts, touch
from planning.core.rules.base import PRODUCT, WARNING, Fact, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import assumed_of
from planning.core.words import listed, spoken


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        for partner in role.partners:
            yield _rule(role, partner)


def rule_id(role: Role, partner: Partner) -> str:
    return f"partner-{partner.name or role.code.lower()}"


def _rule(role: Role, partner: Partner) -> Rule:
    functions = listed([spoken(f) for f in partner.functions], "or")
    each = "" if partner.any_of else " One finding for each missing function."
    return Rule(
        id=rule_id(role, partner),
        family="partner",
        title=f"{role.name} without {functions}",
        condition=f"A {role.name} covers a product that needs one, and it has no {functions} partner: no one is "
        f"assigned to the product or in its team.{each}",
        source=f"Role content: whom a {role.name} works with",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=partial(_check, role, partner),
        role=role.slug,
        touch=touch.products,
        rests_on=partial(_rests_on, role, partner),
        waits=_facts(partner),
    )


def _facts(partner: Partner) -> tuple[Fact, ...]:
    """Function by function, unless one of them is enough."""
    groups = [partner.functions] if partner.any_of else [(name,) for name in partner.functions]
    return tuple(facts.partners(partner, group) for group in groups)


def _check(role: Role, partner: Partner, ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    wanted = wanted_functions(ctx, role, partner, product)
    if not wanted:
        return
    missing = _missing(ctx, product, wanted)
    if not missing or (partner.any_of and len(missing) < len(wanted)):
        return
    for group in [missing] if partner.any_of else [[f] for f in missing]:
        names = [spoken(f) for f in group]
        name = product.name or key
        by = ctx.cell(key, role.slug).by
        lacks = f"{name} has no {listed(names, 'or')} partner for its {role.name} ({listed([ctx.who(p) for p in by])})"
        yield Finding(
            rule=rule_id(role, partner),
            severity=WARNING,
            subject=ctx.subject(PRODUCT, key),
            message=f"{lacks}: no one is assigned to it or in its team.",
            facts=f"{lacks}: nobody assigned, nobody in its team.",
            because=(partner.id,),
            about=group[0] if not partner.any_of else "",
            involves=by,
            headline=f"No {listed(names, 'or')} partner",
        )


def _missing(ctx: Context, product: Product, wanted: Sequence[str]) -> list[str]:
    """Those that do not work on a product; who is assigned is looked at where its team is not all of them."""
    team = ctx.crews.get(product.team, ())
    there = team if all(f in team for f in wanted) else present(ctx, product)
    return [f for f in wanted if f not in there]


def wanted_functions(ctx: Context, role: Role, partner: Partner, product: Product) -> list[str]:
    """The functions that a product should have as partners; none where the role does not cover it."""
    if partner.stages and product.stage not in partner.stages:
        return []
    if partner.market_only and not product.market_facing:
        return []
    if not ctx.needs(product, role) or not ctx.cell(product.key, role.slug).is_covered:
        return []
    return [f for f in partner.functions if f not in product.without]


def _rests_on(role: Role, partner: Partner, ctx: Context, finding: Finding) -> Collection[str]:
    product = ctx.org.products[finding.subject.key]
    own = {name for name, counts in (("stage", partner.stages), ("market_facing", partner.market_only)) if counts}
    return assumed_of(product, own | deciding(role.need, product, ctx.org.on)) if product.assumed else ()


def present(ctx: Context, product: Product) -> set[str]:
    """The functions that work on a product: by assignment in a role that does not cover, or by its team."""
    return ctx.once("partner functions", product.key, lambda: _present(ctx, product))


def _present(ctx: Context, product: Product) -> set[str]:
    found = set(ctx.crews.get(product.team, ()))
    for duty in ctx.org.assignments.get(product.key, ()):
        if functions := ctx.partners_by(duty) - found:
            position = ctx.org.positions.get(duty.position)
            if position and duty.active(ctx.org.on) and ctx.filled(position):
                found |= functions
    return found
