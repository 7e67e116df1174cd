"""Products on which nobody is named, at all or in one role: names-empty, once and in place of every gap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from planning.core.changes.change import Change
from planning.core.content import Content, Need, Role
from planning.core.coverage.coverage import deciding, gap_severity
from planning.core.headcount import heads
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import ORGANISATION, SEVERITIES, WARNING, Fact, Finding, Number, Rule, Sides
from planning.core.rules.context import Context
from planning.core.rules.grouping import by_name, products_by_name, some
from planning.core.rules.led_elsewhere import is_by_design
from planning.core.rules.resting import assumed_of
from planning.core.words import an, count, listed, spoken

LEAST = Number("products", "Raised from this many products", 3)
SHOWN = 5


def rules(content: Content) -> Iterator[Rule]:
    if not any(role.need for role in content.covering):
        return
    yield Rule(
        id="names-empty",
        family="names-empty",
        title="No one is named",
        condition="There are this many products or more, some of them need someone, and no one is named on any of "
        "them: more likely a list without names than that many gaps. Or that many products need one role, and no one "
        "is named in it on any product. Raised once, instead of each gap.",
        source="Calculated from the data given",
        severity=WARNING,
        kind=ORGANISATION,
        subjects=lambda _: ("",),
        check=_check,
        touch=_touch,
        numbers=(LEAST,),
        rests_on=_rests_on,
    )


def _touch(sides: Sides, changes: Collection[Change]) -> Collection[str]:
    return touch.products_and_cover(sides, changes) or touch.trees(sides, changes)


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


def of_role(role: Role) -> Fact:
    """Who covers products in a role: anybody who is named in it on one."""
    return Fact(
        key=f"names-{role.slug}",
        label=f"who covers products as {role.name}",
        is_given=lambda ctx: not _lacking(ctx, role),
        kinds=frozenset({"assignment", "product", "position"}),
        said_by="names-empty",
    )


def _lacking(ctx: Context, role: Role) -> list[Product]:
    """The products that need the role where nobody is named in it on any product; none where they are so few that each
    gap is said by itself."""
    org = ctx.org
    if not ctx.content.is_on("names-empty"):
        return []
    if any(duty.role == role.slug and duty.product in org.products for duty in org.tables["assignment"].values()):
        return []
    found = [product for product in org.products.values() if ctx.needs(product, role)]
    return _by_name(ctx, found) if len(found) >= ctx.number("names-empty", LEAST) else []


def _check(ctx: Context, _: str) -> Iterator[Finding]:
    if not _is_given(ctx):
        yield from _without_any(ctx)
        return
    for role in ctx.content.covering:
        if role.need and (waiting := _lacking(ctx, role)):
            yield _without(ctx, role, role.need, waiting)


def _without_any(ctx: Context) -> Iterator[Finding]:
    waiting = _by_name(ctx, (product for product in ctx.org.products.values() if _needs_any(ctx, product)))
    if not waiting:
        return
    known = [role.code for role in ctx.content.covering if role.need]
    codes, others = listed(known, "or"), listed([*known, "anything else"], "or")
    every, few = count(len(ctx.org.products), "product"), count(len(waiting), "product")
    yield Finding(
        rule="names-empty",
        severity=WARNING,
        subject=ctx.subject(ORGANISATION, ""),
        headline="No one is named on any product",
        message=f"No one is named on any of the {every}, as {others}. Is the file incomplete? "
        f"{few} {'needs' if len(waiting) == 1 else 'need'} someone: {_some(waiting)}.",
        facts=f"{every} and nobody is named on any of them, as {codes} or as anything else. Is the file incomplete? "
        f"{few} would need somebody: {_some(waiting)}.",
        because=tuple(role.need.id for role in ctx.content.covering if role.need),
        products=tuple(product.key for product in waiting),
    )


def _without(ctx: Context, role: Role, need: Need, waiting: Sequence[Product]) -> Finding:
    """As grave as the gravest of the gaps for which it stands."""
    there = by_name(ctx, (position.key for position in ctx.by_role[role.slug] if ctx.filled(position)))
    return Finding(
        rule="names-empty",
        severity=min((gap_severity(need, product, ctx.org.on) for product in waiting), key=SEVERITIES.index),
        subject=ctx.subject(ORGANISATION, ""),
        headline=f"No product names its {role.name}" if there else f"No {role.name} anywhere",
        message=f"{count(len(waiting), 'product')} need {an(role.name)} ({_some(waiting)}), but "
        f"{_unnamed(ctx, role, there)}",
        facts=f"{count(len(waiting), 'product')} need {an(role.name)}, and nobody "
        f"{_noted_nowhere(ctx, role, there)} {_some(waiting)}.",
        because=tuple(filter(None, (role.core, need.id))),
        about=role.slug,
        products=tuple(product.key for product in waiting),
    )


def _unnamed(ctx: Context, role: Role, there: Sequence[str]) -> str:
    if there:
        are = "is" if len(there) == 1 else "are"
        return f"no product names one. There {are} {_who(ctx, role, there)}. Who covers which product?"
    file = "Is the file incomplete, or has no one been hired yet?"
    return f"there is none in the organisation, and no product names one. {file}{_done_by_others(ctx, role, 'cover')}"


def _who(ctx: Context, role: Role, there: Sequence[str]) -> str:
    return f"{heads(ctx.org, there, role.name)} ({some([ctx.who(key) for key in there])})"


def _noted_nowhere(ctx: Context, role: Role, there: Sequence[str]) -> str:
    """In the words of facts."""
    if not there:
        nobody = "in the organisation is one or is named as one on a product"
        return f"{nobody}. Is the file incomplete, or is nobody hired yet?{_done_by_others(ctx, role, 'do')}"
    who = _who(ctx, role, there)
    return f"is named as one on any product, though there {'is' if len(there) == 1 else 'are'} {who}. Who covers which?"


def _done_by_others(ctx: Context, role: Role, do: str) -> str:
    """Who may `do` it besides, where those of another role are led from where this one is."""
    others = (other for other in ctx.content.covering if other.slug != role.slug and is_by_design(other, ctx))
    names = listed([f"{other.name}s" for other in others])
    where = spoken(role.line.functions[0]) if role.line and role.line.functions else ""
    return f" The {names} report into {where}: do they {do} both?" if names and where else ""


def _rests_on(ctx: Context, finding: Finding) -> Collection[str]:
    """What was assumed of all of them."""
    role = ctx.content.roles.get(finding.about)
    if role is None:
        return ()
    products = [ctx.org.products[key] for key in finding.products]
    return set.intersection(*(assumed_of(p, deciding(role.need, p, ctx.org.on)) for p in products))


def _by_name(ctx: Context, products: Iterable[Product]) -> list[Product]:
    return [ctx.org.products[key] for key in products_by_name(ctx, (product.key for product in products))]


def _some(products: Sequence[Product]) -> str:
    names = [product.name or product.key for product in products]
    return listed(names[:SHOWN] + ([f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []))


def _needs_any(ctx: Context, product: Product) -> bool:
    return any(ctx.needs(product, role) for role in ctx.content.covering)
