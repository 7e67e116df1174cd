"""Who comes to be responsible for what has no owner on a product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from datetime import date

from planning.core.changes.change import Change, add, edit
from planning.core.coverage.accountable import named_owners
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.new_keys import free_key
from planning.core.records import Org, Ownership
from planning.core.rules.context import Context


def likeliest(ctx: Context, responsibility: str, positions: Iterable[str]) -> list[str]:
    """Those of them who stay, by habit."""
    return by_habit(ctx, responsibility, [key for key in positions if stays(ctx, ctx.org.positions[key])])


def by_habit(ctx: Context, responsibility: str, positions: Iterable[str]) -> list[str]:
    """Those first whose role has it on the most other products."""
    known = habit(ctx, responsibility)
    return sorted(positions, key=lambda key: -known[ctx.org.positions[key].role])


def habit(ctx: Context, responsibility: str) -> Counter[str]:
    """On how many products each role was named for the responsibility; nobody is on the one that lacks somebody."""
    return ctx.once("habit", responsibility, lambda: _named_roles(ctx, responsibility))


def _named_roles(ctx: Context, responsibility: str) -> Counter[str]:
    named = (o for o in ctx.org.tables["ownership"].values() if o.responsibility == responsibility)
    holders = (ctx.org.positions.get(o.position) for o in named)
    return Counter(p.role for p in holders if p and p.role and ctx.filled(p))


def name_of(ctx: Context, responsibility: str) -> str:
    names = {r.id: r.name for r in ctx.content.responsibilities}
    return names.get(responsibility, responsibility)


def handed_to(
    org: Org, product: str, responsibility: str, position: str, on: date, taken: Container[str] = ()
) -> Change | None:
    """A position comes to be responsible on a day; None where it is. `taken` are keys of owners beside the known."""
    there = named_owners(org, product).get(responsibility)
    if there:
        return edit(on, there, position=position)
    key = free_key(taken or org.tables["ownership"], product, responsibility.replace("/", "-"))
    return add(on, Ownership(key, product, responsibility, position))
