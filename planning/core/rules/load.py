"""Too much for one holder: load-<code>, from the norms of a covering role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Content, Norm, Role
from planning.core.coverage.coverage import may_have
from planning.core.records import OWNER, STAGES, Assignment
from planning.core.rules import facts, touch
from planning.core.rules.base import POSITION, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.grouping import products_by_name
from planning.core.rules.owners import alone
from planning.core.rules.resting import assumed_of
from planning.core.words import capfirst, count, listed

PRODUCTS, COUNTERPARTS = "products", "counterparts"
LIVE = STAGES[1:-1]


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if limits := _numbers(content, role):
            yield _rule(content, role, limits)


def _numbers(content: Content, role: Role) -> dict[Norm, Number]:
    """The norms of a role that bound what one holder has, each with its number."""
    return {norm: _number(content, norm) for norm in role.norms if norm.high and _counts(content, norm)}


def _counts(content: Content, norm: Norm) -> bool:
    return norm.counts == PRODUCTS or (norm.counts == COUNTERPARTS and norm.of in content.roles)


def rule_id(role: Role) -> str:
    return f"load-{role.code.lower()}"


def _rule(content: Content, role: Role, limits: dict[Norm, Number]) -> Rule:
    norms = tuple(limits)
    whats = [_what(content, norm) for norm in norms]
    return Rule(
        id=rule_id(role),
        family="load",
        title=f"Overloaded {role.name}",
        condition=f"One {role.name} {listed(whats, 'or')}.",
        source="; ".join(dict.fromkeys(f"{norm.source}" for norm in norms if norm.source)) or "Role content",
        severity=norms[0].severity,
        kind=POSITION,
        subjects=lambda ctx: _holders(ctx, role),
        check=partial(_check, role, limits),
        role=role.slug,
        touch=_touch,
        numbers=tuple(limits.values()),
        rests_on=partial(_rests_on, role),
    )


def _number(content: Content, norm: Norm) -> Number:
    if norm.counts == PRODUCTS:
        return Number(PRODUCTS, "Maximum live products", norm.high)
    return Number(norm.of, f"Maximum {content.roles[norm.of].name}s to support", norm.high)


def most_products(ctx: Context, role: Role) -> int | None:
    """The most live products that one holder of a role should cover; None where there is no norm."""
    norms = [norm for norm in role.norms if norm.counts == PRODUCTS and norm.high]
    return min((most_of(ctx, role, _number(ctx.content, norm)) for norm in norms), default=None)


def products_norm(ctx: Context, role: Role) -> int | None:
    """The same as the organisation holds people to it: None also where the rule is switched off."""
    return most_products(ctx, role) if ctx.content.is_on(rule_id(role)) else None


def limits(ctx: Context, role: Role) -> list[tuple[str, int]]:
    """What the norms of a role allow one holder: `products` or the slug of the role of counterparts, with how many.
    None where the rule is switched off: the organisation does not hold anybody to them."""
    if not ctx.content.settings.get(rule_id(role), {}).get("on", True):
        return []
    norms = [norm for norm in role.norms if norm.high and _counts(ctx.content, norm)]
    return [
        (PRODUCTS if norm.counts == PRODUCTS else norm.of, most_of(ctx, role, _number(ctx.content, norm)))
        for norm in norms
    ]


def _what(content: Content, norm: Norm) -> str:
    if norm.counts == PRODUCTS:
        return "covers more live products than this"
    return f"supports more {content.roles[norm.of].name}s than this (those on the same products)"


def _holders(ctx: Context, role: Role) -> Iterator[str]:
    """The positions that are assigned in a role, of those whose own it is, or whose own nobody knows."""
    for key in ctx.once("assigned", "", lambda: _assigned(ctx)).get(role.slug, ()):
        position = ctx.org.positions.get(key)
        if position and may_have(position, role.slug):
            yield key


def _assigned(ctx: Context) -> Mapping[str, Collection[str]]:
    """By role the positions that are assigned in it to any product."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for duty in ctx.org.tables["assignment"].values():
        found[duty.role][duty.position] = None
    return found


def live_duties(ctx: Context, role: Role, key: str) -> list[Assignment]:
    """What a position owns now in a role, of the products between idea and sunset; one a product, by their names."""
    found: dict[str, Assignment] = {}
    for duty in ctx.org.duties.get(key, ()):
        product = ctx.org.products.get(duty.product)
        owns = duty.role == role.slug and duty.kind == OWNER and duty.active(ctx.org.on)
        if owns and product and product.stage in LIVE:
            found.setdefault(duty.product, duty)
    return [found[product] for product in products_by_name(ctx, found)]


