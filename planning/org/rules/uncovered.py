"""A product needs a role and nobody covers it: cov-<code>, one rule a covering role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from ..changes import add, edit
from ..content import Content, Need, Role
from ..coverage import HIRE_DUE, STAND_IN, Cell, gap_severity, is_launching
from ..state import OWNER, Assignment, Position, Product
from . import touch
from .base import PRODUCT, Finding, Fix, Rule
from .context import Context
from .keys import free_key
from .words import count, day, listed


def rules(content: Content) -> Iterator[Rule]:
    for role in content.covering:
        if role.need:
            yield _rule(role, role.need)


def _rule(role: Role, need: Need) -> Rule:
    return Rule(
        id=f"cov-{role.code.lower()}",
        family="coverage",
        title=f"Product without a {role.name}",
        condition=f"The product needs a {role.name} (stage, audience, launch) and nobody covers it. "
        "Somebody standing in, a backup or an open position does not cover.",
        source=f"Role content: when a product needs a {role.name}",
        severity=need.severity,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=partial(_check, role, need),
        fixes=partial(_fixes, role),
        touch=touch.products,
    )


def _check(role: Role, need: Need, ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    if not ctx.needs(product, role):
        return
    cell = ctx.cell(key, role.slug)
    if cell.is_covered:
        return
    instead = _instead(ctx, cell)
    yield Finding(
        rule=f"cov-{role.code.lower()}",
        severity=gap_severity(need, product, ctx.org.on),
        subject=ctx.subject(PRODUCT, key),
        message=f"No {role.name} covers {product.name or key} ({_why_needed(ctx, need, product)}). {instead}",
        facts=f"{product.stage} {product.market_facing} {product.launch} {instead}",
        because=tuple(filter(None, (role.core, need.id))),
        involves=cell.by,
    )


def _why_needed(ctx: Context, need: Need, product: Product) -> str:
    if product.launch and is_launching(need, product, ctx.org.on):
        left = (product.launch - ctx.org.on).days
        return f"{product.stage}, launches {day(product.launch)}, in {count(left, 'day')}"
    return f"{product.stage}, {'market-facing' if product.market_facing else 'internal'}"


def _instead(ctx: Context, cell: Cell) -> str:
    """What there is in place of cover."""
    seats = listed([ctx.seat(key) for key in cell.by])
    due = f", due {day(cell.date)}" if cell.date else ""
    if cell.state == STAND_IN:
        hire = f"; the hire is{due[1:]}" if due else ""
        return f"{seats} {'stand' if len(cell.by) > 1 else 'stands'} in{hire}."
    if cell.state == HIRE_DUE:
        return f"{seats} {'are' if len(cell.by) > 1 else 'is'} to be filled{due or ', no date set'}."
    return "Nobody is assigned."


def _fixes(role: Role, ctx: Context, finding: Finding) -> Iterator[Fix]:
    product = ctx.org.products[finding.subject.key]
    cell = ctx.cell(product.key, role.slug)
    if cell.state == HIRE_DUE:
        yield Fix(f"Fill {listed([ctx.seat(key) for key in cell.by])}")
    for load, position in ctx.once("lightest", role.slug, lambda: _lightest(ctx, role))[:2]:
        duty = _duty(ctx, product.key, position.key, role)
        yield Fix(f"Assign {ctx.who(position.key)} ({load} → {count(load + 1, 'product')})", (add(ctx.org.on, duty),))
    yield from _let_count(ctx, role, product)
    if cell.state != HIRE_DUE:
        yield _open_position(ctx, role, product)


def _lightest(ctx: Context, role: Role) -> list[tuple[int, Position]]:
    """Who already has the role, with the number of products they own, fewest first."""
    filled = [p for p in ctx.seats[role.slug] if ctx.org.filled(p)]
    return sorted(((_load(ctx, role, p), p) for p in filled), key=lambda pair: (pair[0], pair[1].key))


def _load(ctx: Context, role: Role, position: Position) -> int:
    duties = ctx.org.duties.get(position.key, ())
    return len({a.product for a in duties if a.role == role.slug and a.kind == OWNER and a.active(ctx.org.on)})


def _duty(ctx: Context, product: str, position: str, role: Role) -> Assignment:
    taken = ctx.org.tables["assignment"]
    return Assignment(free_key(taken, product, role.code.lower(), position), product, position, role.slug)


def _let_count(ctx: Context, role: Role, product: Product) -> Iterator[Fix]:
    """An owner whose own role is another one can be marked as counting."""
    for duty in ctx.org.assignments.get(product.key, ()):
        if duty.role != role.slug or duty.kind != OWNER or duty.counts or not duty.active(ctx.org.on):
            continue
        position = ctx.org.positions.get(duty.position)
        change = edit(ctx.org.on, duty, counts=True)
        if position and change and ctx.org.filled(position):
            yield Fix(f"Let {ctx.who(position.key)} count as {role.name} here", (change,))


def _open_position(ctx: Context, role: Role, product: Product) -> Fix:
    name = product.name or product.key
    position = Position(
        key=free_key(ctx.org.tables["position"], role.code.lower(), product.key),
        title=f"{role.name}, {name}",
        role=role.slug,
        team=product.team if product.team in ctx.org.teams else "",
        manager=ctx.once("usual manager", role.slug, lambda: _usual_manager(ctx, ctx.seats[role.slug])),
        stage="planned",
    )
    duty = _duty(ctx, product.key, position.key, role)
    on = ctx.org.on
    return Fix(f"Open a {role.name} position for {name}", (add(on, position), add(on, duty)))


def _usual_manager(ctx: Context, positions: Iterable[Position]) -> str:
    managers = Counter(p.manager for p in positions if p.manager in ctx.org.positions)
    return max(sorted(managers), key=lambda key: managers[key], default="")
