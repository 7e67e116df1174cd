"""Ways out where a position has nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way


def long_vacant(case: Case) -> Iterator[Way]:
    """vacant-long"""
    key = case.position.key
    yield Hint("Fill it", Form.REQUISITION, key)
    change = edit(case.on, case.position, ends=case.on - timedelta(days=1))
    if change and not case.org.reports(key):
        yield Fix(FixKind.END, "End the position", (change,), key)


def manager_vacant(case: Case) -> Iterator[Way]:
    """manager-vacant"""
    key, *reports = case.finding.involves
    manager = case.position.manager
    above = case.org.positions.get(manager)
    if above is not None and case.ctx.filled(above) and manager not in reports and manager != key:
        positions = [case.org.positions[report] for report in reports]
        dotted = tuple(c for p in positions if (c := edit(case.on, p, dotted=(*p.dotted, manager))))
        yield Fix(FixKind.DOTTED, f"Name {case.ctx.who(manager)} as interim, by dotted lines", dotted, manager)
        moved = tuple(c for p in positions if (c := edit(case.on, p, manager=manager)))
        yield Fix(FixKind.MOVE, f"Let them report to {case.ctx.who(manager)}", moved, manager)
    yield Hint("Fill the position", Form.REQUISITION, key)
