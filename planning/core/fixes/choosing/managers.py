"""Whom somebody who comes into a role would report to: whom those do who are near its products, or most of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planning.core.content import Role
from planning.core.fixes.choosing.proposals import Proposals
from planning.core.fixes.choosing.weighing import Proposal, Want
from planning.core.rules.context import Context


def nearest(proposals: Proposals, products: Sequence[str]) -> list[Proposal]:
    """Those in the role who are tied to the products, nearest first."""
    tied = [one for one in proposals.pool(Want(tuple(products))) if one.ties]
    return sorted(tied, key=lambda one: (-sum(tie.weight for tie in one.ties), one.key))


def usual_managers(ctx: Context, role: Role) -> Sequence[str]:
    """Whom those in the role report to, first to whom most of them do."""
    return ctx.once("usual managers", role.slug, lambda: _usual_managers(ctx, role))


def _usual_managers(ctx: Context, role: Role) -> Sequence[str]:
    number = Counter(p.manager for p in ctx.by_role[role.slug] if p.manager in ctx.org.positions)
    return sorted(number, key=lambda key: (-number[key], key))
