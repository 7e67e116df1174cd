"""Ways out where nobody leads those in a role, or there are too few or too many of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planning.core.changes.change import Change, edit
from planning.core.changes.edits import heads
from planning.core.content import Role
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Mark, Reason, Way
from planning.core.fixes.choosing.crafts import stays
from planning.core.fixes.choosing.leads import LEAD, limit, moved
from planning.core.records import Position
from planning.core.rules.ratios import PEOPLE, norm_of, of_whom
from planning.core.tree import closing_ring
from planning.core.words import an, count

BEST = 2  # how many are proposed


def leaderless(case: Case) -> Iterator[Way]:
    """leader-*"""
    leaders = [role for role in case.ctx.leader_roles(case.role.slug) if role.function == case.role.function]
    for leader in leaders[:1]:
        yield from (_promoted(case, leader, one) for one in _most_senior(case)[:BEST])
    for leader in case.ctx.leader_roles(case.role.slug):
        vacant = [p for p in case.ctx.by_role[leader.slug] if not case.ctx.filled(p)]
        if vacant:
            yield Hint(f"Hire for {case.ctx.named(vacant[0].key)}", Form.REQUISITION, vacant[0].key)
            return
    if leaders:
        yield Hint(f"Open a position for {an(leaders[0].name)}")


def _most_senior(case: Case) -> list[Position]:
    """Those of the role who stay: highest level first, then who leads most of the others."""
    every = [case.org.positions[key] for key in case.finding.involves]
    able = [p for p in every if stays(case.ctx, p)]
    return sorted(able, key=lambda p: (-case.ctx.level(p), -len(case.org.reports(p.key)), p.key))


def _promoted(case: Case, leader: Role, one: Position) -> Fix:
    """They get the leader's role and the others report to them, as far as there is room and the line allows it."""
    ctx, level = case.ctx, max(case.ctx.level(one), LEAD)
    others = [key for key in heads(case.org, [k for k in case.finding.involves if k != one.key]) if key != one.key]
    free = [k for k in others if not closing_ring(case.org.positions, k, one.key)]
    free = [k for k in free if case.org.positions[k].manager != one.key]
    led = free[: max(limit(ctx) - ctx.census.filled[one.key], 0)]
    changes = (_raised(case, one, role=leader.slug, level=level), *moved(ctx, led, one.key))
    title = f"Make {ctx.who(one.key)} {leader.name}"
    reports = count(ctx.census.filled[one.key] + len(led), "report")
    note = f"level {ctx.level(one) or 'unknown'} → {level}, {reports}"
    return Fix(FixKind.RETITLE, title, tuple(c for c in changes if c), one.key, note, tuple(_reasons(case, one)))


def _raised(case: Case, one: Position, **values: Any) -> Change | None:
    return edit(case.on, one, **values)


def _reasons(case: Case, one: Position) -> Iterator[Reason]:
    ctx = case.ctx
    levels = [ctx.level(case.org.positions[key]) for key in case.finding.involves]
    if ctx.level(one) and ctx.level(one) == max(levels):
        alone = levels.count(max(levels)) == 1
        yield Reason(Mark.FOR, f"the most senior of the {len(levels)}" if alone else "none of them is more senior")
    involved = set(case.finding.involves)
    led = [p for p in case.org.reports(one.key) if p.key in involved]
    if led:
        yield Reason(Mark.FOR, f"already leads {len(led)} of them")
    if ctx.level(one) < LEAD:
        yield Reason(Mark.AGAINST, "below lead level")
    products = len({d.product for d in case.org.duties.get(one.key, ()) if d.active(case.on)})
    if products:
        yield Reason(Mark.EVEN, f"keeps {count(products, 'product')}")


def ratio(case: Case) -> Iterator[Way]:
    """ratio-*: only hiring moves it, and an open position does not count before it is filled."""
    norm = norm_of(case.role, case.rule.id)
    if (case.finding.about == "above") == (norm.counts == PEOPLE):
        yield from _hire(case)
    else:
        others = of_whom(case.ctx.content, norm)
        yield Hint(
            f"Hire {others if norm.counts == PEOPLE or norm.of in case.ctx.content.roles else f'people in {others}'}"
        )


def _hire(case: Case) -> Iterator[Hint]:
    due = [p for p in case.ctx.by_role[case.role.slug] if not case.ctx.filled(p)]
    if due:
        yield Hint(f"Hire for {case.ctx.named(due[0].key)}", Form.REQUISITION, due[0].key)
    else:
        yield Hint(f"Open {an(case.role.name)} position")
