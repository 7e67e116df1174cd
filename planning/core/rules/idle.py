"""Somebody in a covering role who covers nothing: idle-cover."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import partial

from planning.core.changes.change import Change
from planning.core.content import Content, Role
from planning.core.headcount import Heads, sitting
from planning.core.records import BACKUP, Assignment, Position
from planning.core.rules.base import (
    INFO,
    ORGANISATION,
    POSITION,
    PRODUCT,
    WARNING,
    Finding,
    Number,
    Rule,
    Sides,
    Subject,
)
from planning.core.rules.census import last_day
from planning.core.rules.context import Context
from planning.core.rules.grouping import Causes, products_by_name, some, some_of
from planning.core.words import an, count

PEOPLE = Number("people", "One finding for all above this many people", 5)
JUNIOR = 1  # up to this level somebody still learns the role
DAYS = Number("days", "Days during which new joiners are exempt", 30)


def rules(content: Content) -> Iterator[Rule]:
    if not content.covering:
        return
    causes = Causes("idle-cover", _idle)
    yield Rule(
        id=causes.id,
        family=causes.id,
        title="No product to cover",
        condition="Someone in a covering role has no product, now or from a known date, or is only a backup. A warning "
        "while a product lacks that role. Not raised for people who lead others in the role, juniors who report to "
        "someone in it, new joiners or leavers, nor if no one is assigned to products in the role at all.",
        source="Role content: the role's responsibilities are for products",
        severity=INFO,
        kind=POSITION,
        also=ORGANISATION,
        subjects=causes.subjects,
        check=causes.check,
        touch=_touch,
        numbers=(PEOPLE, DAYS),
    )


def _idle(ctx: Context) -> Iterator[Finding]:
    for role in ctx.content.covering:
        keys = [] if role.leads else idle_in(ctx, role)
        missing = _missing(ctx, role) if keys else []
        if len(keys) > ctx.number("idle-cover", PEOPLE):
            make = partial(_of_many, ctx, role, keys, missing)
            yield ctx.told("idle", (role.slug, *keys, "", *missing), keys, make)
        else:
            for key in keys:
                yield _of_one(ctx, role, key, missing)


def idle_in(ctx: Context, role: Role) -> list[str]:
    """The positions of a role whose people cover nothing; none where nobody is known to cover anything in it."""
    duties = ctx.org.tables["assignment"].values()
    if not any(duty.role == role.slug and _works(ctx, duty) for duty in duties):
        return []
    idle = [key for key, is_idle in ctx.along_duties(role.slug, "idle", _is_idle).items() if is_idle]
    every = ctx.by_role[role.slug]
    leading = ctx.kept((POSITION,), "above", role.slug, lambda: {position.manager for position in every})
    juniors = ctx.along_lines(role.slug, "junior", _is_junior)
    return [key for key in idle if key not in leading and not juniors[key]]


def _is_idle(ctx: Context, position: Position) -> bool:
    """Whether somebody sits there to stay and has no product by whatever position they hold."""
    if _has_work(ctx, position.key) or not ctx.filled(position) or _works_elsewhere(ctx, position):
        return False
    return not _is_passing(ctx, position)


def _is_junior(ctx: Context, position: Position) -> bool:
    """Whether somebody still learns the role under somebody who is in it, and works on what that one covers."""
    above = ctx.org.positions.get(position.manager)
    return above is not None and above.role == position.role and 0 < ctx.level(position) <= JUNIOR


def _has_work(ctx: Context, key: str) -> bool:
    duties = ctx.org.duties.get(key)
    return duties is not None and any(_works(ctx, duty) for duty in duties)


def _works_elsewhere(ctx: Context, position: Position) -> bool:
    """Whether somebody who sits there has a product by another position of theirs."""
    org, several = ctx.org, ctx.census.several
    if position.holder not in several and not position.sharers:
        return False
    others = ((person, other) for person in sitting(org, position) for other in org.held.get(person, ()))
    return any(_has_work(ctx, other.key) and person in sitting(org, other) for person, other in others)


def _works(ctx: Context, duty: Assignment) -> bool:
    """Whether an assignment gives somebody a product, now or later; a backup has it only if need be."""
    over = duty.ends is not None and duty.ends < ctx.org.on
    return duty.kind != BACKUP and not over and duty.product in ctx.org.products and duty.position in ctx.org.positions


def _is_passing(ctx: Context, position: Position) -> bool:
    """Whether somebody is new there, or is known to leave."""
    if last_day(ctx.org, position) is not None:
        return True
    holder = ctx.org.holder(position)
    began = max(position.starts or date.min, (holder.starts if holder else None) or date.min)
    return (ctx.org.on - began).days < ctx.number("idle-cover", DAYS)


def _missing(ctx: Context, role: Role) -> list[str]:
    """The names of the products that need somebody in the role and have nobody."""
    keys = ctx.missing(role)
    return ctx.kept((PRODUCT,), "names of missing", keys, lambda: _names(ctx, keys))


def _names(ctx: Context, products: Sequence[str]) -> list[str]:
    return [ctx.subject(PRODUCT, key).name for key in products_by_name(ctx, products)]


def _of_one(ctx: Context, role: Role, key: str, missing: Sequence[str]) -> Finding:
    subject, message = ctx.subject(POSITION, key), f"{ctx.named(key)} covers no product"
    return _finding(role, missing, subject, message, (key,), f"Covers no product{_short(role, missing)}")


def _of_many(ctx: Context, role: Role, keys: Sequence[str], missing: Sequence[str]) -> Finding:
    who, names, few = ctx.told("idle", (role.slug, *keys), keys, lambda: _told(ctx, role, keys))
    short = f"{few} cover no product{_short(role, missing)}"
    return _finding(role, missing, ctx.subject(ORGANISATION, ""), f"{who} cover no product ({names})", keys, short)


def _told(ctx: Context, role: Role, keys: Sequence[str]) -> tuple[str, str, str]:
    """How many they are, who, and how many in short."""
    sat = ctx.along_duties(role.slug, "sitting", lambda ctx, position: sitting(ctx.org, position))
    people = Heads(len({person for key in keys for person in sat[key]}), vacant=0)
    return people.said(role.name), some_of(keys, ctx.who), people.said(role.code)


def _short(role: Role, missing: Sequence[str]) -> str:
    if not missing:
        return ""
    return f", while {count(len(missing), 'product')} {'needs' if len(missing) == 1 else 'need'} {an(role.code)}"


def _finding(
    role: Role, missing: Sequence[str], subject: Subject, message: str, keys: Sequence[str], headline: str
) -> Finding:
    while_ = f", while {count(len(missing), 'product')} {'has' if len(missing) == 1 else 'have'} no {role.name}"
    return Finding(
        rule="idle-cover",
        severity=WARNING if missing else INFO,
        subject=subject,
        message=f"{message}{f'{while_}: {some(missing)}' if missing else ''}.",
        because=tuple(filter(None, (role.core, role.need.id if role.need and missing else ""))),
        about=role.slug,
        involves=tuple(keys),
        facts=message,
        headline=headline,
    )


def _touch(_: Sides, changes: Collection[Change]) -> Collection[str] | None:
    """All, once who is there changed, or what they cover."""
    kinds = {POSITION, "person", PRODUCT, "assignment"}
    return set() if kinds.isdisjoint(change.kind for change in changes) else None
