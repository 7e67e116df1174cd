"""What fixes by people are made of: who gets a product, as changes, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planning.core.changes.change import Change, edit, remove
from planning.core.content import Pairing, Role
from planning.core.fixes.base import Case, Reason
from planning.core.fixes.choosing.book import Book
from planning.core.fixes.choosing.reasons import reasons
from planning.core.fixes.choosing.staff import goes
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.fixes.new_keys import free_key
from planning.core.records import OWNER, Assignment, Link, Org
from planning.core.rules.context import Context
from planning.core.rules.facts import lacking
from planning.core.rules.pairs import linked, pairings_of
from planning.core.rules.run import rules_of
from planning.core.words import listed


def new_duty(ctx: Context, product: str, position: str, role: Role) -> Assignment:
    taken = ctx.org.tables["assignment"]
    return Assignment(free_key(taken, product, role.code.lower(), position), product, position, role.slug)


def handed_over(org: Org, duties: Iterable[Assignment], to: str) -> Iterator[Change]:
    """One of the assignments goes to another position, which has the role itself; the others go away, and with them by
    what the new owner was on the product before."""
    first, *others = duties
    change = edit(org.on, first, position=to, counts=False)
    yield from [change] if change else []
    before = [d for d in org.duties.get(to, ()) if (d.product, d.role) == (first.product, first.role)]
    yield from (remove(org.on, duty) for duty in (*others, *(d for d in before if d.active(org.on))))


def paired(case: Case, role: Role, key: str) -> list[Link]:
    """Whoever comes to the product of a finding, named the counterpart of the one who covers it in the other role of a
    pair; nothing where no counterparts are named anywhere, or the two are linked, or that one goes or is not alone."""
    rule = rules_of(case.ctx).get("pair-link")
    if rule is None or lacking(case.ctx, rule):
        return []
    couples = [pairing for pairing in pairings_of(case.ctx) if role.slug in (pairing.one, pairing.other)]
    return [link for pairing in couples for link in _links(case, pairing, role.slug, key)]


def _links(case: Case, pairing: Pairing, role: str, key: str) -> Iterator[Link]:
    product, every = case.product.key, case.org.positions
    cell = case.ctx.cell(product, pairing.other if role == pairing.one else pairing.one)
    if not cell.is_covered or len(cell.by) > 1 or goes(case.org, every[cell.by[0]]):
        return
    if every[cell.by[0]].holder != every[key].holder and not linked(case.org, product, key, cell.by[0]):
        one, other = (key, cell.by[0]) if role == pairing.one else (cell.by[0], key)
        yield Link(free_key(case.org.tables["link"], product, one, other), product, one, other)


def told(ctx: Context, note: str, links: Iterable[Link], key: str) -> str:
    """The figures beside a fix, with whom somebody is paired."""
    others = [ctx.who(link.other if link.one == key else link.one) for link in links]
    return f"{note}, paired with {listed(others)}" if others else note


def why(case: Case, role: Role, one: Proposal, product: str = "", kind: str = OWNER) -> tuple[Reason, ...]:
    """Why somebody is proposed for a finding, or for a product of it that is to be handed on."""
    want = Book.of(case.ctx, role, kind).wants.get((case.finding.identity, product))
    return reasons(case.ctx, role, one, want or Want((product or case.finding.subject.key,)))
