"""Gaps that are there because an import took products to be for the market: audience-assumed, once for all."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content, Role
from planning.core.coverage.coverage import deciding
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import INFO, ORGANISATION, PRODUCT, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.grouping import products_by_name
from planning.core.rules.uncovered import is_flagged
from planning.core.words import an, count, listed

AUDIENCE = "market_facing"


def rules(content: Content) -> Iterator[Rule]:
    roles = _choosy(content)
    if not roles:
        return
    yield Rule(
        id="audience-assumed",
        family="audience-assumed",
        title="Gaps based on an assumed audience",
        condition=f"Products are shown without a {listed([role.name for role in roles], 'or')}, which only products "
        "for one audience need, and an import assumed their audience: no one has confirmed it.",
        source=f"Role content: when a product needs a {listed([role.name for role in roles], 'or')}",
        severity=INFO,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=_check,
        touch=touch.products_and_cover,
        rests_on=lambda ctx, finding: (AUDIENCE,),
    )


def _choosy(content: Content) -> list[Role]:
    """The covering roles that are for products of one audience alone."""
    return [role for role in content.covering if role.need and role.need.audience != "any"]


def _check(ctx: Context, _: str) -> Iterator[Finding]:
    assumed = [product for product in ctx.org.products.values() if AUDIENCE in product.assumed]
    for role in _choosy(ctx.content) if assumed else ():
        flagged = [product for product in assumed if _rests(ctx, product, role)]
        if flagged:
            yield _finding(ctx, role, flagged)


def _rests(ctx: Context, product: Product, role: Role) -> bool:
    return AUDIENCE in deciding(role.need, product, ctx.org.on) and is_flagged(ctx, product.key, role)


def _finding(ctx: Context, role: Role, flagged: list[Product]) -> Finding:
    assert role.need
    kind = "market-facing" if role.need.audience == "market" else "internal"
    keys = products_by_name(ctx, (product.key for product in flagged))
    names = listed([ctx.subject(PRODUCT, key).name for key in keys])
    need, it_is = ("needs", "it is") if len(flagged) == 1 else ("need", "they are")
    counts, them = ("product counts", "it") if len(flagged) == 1 else ("products count", "them")
    return Finding(
        rule="audience-assumed",
        severity=INFO,
        subject=ctx.subject(ORGANISATION, ""),
        headline=f"{count(len(flagged), role.code)} missing only if {kind}",
        message=f"{count(len(flagged), 'product')} {need} {an(role.name)} only because an import assumed that {it_is} "
        f"{kind}. No one has confirmed this yet: {names}.",
        facts=f"{len(flagged)} {counts} as lacking a {role.name} only because an import took {them} to be {kind}, "
        f"which nobody has confirmed: {names}.",
        because=(role.need.id,),
        about=role.slug,
        products=tuple(keys),
    )
