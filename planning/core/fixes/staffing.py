"""Who could take a product in a role, and the position that would be opened for it: what fixes are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from planning.core.changes.change import add
from planning.core.content import Role
from planning.core.fixes.base import Fix, FixKind
from planning.core.fixes.new_keys import free_key
from planning.core.records import OWNER, Assignment, Position, Product
from planning.core.rules.context import Context


def lightest(ctx: Context, role: Role) -> list[tuple[int, Position]]:
    """Who already has the role, with the number of products they own, fewest first."""
    return ctx.once("lightest", role.slug, lambda: _lightest(ctx, role))


def _lightest(ctx: Context, role: Role) -> list[tuple[int, Position]]:
    filled = [p for p in ctx.by_role[role.slug] if ctx.filled(p)]
    return sorted(((_load(ctx, role, p), p) for p in filled), key=lambda pair: (pair[0], pair[1].key))


def _load(ctx: Context, role: Role, position: Position) -> int:
    duties = ctx.org.duties.get(position.key, ())
    return len({a.product for a in duties if a.role == role.slug and a.kind == OWNER and a.active(ctx.org.on)})


def new_duty(ctx: Context, product: str, position: str, role: Role) -> Assignment:
    taken = ctx.org.tables["assignment"]
    return Assignment(free_key(taken, product, role.code.lower(), position), product, position, role.slug)


def open_position(ctx: Context, role: Role, product: Product) -> Fix:
    name = product.name or product.key
    position = Position(
        key=free_key(ctx.org.tables["position"], role.code.lower(), product.key),
        title=f"{role.name}, {name}",
        role=role.slug,
        team=product.team if product.team in ctx.org.teams else "",
        manager=usual_manager(ctx, role),
        stage="planned",
    )
    duty = new_duty(ctx, product.key, position.key, role)
    on = ctx.org.on
    title = f"Open a {role.name} position for {name}"
    return Fix(FixKind.HIRE, title, (add(on, position), add(on, duty)), position.key)


def usual_manager(ctx: Context, role: Role) -> str:
    """Whom most in the role report to; '' where there is nobody."""
    return ctx.once("usual manager", role.slug, lambda: _usual_manager(ctx, ctx.by_role[role.slug]))


def _usual_manager(ctx: Context, positions: Iterable[Position]) -> str:
    managers = Counter(p.manager for p in positions if p.manager in ctx.org.positions)
    return max(sorted(managers), key=lambda key: managers[key], default="")
