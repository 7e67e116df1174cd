"""What a finding rests on that nobody has said: the fields of a product that an import assumed and that decide it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from planning.core.content import Role
from planning.core.coverage.coverage import deciding
from planning.core.records import Product
from planning.core.rules.base import Finding, RestsOn
from planning.core.rules.context import Context


def assumed_of(product: Product, fields: Collection[str]) -> set[str]:
    """Those of the fields that were assumed of a product."""
    return {name for name in product.assumed if name in fields}


def on_needs_of(roles: Callable[[Context, Finding], Iterable[Role]]) -> RestsOn:
    """For findings on a product that are there because it needs each of these roles."""

    def rests_on(ctx: Context, finding: Finding) -> Collection[str]:
        product = ctx.org.products[finding.subject.key]
        return assumed_of(product, deciding_any(ctx, product, roles(ctx, finding))) if product.assumed else ()

    return rests_on


def deciding_any(ctx: Context, product: Product, roles: Iterable[Role]) -> set[str]:
    """The fields by which a product needs at least one of the roles that it needs."""
    return {name for role in roles for name in deciding(role.need, product, ctx.org.on)}


def deciding_all(ctx: Context, product: Product, roles: Iterable[Role]) -> set[str]:
    """The fields without which a product might need none of the roles that it needs."""
    found = [set(deciding(role.need, product, ctx.org.on)) for role in roles if ctx.needs(product, role)]
    return set.intersection(*found) if found else set()


def the_role_it_is_about(ctx: Context, finding: Finding) -> list[Role]:
    """The role that a finding names in `about`."""
    role = ctx.content.roles.get(finding.about)
    return [role] if role else []
