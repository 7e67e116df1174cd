"""Ways out where one person has too much, or two have the same."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import add, edit, remove
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.staffing import lightest, new_duty
from planning.core.records import BACKUP, Ownership
from planning.core.rules.load import live_duties, most_products
from planning.core.rules.owners import alone, lasting_owners
from planning.core.words import count


def load(case: Case) -> Iterator[Way]:
    """load-*"""
    duties = live_duties(case.ctx, case.role, case.finding.subject.key)
    most = most_products(case.ctx, case.role)
    most = len(duties) if most is None else most
    free = [(n, p) for n, p in lightest(case.ctx, case.role) if n < most and p.key != case.finding.subject.key]
    for duty, (n, other) in zip(reversed(duties), free[:2], strict=False):
        change = edit(case.on, duty, position=other.key)
        title = f"Hand {case.ctx.subject('product', duty.product).name} to {case.ctx.who(other.key)}"
        if change:
            yield Fix(FixKind.ASSIGN, title, (change,), duty.key, f"{n} → {count(n + 1, 'product')}")
    yield Hint(f"Open a {case.role.name} position and share the products")


def two_owners(case: Case) -> Iterator[Way]:
    """owner-dup"""
    for kept in case.finding.involves[:2]:
        if case.finding.about in case.ctx.content.roles:
            others = [d for d in lasting_owners(case.org, case.product, case.role) if d.position != kept]
            changes = tuple(c for duty in others if (c := edit(case.on, duty, kind=BACKUP)))
            yield Fix(FixKind.BACKUP, f"Keep {case.ctx.who(kept)} as owner, the others as backup", changes, kept)
        else:
            changes = tuple(remove(case.on, o) for o in _named(case) if o.position != kept)
            yield Fix(FixKind.ACCOUNTABLE, f"Leave it to {case.ctx.who(kept)} alone", changes, kept)


def _named(case: Case) -> list[Ownership]:
    owners = case.org.ownerships.get(case.product.key, ())
    return [o for o in owners if o.responsibility == case.finding.about]


def nobody_in_reserve(case: Case) -> Iterator[Way]:
    """single-cover"""
    for role in case.ctx.content.covering:
        only = alone(case.ctx, case.product, role)
        others = [p for _, p in lightest(case.ctx, role) if only and p.holder not in case.ctx.holders([only])]
        for other in others[:1]:
            duty = new_duty(case.ctx, case.product.key, other.key, role)._replace(kind=BACKUP)
            title = f"Make {case.ctx.who(other.key)} backup as {role.name}"
            yield Fix(FixKind.BACKUP, title, (add(case.on, duty),), other.key)


def both_roles(case: Case) -> Iterator[Way]:
    """dual-role"""
    for slug in case.finding.about.split("+"):
        name = case.ctx.content.roles[slug].name
        yield Hint(f"Hand the part of the {name} to somebody else", Form.ASSIGN, case.product.key)


def peers(case: Case) -> Iterator[Way]:
    """peer-gap"""
    yield Hint("Assign somebody nearer in level", Form.ASSIGN, case.product.key)
