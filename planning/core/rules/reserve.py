"""Nobody in reserve: single-cover, by the person on whom products rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from planning.core.changes.change import Change
from planning.core.content import Content, Role
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, POSITION, PRODUCT, Finding, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.grouping import products_by_name, some_of
from planning.core.rules.load import is_over
from planning.core.rules.owners import alone
from planning.core.rules.resting import assumed_of, deciding_any
from planning.core.words import count


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="single-cover",
        family="single-cover",
        title="No backup",
        condition="Exactly one person, with no known end, covers the product in a role that it needs, and no filled "
        "position is assigned as backup. Several products of one person are one finding; if that person is over "
        "the limit, the finding about their load says so.",
        source="Sourcegraph's handbook: how many can be missing before work stops",
        severity=INFO,
        kind=PRODUCT,
        also=POSITION,
        subjects=_subjects,
        check=_check,
        touch=_touch,
        rests_on=_rests_on,
        waits=(facts.BACKUPS,),
    )


def _subjects(ctx: Context) -> Iterable[str]:
    several = (key for key, duties in ctx.org.duties.items() if len(duties) > 1)
    return dict.fromkeys((*ctx.org.products, *several))


def _check(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products.get(key)
    several = _resting(ctx, key) if key in ctx.org.duties else {}
    for role in ctx.content.covering:
        if product and (by := alone(ctx, product, role)) and _resting(ctx, by).get(role.slug) == [key]:
            yield _finding(ctx, role, by, [key])
        if len(products := several.get(role.slug, ())) > 1:
            yield _finding(ctx, role, key, products)


def _resting(ctx: Context, position: str) -> Mapping[str, list[str]]:
    """By role the products that rest on a position alone, where that is not said with too many products."""
    return ctx.once("resting", position, lambda: _rests_on_it(ctx, position))


def _rests_on_it(ctx: Context, position: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    mine = [duty for duty in ctx.org.duties.get(position, ()) if duty.product in ctx.org.products]
    for role in ctx.content.covering:
        covered = [ctx.org.products[duty.product] for duty in mine if duty.role == role.slug]
        products = dict.fromkeys(product.key for product in covered if alone(ctx, product, role) == position)
        if products and not is_over(ctx, role, position):
            found[role.slug] = products_by_name(ctx, products)
    return found


def _finding(ctx: Context, role: Role, by: str, products: Sequence[str]) -> Finding:
    first, is_one = ctx.subject(PRODUCT, products[0]), len(products) == 1
    names = "" if is_one else some_of(products, lambda key: ctx.subject(PRODUCT, key).name)
    what = first.name if is_one else f"{count(len(products), 'product')} ({names})"
    return Finding(
        rule="single-cover",
        severity=INFO,
        subject=first if is_one else ctx.subject(POSITION, by),
        message=f"{what} {'depends' if is_one else 'depend'} on {ctx.who(by)} alone as {role.name}, with no backup.",
        facts=f"{what} {'rests' if is_one else 'rest'} on {ctx.who(by)} as {role.name} alone: no backup is named.",
        because=(role.need.id,) if role.need else (),
        about=role.slug,
        involves=(by,),
        products=() if is_one else tuple(products),
        headline="No backup is named" if is_one else f"{count(len(products), 'product')} without a backup {role.code}",
    )


def _touch(sides: Sides, changes: Collection[Change]) -> Collection[str] | None:
    """Products changed, whoever has them, and all else that these have."""
    by, products = touch.assigned(sides, changes), touch.products(sides, changes)
    if by is None or products is None:
        return None
    others = {duty.product for side in sides for key in by for duty in side.org.duties.get(key, ())}
    return {*by, *products, *others}


def _rests_on(ctx: Context, finding: Finding) -> Collection[str]:
    role = ctx.content.roles[finding.about]
    keys = finding.products or (finding.subject.key,)
    products = [product for key in keys if (product := ctx.org.products[key]).assumed]
    return {name for product in products for name in assumed_of(product, deciding_any(ctx, product, [role]))}