def _check(role: Role, limits: dict[Norm, Number], ctx: Context, key: str) -> Iterator[Finding]:
    products, over = _over(role, limits, ctx, key)
    if not over:
        return
    most = listed([str(most_of(ctx, role, limits[norm])) for norm, _ in over])
    has, limit = listed([_said(ctx, norm, n) for norm, n in over]), "limit" if len(over) == 1 else "limits"
    names = listed([ctx.subject("product", p).name for p in products])
    bare = _without_reserve(ctx, role, key, products)
    yield Finding(
        rule=rule_id(role),
        severity=over[0][0].severity,
        subject=ctx.subject(POSITION, key),
        message=f"{ctx.who(key)} {has} ({names}). The {limit} {'is' if len(over) == 1 else 'are'} {most}.{bare}",
        facts=f"{ctx.who(key)} {has} ({names}); {most} at most.{bare}",
        because=tuple(norm.id for norm, _ in over),
        involves=(key,),
        products=tuple(products),
        headline=capfirst(f"{has} ({limit} {most})"),
    )


def _over(
    role: Role, limits: Mapping[Norm, Number], ctx: Context, key: str
) -> tuple[list[str], list[tuple[Norm, int]]]:
    """The live products that a position covers, and which norms it is over, each with how many that is."""
    return ctx.once(f"load of {role.slug}", key, lambda: _load(role, limits, ctx, key))


def _load(
    role: Role, limits: Mapping[Norm, Number], ctx: Context, key: str
) -> tuple[list[str], list[tuple[Norm, int]]]:
    position = ctx.org.positions.get(key)
    if position is None or not may_have(position, role.slug) or key not in ctx.org.duties or not ctx.filled(position):
        return [], []
    products = [duty.product for duty in live_duties(ctx, role, key)]
    if not products:
        return [], []
    counts = [(norm, _count(ctx, norm, key, products)) for norm in limits]
    return products, [(norm, n) for norm, n in counts if n > most_of(ctx, role, limits[norm])]


def is_over(ctx: Context, role: Role, key: str) -> bool:
    """Whether a position is found to have too much in a role."""
    is_on = ctx.content.settings.get(rule_id(role), {}).get("on", True)
    numbers = ctx.settled("load", role.slug, lambda: _numbers(ctx.content, role))
    return is_on and bool(_over(role, numbers, ctx, key)[1])


def _without_reserve(ctx: Context, role: Role, key: str, products: Collection[str]) -> str:
    """On which of the products nobody is in reserve, where that is a rule and backups are named anywhere."""
    is_on = ctx.content.settings.get("single-cover", {}).get("on", True)
    if not is_on or not facts.is_given(ctx, facts.BACKUPS):
        return ""
    bare = [ctx.org.products[p] for p in products if alone(ctx, ctx.org.products[p], role) == key]
    return f" No backup is named for {listed([p.name or p.key for p in bare])}." if bare else ""


def _touch(sides: Sides, changes: Collection[Change]) -> Collection[str] | None:
    given = [facts.is_given(side, facts.BACKUPS) for side in sides]
    return touch.assigned(sides, changes) if given[0] == given[1] else None


def _rests_on(role: Role, ctx: Context, finding: Finding) -> Collection[str]:
    """Only live products count: the stage of those that are owned."""
    owned = (ctx.org.products[duty.product] for duty in live_duties(ctx, role, finding.subject.key))
    return {name for product in owned for name in assumed_of(product, ("stage",))}


def most_of(ctx: Context, role: Role, number: Number) -> int:
    return ctx.number(rule_id(role), number)


def _count(ctx: Context, norm: Norm, key: str, products: list[str]) -> int:
    if norm.counts == PRODUCTS:
        return len(products)
    cells = [cell for product in products if (cell := ctx.cell(product, norm.of)).is_covered]
    return len(ctx.holders({p for cell in cells for p in cell.by}) - {ctx.org.positions[key].holder})


def _said(ctx: Context, norm: Norm, number: int) -> str:
    if norm.counts == PRODUCTS:
        return f"covers {count(number, 'live product')}"
    return f"supports {count(number, ctx.content.roles[norm.of].name)}"
