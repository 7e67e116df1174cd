"""A list of products on which nobody is named at all: names-empty, once and in place of every gap."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.content import Content
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import ORGANISATION, WARNING, Fact, Finding, Number, Rule
from planning.core.rules.context import Context
from planning.core.words import count, listed

LEAST = Number("products", "Said from this many products on", 3)
SHOWN = 5


def rules(content: Content) -> Iterator[Rule]:
    if not any(role.need for role in content.covering):
        return
    yield Rule(
        id="names-empty",
        family="names-empty",
        title="Nobody is named on any product",
        condition="There are this many products or more, some of them need somebody, and nobody is named on any of "
        "them: rather a list without its names than so many gaps. Said once, in place of each gap.",
        source="Arithmetic of what was given",
        severity=WARNING,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=_check,
        touch=touch.products_and_cover,
        numbers=(LEAST,),
    )


def _is_given(ctx: Context) -> bool:
    """Whether anybody is named; where products are few, or the rule is off, each gap is said by itself."""
    products = ctx.org.products
    if len(products) < ctx.number("names-empty", LEAST) or not ctx.content.is_on("names-empty"):
        return True
    return any(duty.product in products for duty in ctx.org.tables["assignment"].values())


NAMES = Fact(
    key="names",
    label="who works on which product",
    is_given=_is_given,
    kinds=frozenset({"assignment", "product"}),
    said_by="names-empty",
)


def _check(ctx: Context, _: str) -> Iterator[Finding]:
    waiting = [] if _is_given(ctx) else [product for product in ctx.org.products.values() if _needs_any(ctx, product)]
    if not waiting:
        return
    names = [product.name or product.key for product in waiting]
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    codes = listed([role.code for role in ctx.content.covering if role.need], "or")
    yield Finding(
        rule="names-empty",
        severity=WARNING,
        subject=ctx.subject(ORGANISATION, ""),
        headline="Nobody is named on any product",
        message=f"{count(len(ctx.org.products), 'product')} and nobody is named on any of them, as {codes} or as "
        f"anything else. Is the file incomplete? {count(len(names), 'product')} would need somebody: "
        f"{listed(names[:SHOWN] + more)}.",
        because=tuple(role.need.id for role in ctx.content.covering if role.need),
        products=tuple(product.key for product in waiting),
    )


def _needs_any(ctx: Context, product: Product) -> bool:
    return any(ctx.needs(product, role) for role in ctx.content.covering)
