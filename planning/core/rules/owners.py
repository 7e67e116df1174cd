"""One owner each: owner-dup (two in one role, or two accountable) and single-cover (one, and nobody in reserve)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from planning.core.content import Content, Role
from planning.core.coverage.coverage import COVERED, is_rightful
from planning.core.records import BACKUP, Assignment, Org, Product
from planning.core.rules import facts, touch
from planning.core.rules.base import INFO, PRODUCT, WARNING, Finding, Rule
from planning.core.rules.census import last_day
from planning.core.rules.context import Context
from planning.core.rules.resting import on_needs_of
from planning.core.words import listed


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    yield Rule(
        id="owner-dup",
        family="owner-dup",
        title="Two owners",
        condition="Two people cover the product in one role and neither is to leave it, or two are named accountable "
        "for one responsibility on it.",
        source="Silicon Valley Product Group: one accountable owner",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_twice,
        touch=touch.products,
    )
    yield Rule(
        id="single-cover",
        family="single-cover",
        title="Nobody in reserve",
        condition="In a role that the product needs exactly one person covers, with no end known, and no filled "
        "position is assigned as backup. One finding a product.",
        source="Sourcegraph's handbook: how many can be missing before work stops",
        severity=INFO,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_single,
        touch=touch.products,
        rests_on=on_needs_of(_alone_in),
        waits=(facts.BACKUPS,),
    )


def _check_twice(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    name = product.name or key
    for role in ctx.content.covering:
        if len(ctx.cell(key, role.slug).by) < 2:
            continue
        by = tuple(dict.fromkeys(duty.position for duty in lasting_owners(ctx.org, product, role)))
        if len(ctx.holders(by)) > 1:
            text = (
                f"{listed([ctx.who(p) for p in by])} all own"
                if len(by) > 2
                else f"{listed([ctx.who(p) for p in by])} both own"
            )
            message = f"{text} {name} as {role.name}; one should answer for it."
            yield Finding("owner-dup", WARNING, ctx.subject(PRODUCT, key), message, about=role.slug, involves=by)
    yield from _named_twice(ctx, product)


def lasting_owners(org: Org, product: Product, role: Role) -> list[Assignment]:
    """Assignments by which somebody covers a product now, with no last day known: a handover is no double."""
    found = []
    for duty in org.assignments.get(product.key, ()):
        position = org.positions.get(duty.position)
        if position is None or duty.role != role.slug or not is_rightful(org, duty) or not duty.active(org.on):
            continue
        if duty.ends is None and org.filled(position) and last_day(org, position) is None:
            found.append(duty)
    return found


def _named_twice(ctx: Context, product: Product) -> Iterator[Finding]:
    owners: dict[str, list[str]] = defaultdict(list)
    for ownership in ctx.org.ownerships.get(product.key, ()):
        owners[ownership.responsibility].append(ownership.position)
    for responsibility in ctx.content.responsibilities if len(owners) < sum(map(len, owners.values())) else ():
        by = tuple(dict.fromkeys(p for p in owners.get(responsibility.id, ()) if _is_filled(ctx, p)))
        if len(ctx.holders(by)) > 1:
            yield Finding(
                rule="owner-dup",
                severity=WARNING,
                subject=ctx.subject(PRODUCT, product.key),
                message=f"{listed([ctx.who(p) for p in by])} are all named accountable for {responsibility.name} on "
                f"{product.name or product.key}; one should be.",
                because=(responsibility.id,),
                about=responsibility.id,
                involves=by,
            )


def _is_filled(ctx: Context, key: str) -> bool:
    position = ctx.org.positions.get(key)
    return position is not None and ctx.filled(position)


def _check_single(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    resting = [(role, position) for role in ctx.content.covering if (position := alone(ctx, product, role))]
    if not resting:
        return
    parts = [f"{ctx.who(position)} as {role.name}" for role, position in resting]
    yield Finding(
        rule="single-cover",
        severity=INFO,
        subject=ctx.subject(PRODUCT, key),
        message=f"{product.name or key} rests on {listed(parts)} alone: no backup is assigned.",
        because=tuple(role.need.id for role, _ in resting if role.need),
        involves=tuple(dict.fromkeys(position for _, position in resting)),
    )


def alone(ctx: Context, product: Product, role: Role) -> str:
    """The position that alone covers a product in a role it needs; '' where there is none or somebody in reserve."""
    cell = ctx.cell(product.key, role.slug)
    if cell.state != COVERED or len(ctx.holders(cell.by)) != 1 or not ctx.needs(product, role):
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


def _alone_in(ctx: Context, finding: Finding) -> list[Role]:
    product = ctx.org.products[finding.subject.key]
    return [role for role in ctx.content.covering if alone(ctx, product, role)]
