"""Ways out where a reporting line leads elsewhere, is too long, or a span too wide or too narrow."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import add, edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.new_keys import free_key
from planning.core.fixes.staffing import usual_manager
from planning.core.records import Position
from planning.core.rules.context import Context
from planning.core.rules.lines import STEPS, leader_number
from planning.core.rules.ratios import PEOPLE, norm_of, of_whom
from planning.core.rules.spans import MOST
from planning.core.tree import closing_ring, line_up
from planning.core.words import count, listed


def outside(case: Case) -> Iterator[Way]:
    """line-*"""
    line, position = case.role.line, case.position
    if line is None:
        return
    least = case.ctx.number(case.rule.id, leader_number(line))
    able = [p for p in case.ctx.leaders(case.role.slug) if case.ctx.level(p) >= least]
    for leader in [p for p in able if case.ctx.function(p) in line.functions][:2]:
        if closing_ring(case.org.positions, position.key, leader.key):
            continue
        move = edit(case.on, position, manager=leader.key)
        if move:
            yield Fix(FixKind.MOVE, f"Move under {case.ctx.named(leader.key)}", (move,), leader.key)
        dotted = edit(case.on, position, dotted=(*position.dotted, leader.key))
        if dotted and leader.key not in position.dotted:
            yield Fix(FixKind.DOTTED, f"Add a dotted line to {case.ctx.named(leader.key)}", (dotted,), leader.key)


def long_line(case: Case) -> Iterator[Way]:
    """line-depth"""
    key, most = case.finding.subject.key, case.ctx.number("line-depth", STEPS)
    above = list(line_up(case.org.positions, key))
    leading = {leader.slug for leader in case.ctx.leader_roles(case.position.role)}
    steps = max(n for n, p in enumerate(above, 1) if p.role in leading)
    target = above[steps - most] if most else above[steps - 1]
    change = edit(case.on, case.position, manager=target.key)
    if change:
        title = f"Report to {case.ctx.named(target.key)}"
        yield Fix(FixKind.MOVE, title, (change,), target.key, f"{steps} → {most} steps")


def leaderless(case: Case) -> Iterator[Way]:
    """leader-*"""
    for leader in case.ctx.leader_roles(case.role.slug):
        vacant = [p for p in case.ctx.by_role[leader.slug] if not case.ctx.filled(p)]
        if vacant:
            yield Hint(f"Fill {case.ctx.named(vacant[0].key)}", Form.REQUISITION, vacant[0].key)
    yield Hint(f"Promote one of the {count(len(case.finding.involves), case.role.name)}")


def wide(case: Case) -> Iterator[Way]:
    """span-high: leaves of the same team or function report to one who leads already and has room."""
    ctx, key, most = case.ctx, case.finding.subject.key, case.ctx.number("span-high", MOST)
    filled = ctx.census.filled
    reports = [p for p in case.org.reports(key) if ctx.filled(p)]
    leads = sorted((p for p in reports if filled[p.key]), key=lambda p: (filled[p.key], p.key))
    for lead in leads[:2]:
        span = filled[lead.key]
        room = min(most - span, len(reports) - most)
        near = [p for p in reports if p.key != lead.key and not case.org.reports(p.key) and _is_near(ctx, lead, p)]
        moved = near[:room] if room > 0 else []
        if moved:
            title = f"Let {listed([ctx.who(p.key) for p in moved])} report to {ctx.who(lead.key)}"
            changes = tuple(c for p in moved if (c := edit(case.on, p, manager=lead.key)))
            yield Fix(FixKind.SPLIT, title, changes, lead.key, f"{span} → {count(span + len(moved), 'report')}")
    yield Hint("Choose another manager for some of them", Form.MANAGER, key)


def _is_near(ctx: Context, one: Position, other: Position) -> bool:
    return bool(one.team and one.team == other.team) or ctx.function(one) == ctx.function(other) != ""


def narrow(case: Case) -> Iterator[Way]:
    """span-low"""
    position = case.position
    reports = [p for p in case.org.reports(position.key) if p.key != position.manager]
    if reports and position.manager in case.org.positions:
        names = listed([case.ctx.who(p.key) for p in reports])
        changes = tuple(c for p in reports if (c := edit(case.on, p, manager=position.manager)))
        yield Fix(FixKind.MOVE, f"Let {names} report to {case.ctx.named(position.manager)}", changes, position.manager)


def deep(case: Case) -> Iterator[Way]:
    """layers: the deepest positions one layer up."""
    (deepest,) = case.finding.involves
    for key in [p.key for p in line_up(case.org.positions, deepest)][1:2]:
        change = edit(case.on, case.org.positions[deepest], manager=key)
        if change:
            title = f"Let {case.ctx.named(deepest)} report to {case.ctx.named(key)}"
            yield Fix(FixKind.MOVE, title, (change,), key)


def ratio(case: Case) -> Iterator[Way]:
    """ratio-*"""
    norm = norm_of(case.role, case.rule.id)
    if (case.finding.about == "above") == (norm.counts == PEOPLE):
        role = case.role
        key = free_key(case.org.tables["position"], role.code.lower())
        position = Position(key, role.name, role.slug, manager=usual_manager(case.ctx, role), stage="planned")
        yield Fix(FixKind.HIRE, f"Open a {role.name} position", (add(case.on, position),), role.slug)
    else:
        yield Hint(f"Hire {of_whom(case.ctx.content, norm)}")
