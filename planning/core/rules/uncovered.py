"""A product needs a role and nobody covers it: cov-<code>, one rule a covering role."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from planning.core.content import Content, Need, Role
from planning.core.coverage.coverage import HIRE_DUE, STAND_IN, Cell, gap_severity, is_launching, vacancies
from planning.core.dates import day
from planning.core.hiring import is_vacant
from planning.core.records import Product
from planning.core.rules import touch
from planning.core.rules.base import PRODUCT, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.facts import is_given
from planning.core.rules.names import NAMES, of_role
from planning.core.rules.resting import on_needs_of
from planning.core.words import in_days, listed


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.need:
            yield _rule(role, role.need)


def _rule(role: Role, need: Need) -> Rule:
    return Rule(
        id=f"cov-{role.code.lower()}",
        family="coverage",
        title=f"Product without a {role.name}",
        condition=f"The product needs a {role.name}, by its stage, audience or launch, and no one covers it. A "
        "stand-in, a backup or an open position is not cover.",
        source=f"Role content: when a product needs a {role.name}",
        severity=need.severity,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=partial(_check, role, need),
        role=role.slug,
        touch=touch.products,
        rests_on=on_needs_of(lambda ctx, finding: [role]),
        waits=(NAMES, of_role(role)),
    )


def _check(role: Role, need: Need, ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    if not ctx.needs(product, role):
        return
    cell = ctx.cell(key, role.slug)
    if cell.is_covered:
        return
    yield Finding(
        rule=f"cov-{role.code.lower()}",
        severity=gap_severity(need, product, ctx.org.on),
        subject=ctx.subject(PRODUCT, key),
        message=f"No {role.name} covers {product.name or key} ({_why_needed(ctx, need, product)}). "
        f"{_instead(ctx, cell)}",
        facts=f"{product.stage} {product.market_facing} {product.launch} {_noted(ctx, cell)}",
        because=tuple(filter(None, (role.core, need.id))),
        involves=cell.by,
        headline=f"No {role.name}{_instead_short(ctx, cell)}",
    )


def is_flagged(ctx: Context, product: str, role: Role) -> bool:
    """Whether a product's gap in a role is flagged by itself, so that nothing else need flag it."""
    found = ctx.org.products.get(product)
    if found is None or role.need is None or not ctx.needs(found, role) or ctx.cell(product, role.slug).is_covered:
        return False
    return ctx.content.is_on(f"cov-{role.code.lower()}") and is_given(ctx, NAMES) and is_given(ctx, of_role(role))


def _why_needed(ctx: Context, need: Need, product: Product) -> str:
    if product.launch and is_launching(need, product, ctx.org.on):
        left = (product.launch - ctx.org.on).days
        return f"{product.stage}, launches {day(product.launch)}, {in_days(left)}"
    return f"{product.stage}, {'market-facing' if product.market_facing else 'internal'}"


def _instead_short(ctx: Context, cell: Cell) -> str:
    """The same in a few words."""
    due = f"hire due {day(cell.date)}" if cell.date else ""
    if cell.state == STAND_IN:
        return f"; stand-in{f', {due}' if due else ''}"
    if cell.state == HIRE_DUE:
        return f"; {due or 'being hired'}"
    return "; open position, not hiring" if vacancies(ctx.org, cell.product, cell.role) else ""


def _instead(ctx: Context, cell: Cell) -> str:
    """What there is in place of cover."""
    names = listed([ctx.named(key) for key in cell.by])
    is_ = "are" if len(cell.by) > 1 else "is"
    if cell.state == STAND_IN:
        return f"{names} {is_} standing in{f'; a hire is due {day(cell.date)}' if cell.date else ''}."
    if cell.state == HIRE_DUE:
        due = f"due {day(cell.date)}" if cell.date else "with no date set"
        return f"{names} {is_} {'due to start' if _starts(ctx, cell) else f'being hired, {due}'}."
    if vacant := vacancies(ctx.org, cell.product, cell.role):
        positions, are = listed([ctx.named(key) for key in vacant]), "are" if len(vacant) > 1 else "is"
        return f"{positions} {are} meant to cover it, but no one is being hired."
    return "No one is assigned."


def _starts(ctx: Context, cell: Cell) -> bool:
    """Whether whoever comes is known by name."""
    return not any(is_vacant(ctx.org, ctx.org.positions[key]) for key in cell.by)


def _noted(ctx: Context, cell: Cell) -> str:
    """The same in the words of facts."""
    names = listed([ctx.noted(key) for key in cell.by])
    due = f", due {day(cell.date)}" if cell.date else ""
    if cell.state == STAND_IN:
        hire = f"; the hire is{due[1:]}" if due else ""
        return f"{names} {'stand' if len(cell.by) > 1 else 'stands'} in{hire}."
    if cell.state == HIRE_DUE:
        what = "to start" if _starts(ctx, cell) else f"to be filled{due or ', no date set'}"
        return f"{names} {'are' if len(cell.by) > 1 else 'is'} {what}."
    vacant = vacancies(ctx.org, cell.product, cell.role)
    if vacant:
        positions = listed([ctx.noted(key) for key in vacant])
        return f"{positions} {'are' if len(vacant) > 1 else 'is'} meant to, and nobody is being hired."
    return "Nobody is assigned."
