"""Ways out where one person has too much, or two have the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from planning.core.changes.change import add, edit, remove
from planning.core.content import Role
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.book import Book, proposed
from planning.core.fixes.choosing.reasons import REASONS, figures
from planning.core.fixes.choosing.staff import goes
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.fixes.families.staffing import handed_over, new_duty, paired, told, why
from planning.core.records import BACKUP, Assignment, Ownership, Position
from planning.core.rules.load import live_duties
from planning.core.rules.owners import lasting_owners
from planning.core.tree import line_up
from planning.core.words import count, listed

# More products than these are counted in a title, not named.
NAMED = 3


def load(case: Case) -> Iterator[Way]:
    """load-*"""
    book = Book.of(case.ctx, case.role)
    products = book.parts(case.finding)
    proposals = [book.proposed(case.finding, product) for product in products]
    for choice in range(min(map(len, proposals), default=0)):
        yield _moved(case, products, [every[choice] for every in proposals])
    yield Hint(f"Open a {case.role.name} position and share out the products", Form.OPENING, case.position.manager)


def _moved(case: Case, products: Sequence[str], to: Sequence[Proposal]) -> Fix:
    """Products go each to somebody: as many as are too many."""
    duties = {duty.product: duty for duty in live_duties(case.ctx, case.role, case.finding.subject.key)}
    handed = [handed_over(case.org, [duties[product]], one.key) for product, one in zip(products, to, strict=True)]
    parts = [
        f"{case.ctx.subject('product', product).name} to {case.ctx.who(one.key)}"
        for product, one in zip(products, to, strict=True)
    ]
    note = figures(to[0].before, to[0].after) if len(to) == 1 else f"{len(duties)} → {len(duties) - len(products)}"
    reasons = why(case, case.role, to[0], products[0]) if len(to) == 1 else ()
    key = "+".join(f"{product}:{one.key}" for product, one in zip(products, to, strict=True))
    return Fix(FixKind.ASSIGN, f"Hand {listed(parts)}", tuple(chain(*handed)), key, note, reasons)


def two_owners(case: Case) -> Iterator[Way]:
    """owner-dup"""
    role = case.ctx.content.roles.get(case.finding.about)
    if role:
        yield from (_kept(case, role, one) for one in _nearest_first(case, role)[:2])
        return
    for kept in case.finding.involves[:2]:
        changes = tuple(remove(case.on, o) for o in _named(case) if o.position != kept)
        yield Fix(FixKind.ACCOUNTABLE, f"Leave it to {case.ctx.who(kept)} only", changes, kept)


def _kept(case: Case, role: Role, one: Proposal) -> Fix:
    """One stays the owner, the others become backups."""
    others = [d for d in lasting_owners(case.org, case.product, role) if d.position != one.key]
    changes = tuple(c for duty in others if (c := edit(case.on, duty, kind=BACKUP)))
    names = listed([case.ctx.who(key) for key in dict.fromkeys(duty.position for duty in others)])
    title = f"Keep {case.ctx.who(one.key)} as owner, with {names} as backup"
    has_role = one.holder.position.role == role.slug
    return Fix(FixKind.BACKUP, title, changes, one.key, "", why(case, role, one) if has_role else ())


def _nearest_first(case: Case, role: Role) -> list[Proposal]:
    """Owners, those first who are nearest to the product and have the least beside it."""
    proposals = Book.of(case.ctx, role).proposals
    weighed = [
        proposals.weighed(Want((case.product.key,)), proposals.holders.described(case.org.positions[key]))
        for key in case.finding.involves
    ]
    return sorted(weighed, key=lambda one: (one.holder.position.role != role.slug, -one.score, one.key))


def _named(case: Case) -> list[Ownership]:
    owners = case.org.ownerships.get(case.product.key, ())
    return [o for o in owners if o.responsibility == case.finding.about]


def nobody_in_reserve(case: Case) -> Iterator[Way]:
    """single-cover: a backup in each role that rests on one person."""
    about = [role for role in case.ctx.content.covering if role.slug == case.finding.about]
    books = {role: Book.of(case.ctx, role, BACKUP) for role in about}
    wants = {role: book.wants[case.finding.identity, ""] for role, book in books.items() if book.has(case.finding)}
    proposals = [books[role].proposed(case.finding) for role in wants]
    for choice in range(min(map(len, proposals), default=0)):
        yield _backups(case, wants, [every[choice] for every in proposals])
    if wants and not all(proposals):
        yield from _leaders(case, wants)


def _backups(case: Case, wants: dict[Role, Want], chosen: Sequence[Proposal]) -> Fix:
    duties = [
        new_duty(case.ctx, product, one.key, role)._replace(kind=BACKUP)
        for (role, want), one in zip(wants.items(), chosen, strict=True)
        for product in want.products
    ]
    who = [f"{case.ctx.who(one.key)} backup {role.code}" for role, one in zip(wants, chosen, strict=True)]
    names = _names(case, duties)
    changes = tuple(add(case.on, duty) for duty in duties)
    reasons = tuple(
        reason
        for role, one in zip(wants, chosen, strict=True)
        for reason in _backup_reasons(case, role, one, len(wants))
    )
    return Fix(
        FixKind.BACKUP, f"Make {listed(who)} of {names}", changes, "+".join(one.key for one in chosen), "", reasons
    )


def _leaders(case: Case, wants: dict[Role, Want]) -> Iterator[Fix]:
    """Where nobody else has the role: who leads it, else whom the only one reports to, takes over meanwhile."""
    chosen = {role: above for role, want in wants.items() if (above := _above(case, role, want))}
    if len(chosen) < len(wants):
        return
    duties = [
        new_duty(case.ctx, product, chosen[role].key, role)._replace(kind=BACKUP)
        for role, want in wants.items()
        for product in want.products
    ]
    who = [f"{case.ctx.who(above.key)} backup {role.code}" for role, above in chosen.items()]
    why = [Reason(Mark.EVEN, f"no other {role.name}; {above.title or above.key}") for role, above in chosen.items()]
    title = f"Make {listed(who)} of {_names(case, duties)}"
    key = "+".join(above.key for above in chosen.values())
    yield Fix(FixKind.BACKUP, title, tuple(add(case.on, duty) for duty in duties), key, "", tuple(why))


def _above(case: Case, role: Role, want: Want) -> Position | None:
    """Who leads the role, nearest first, and stays."""
    cell = case.ctx.cell(want.products[0], role.slug)
    line = [above for key in cell.by for above in line_up(case.org.positions, key)]
    every = (p for p in (*line, *case.ctx.leaders(role.slug)) if case.ctx.filled(p) and p.holder not in want.without)
    return next((p for p in every if not goes(case.org, p)), None)


def _names(case: Case, duties: Sequence[Assignment]) -> str:
    keys = list(dict.fromkeys(duty.product for duty in duties))
    return (
        count(len(keys), "product")
        if len(keys) > NAMED
        else listed([case.ctx.subject("product", k).name for k in keys])
    )


def _backup_reasons(case: Case, role: Role, one: Proposal, of: int) -> tuple[Reason, ...]:
    return why(case, role, one, kind=BACKUP)[: REASONS // of]


def both_roles(case: Case) -> Iterator[Way]:
    """dual-role: the part that is not their own goes to somebody of that role."""
    for slug in case.finding.about.split("+"):
        role = case.ctx.content.roles[slug]
        duties = _parts_of(case, slug)
        for one in proposed(case, role) if duties else ():
            title = f"Make {case.ctx.who(one.key)} {role.code} of {case.finding.subject.name}"
            links = paired(case, role, one.key)
            changes = (*handed_over(case.org, duties, one.key), *(add(case.on, link) for link in links))
            note = told(case.ctx, figures(one.before, one.after), links, one.key)
            yield Fix(FixKind.SPLIT, title, changes, f"{slug}:{one.key}", note, why(case, role, one))
    yield Hint("Give one of the two roles to someone else", Form.ASSIGN, case.product.key)


def _parts_of(case: Case, role: str) -> list[Assignment]:
    """By what those in both roles cover the product in one of them."""
    given = (d for d in case.org.assignments.get(case.product.key, ()) if d.role == role and d.active(case.on))
    return [duty for duty in given if duty.position in case.finding.involves]


def peers(case: Case) -> Iterator[Way]:
    """peer-gap: one side goes to somebody nearer in level to the other."""
    for slug in case.finding.about.split("+"):
        role = case.ctx.content.roles[slug]
        duties = _parts_of(case, slug)
        for one in proposed(case, role)[:2] if duties else ():
            title = f"Make {case.ctx.who(one.key)} {role.code} of {case.finding.subject.name}"
            links = paired(case, role, one.key)
            changes = (*handed_over(case.org, duties, one.key), *(add(case.on, link) for link in links))
            note = told(case.ctx, f"level {one.holder.level}, {figures(one.before, one.after)}", links, one.key)
            yield Fix(FixKind.ASSIGN, title, changes, f"{slug}:{one.key}", note, why(case, role, one))
    yield Hint("Assign someone closer in level", Form.ASSIGN, case.product.key)
