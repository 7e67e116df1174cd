"""Ways out where a product lacks somebody in a role, or is about to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planning.core.changes.change import add, edit
from planning.core.coverage.coverage import HIRE_DUE
from planning.core.dates import day
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way
from planning.core.fixes.staffing import lightest, new_duty, open_position
from planning.core.records import OWNER
from planning.core.rules import launches
from planning.core.rules.losses import hires_for
from planning.core.words import count


def gap(case: Case) -> Iterator[Way]:
    """cov-*"""
    cell = case.ctx.cell(case.product.key, case.role.slug)
    if cell.state == HIRE_DUE:
        yield from (Hint(f"Fill {case.ctx.named(key)}", Form.REQUISITION, key) for key in cell.by)
    for load, position in lightest(case.ctx, case.role)[:2]:
        duty = new_duty(case.ctx, case.product.key, position.key, case.role)
        title = f"Make {case.ctx.who(position.key)} {case.role.code} of {case.finding.subject.name}"
        yield Fix(FixKind.ASSIGN, title, (add(case.on, duty),), position.key, f"{load} → {count(load + 1, 'product')}")
    yield from _let_count(case)
    if cell.state != HIRE_DUE:
        yield open_position(case.ctx, case.role, case.product)


def _let_count(case: Case) -> Iterator[Fix]:
    """An owner whose own role is another one can be marked as counting."""
    for duty in case.org.assignments.get(case.product.key, ()):
        if duty.role != case.role.slug or duty.kind != OWNER or duty.counts or not duty.active(case.on):
            continue
        position = case.org.positions.get(duty.position)
        change = edit(case.on, duty, counts=True)
        if position and change and case.ctx.filled(position):
            title = f"Let {case.ctx.who(position.key)} count as {case.role.name} here"
            yield Fix(FixKind.COUNTS, title, (change,), duty.key)


def loss(case: Case) -> Iterator[Way]:
    """loss-soon"""
    cell = case.ctx.cell(case.product.key, case.role.slug)
    first = (cell.date or case.on) + timedelta(days=1)
    leaving = case.ctx.holders(cell.by)
    for load, position in [(n, p) for n, p in lightest(case.ctx, case.role) if p.holder not in leaving][:2]:
        duty = new_duty(case.ctx, case.product.key, position.key, case.role)._replace(starts=first)
        title = f"Let {case.ctx.who(position.key)} follow on {day(first)}"
        yield Fix(FixKind.ASSIGN, title, (add(case.on, duty),), position.key, f"{load} → {count(load + 1, 'product')}")
    hires = hires_for(case.ctx, case.product, case.role)
    if hires:
        yield from (Hint(f"Fill {case.ctx.named(key)}", Form.REQUISITION, key) for key in hires)
    else:
        yield open_position(case.ctx, case.role, case.product)


def seniority(case: Case) -> Iterator[Way]:
    """launch-level"""
    least = case.ctx.number("launch-level", launches.LEVEL)
    duties = case.org.assignments.get(case.product.key, ())
    given = [a for a in duties if a.role == case.role.slug and a.position in case.finding.involves]
    for load, other in [(n, p) for n, p in lightest(case.ctx, case.role) if case.ctx.level(p) >= least][:2]:
        change = edit(case.on, given[0], position=other.key)
        if change:
            note = f"level {case.ctx.level(other)}, {load} → {count(load + 1, 'product')}"
            yield Fix(FixKind.ASSIGN, f"Hand it to {case.ctx.who(other.key)}", (change,), other.key, note)


def late_hire(case: Case) -> Iterator[Way]:
    """hire-late"""
    position = case.org.positions[case.finding.about]
    latest = (case.product.launch or case.on) - timedelta(days=case.ctx.number("hire-late", launches.DAYS))
    change = edit(case.on, position, target_start=latest) if latest >= case.on else None
    if change:
        yield Fix(FixKind.HIRE, f"Bring the start forward to {day(latest)}", (change,), position.key)
    yield Hint("Move the launch", Form.PRODUCT, case.product.key)
