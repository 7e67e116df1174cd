"""Who answers for what on a product: resp-gap and resp-cross."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from planning.core.content import Content, Responsibility, Role
from planning.core.coverage.accountable import (
    NAMED,
    NOBODY,
    NOT_FILLED,
    UNCOVERED,
    UNDECIDED,
    accountable,
    named_owners,
)
from planning.core.records import Product
from planning.core.rules import facts, touch
from planning.core.rules.base import PRODUCT, WARNING, Finding, Rule
from planning.core.rules.context import Context
from planning.core.rules.resting import assumed_of, deciding_all
from planning.core.words import listed

WHY = {
    NOBODY: "it was decided to leave it without an owner",
    NOT_FILLED: "the position named for it is open or has been closed",
    UNDECIDED: "it can be either, but no one is named",
}
# The same in the words of facts.
NOTED = {
    NOBODY: "it was decided that nobody is",
    NOT_FILLED: "the position named for it is vacant or gone",
    UNDECIDED: "either may have it and nobody is named",
}


def rules(content: Content) -> Iterator[Rule]:
    if not any(_covering(content, r) for r in content.responsibilities):
        return
    yield Rule(
        id="resp-gap",
        family="resp-gap",
        title="Responsibility without an owner",
        condition="A responsibility of a role that the product needs has no owner. By default it belongs to the person "
        "who covers the product in that role; if it can belong to either of two roles and both are covered, one person "
        "has to be named. If no one covers the role at all, only that gap is raised.",
        source="Role content: the responsibilities of each role",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.products,
        check=_check_gap,
        touch=touch.products,
        rests_on=_gap_rests_on,
        waits=(facts.ACCOUNTABILITY,),
    )
    yield Rule(
        id="resp-cross",
        family="resp-cross",
        title="Responsibility held by the other role",
        condition="Someone in one covering role is responsible for something that belongs to another, although "
        "someone else covers the product in that role.",
        source="Role content: how the two roles differ",
        severity=WARNING,
        kind=PRODUCT,
        subjects=lambda ctx: ctx.org.ownerships,
        check=_check_cross,
        touch=touch.products,
    )


def _covering(content: Content, responsibility: Responsibility) -> list[Role]:
    """The covering roles that may have it."""
    found = (content.roles.get(slug) for slug in responsibility.roles)
    return [role for role in found if role and role.covers]


def _with_roles(content: Content) -> list[tuple[Responsibility, list[Role]]]:
    return [(responsibility, _covering(content, responsibility)) for responsibility in content.responsibilities]


def _check_gap(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products[key]
    named = named_owners(ctx.org, key)
    every = {role.slug: ctx.cell(key, role.slug) for role in ctx.content.covering}
    needed = {role.slug for role in ctx.content.covering if ctx.needs(product, role)}
    for responsibility, roles in ctx.settled("covering", "", lambda: _with_roles(ctx.content)):
        if len(responsibility.roles) == 1 and responsibility.id not in named:
            continue  # whoever covers in its role has it; where nobody does, that is flagged by itself
        if needed.isdisjoint(responsibility.roles) or not any(every[role.slug].is_covered for role in roles):
            continue
        answer = accountable(ctx.org, responsibility, named, every.get)
        if answer.positions or answer.reason == UNCOVERED:
            continue
        cells = [every[role.slug] for role in roles]
        what, name = responsibility.name, product.name or key
        either = listed([role.name for role in roles], "or")
        yield Finding(
            rule="resp-gap",
            severity=WARNING,
            subject=ctx.subject(PRODUCT, key),
            message=f"No one is responsible for {what} on {name} ({either}): {WHY[answer.reason]}.",
            facts=f"Nobody is accountable for {what} on {name}: {NOTED[answer.reason]} ({either}).",
            because=(responsibility.id,),
            about=responsibility.id,
            involves=tuple(dict.fromkeys(p for cell in cells if cell.is_covered for p in cell.by)),
            headline=f"{what} has no owner",
        )


def _gap_rests_on(ctx: Context, finding: Finding) -> Collection[str]:
    """It is there while the product needs any of the roles that may have the responsibility."""
    product = ctx.org.products[finding.subject.key]
    if not product.assumed:
        return ()
    named = next((r.roles for r in ctx.content.responsibilities if r.id == finding.about), ())
    return assumed_of(product, deciding_all(ctx, product, [r for r in ctx.content.covering if r.slug in named]))


def _check_cross(ctx: Context, key: str) -> Iterator[Finding]:
    product = ctx.org.products.get(key)
    named = named_owners(ctx.org, key)
    for responsibility in ctx.content.responsibilities if product else ():
        if responsibility.id not in named or len(responsibility.roles) != 1:
            continue
        answer = accountable(ctx.org, responsibility, named, lambda _: None)
        if product and answer.reason == NAMED:
            yield from _crossed(ctx, product, responsibility, answer.positions[0])


def _crossed(ctx: Context, product: Product, responsibility: Responsibility, key: str) -> Iterator[Finding]:
    """The finding where the position named has another covering role than the one it belongs to."""
    position = ctx.org.positions[key]
    own, theirs = ctx.content.roles.get(position.role), ctx.content.roles.get(responsibility.roles[0])
    if not (own and own.covers and theirs and theirs.covers) or own.slug == theirs.slug:
        return
    cell = ctx.cell(product.key, theirs.slug)
    if not cell.is_covered or position.holder in ctx.holders(cell.by):
        return
    what = f"{responsibility.name} on {product.name or product.key}"
    others = listed([ctx.who(p) for p in cell.by])
    yield Finding(
        rule="resp-cross",
        severity=WARNING,
        subject=ctx.subject(PRODUCT, product.key),
        message=f"{ctx.who(key)} ({own.code}) is responsible for {what}. That belongs to the {theirs.name} ({others}).",
        facts=f"{ctx.noted_who(key)} ({own.code}) is accountable for {what}, which belongs to the {theirs.name}, "
        f"covered by {others}.",
        because=(responsibility.id, *_distinct(ctx, own.slug, theirs.slug)),
        about=responsibility.id,
        involves=(key, *cell.by),
        headline=f"{responsibility.name} is with the {own.code}, not the {theirs.code}",
    )


def _distinct(ctx: Context, one: str, other: str) -> list[str]:
    """The record on how two roles differ."""
    return [p.distinct for p in ctx.content.pairings if {p.one, p.other} == {one, other} and p.distinct]
