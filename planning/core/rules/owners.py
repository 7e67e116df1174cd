"""One owner each: owner-dup (two in one role, or two accountable for one thing)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planning.core.content import Content, Role
from planning.core.coverage.coverage import COVERED, assigned, is_rightful
from planning.core.headcount import people_in
from planning.core.records import BACKUP, Assignment, Org, Product
from planning.core.rules import touch
from planning.core.rules.base import PRODUCT, WARNING, Finding, Rule
from planning.core.rules.census import last_day
from planning.core.rules.context import Context
from planning.core.rules.grouping import by_name
from planning.core.words import listed


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="owner-dup",
        family="owner-dup",
        title="Two owners",
        condition="Two people cover the product in one role and neither is due to leave it, or two people are named "
        "for one responsibility on it.",
        source="Silicon Valley Product Group: one accountable owner",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_twice,
        touch=touch.products,
    )


def _check_twice(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    name = product.name or key
    for role in ctx.content.covering:
        if len(ctx.cell(key, role.slug).by) < 2:
            continue
        by = tuple(by_name(ctx, {duty.position for duty in lasting_owners(ctx.org, product, role)}))
        if len(ctx.holders(by)) > 1:
            text = (
                f"{listed([ctx.who(p) for p in by])} all own"
                if len(by) > 2
                else f"{listed([ctx.who(p) for p in by])} both own"
            )
            yield Finding(
                rule="owner-dup",
                severity=WARNING,
                subject=ctx.subject(PRODUCT, key),
                message=f"{text} {name} as {role.name}. It needs one owner.",
                facts=f"{text} {name} as {role.name}; one should be responsible.",
                about=role.slug,
                involves=by,
                headline=f"{len(by)} people own it as {role.code}",
            )
    yield from _named_twice(ctx, product)


def lasting_owners(org: Org, product: Product, role: Role) -> list[Assignment]:
    """Assignments by which somebody covers a product now, with no last day known: a handover is no double."""
    found = []
    for duty in assigned(org, product.key, role.slug):
        if not is_rightful(org, duty) or not duty.active(org.on):
            continue
        position = org.positions[duty.position]
        if duty.ends is None and org.filled(position) and last_day(org, position) is None:
            found.append(duty)
    return found


def _named_twice(ctx: Context, product: Product) -> Iterator[Finding]:
    owners: dict[str, list[str]] = defaultdict(list)
    for ownership in ctx.org.ownerships.get(product.key, ()):
        owners[ownership.responsibility].append(ownership.position)
    for responsibility in ctx.content.responsibilities if len(owners) < sum(map(len, owners.values())) else ():
        by = tuple(by_name(ctx, {p for p in owners.get(responsibility.id, ()) if _is_filled(ctx, p)}))
        if len(ctx.holders(by)) > 1:
            names = listed([ctx.who(p) for p in by])
            what = f"{responsibility.name} on {product.name or product.key}"
            yield Finding(
                rule="owner-dup",
                severity=WARNING,
                subject=ctx.subject(PRODUCT, product.key),
                message=f"{names} are {'all' if len(by) > 2 else 'both'} named as responsible for {what}. "
                "It needs one owner.",
                facts=f"{names} are all named accountable for {what}; one should be.",
                because=(responsibility.id,),
                about=responsibility.id,
                involves=by,
                headline=f"{responsibility.name} has {len(by)} owners",
            )


def _is_filled(ctx: Context, key: str) -> bool:
    position = ctx.org.positions.get(key)
    return position is not None and ctx.filled(position)


def alone(ctx: Context, product: Product, role: Role) -> str:
    """The position that alone covers a product in a role it needs; '' where there is none or somebody in reserve."""
    return ctx.once(f"alone as {role.slug}", product.key, lambda: _alone(ctx, product, role))


def _alone(ctx: Context, product: Product, role: Role) -> str:
    cell = ctx.cell(product.key, role.slug)
    if cell.state != COVERED or not ctx.needs(product, role):
        return ""
    covering = [ctx.org.positions[key] for key in cell.by]
    if (len(covering) > 1 or covering[0].sharers) and len(people_in(ctx.org, covering)) != 1:
        return ""
    for duty in ctx.org.assignments.get(product.key, ()):
        if (
            duty.role == role.slug
            and duty.kind == BACKUP
            and duty.active(ctx.org.on)
            and _is_filled(ctx, duty.position)
        ):
            return ""
    return cell.by[0]
