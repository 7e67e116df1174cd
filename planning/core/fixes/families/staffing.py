"""What fixes by people are made of: who gets a product, as changes, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planning.core.changes.change import Change, edit, remove
from planning.core.content import Role
from planning.core.fixes.base import Case, Reason
from planning.core.fixes.choosing.reasons import reasons
from planning.core.fixes.choosing.wanted import Book
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.fixes.new_keys import free_key
from planning.core.records import OWNER, Assignment, Org, Position
from planning.core.rules.context import Context


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


def why(case: Case, role: Role, one: Proposal, product: str = "", kind: str = OWNER) -> tuple[Reason, ...]:
    """Why somebody is proposed for a finding, or for a product of it that is to be handed on."""
    want = Book.of(case.ctx, role, kind).wants.get((case.finding.identity, product))
    return reasons(case.ctx, role, one, want or Want((product or case.finding.subject.key,)))


def usual_manager(ctx: Context, role: Role) -> str:
    """Whom most in the role report to; '' where there is nobody."""
    return ctx.once("usual manager", role.slug, lambda: _usual_manager(ctx, ctx.by_role[role.slug]))


def _usual_manager(ctx: Context, positions: Iterable[Position]) -> str:
    managers = Counter(p.manager for p in positions if p.manager in ctx.org.positions)
    return max(sorted(managers), key=lambda key: managers[key], default="")
