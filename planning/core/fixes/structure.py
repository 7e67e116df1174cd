"""Ways out where a reporting line cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Fix, FixKind, Form, Hint, Way


def ring(case: Case) -> Iterator[Way]:
    """loop"""
    top = case.ctx.forest.top
    for key in case.finding.involves:
        change = edit(case.on, case.org.positions[key], manager=top)
        whom = case.ctx.named(top) if top else "nobody"
        if change:
            yield Fix(FixKind.MOVE, f"Let {case.ctx.named(key)} report to {whom}", (change,), key)


def place(case: Case) -> Iterator[Way]:
    """unplaced and no-manager"""
    top = case.ctx.forest.top
    change = edit(case.on, case.position, manager=top) if top else None
    if change:
        yield Fix(FixKind.MOVE, f"Report to {case.ctx.named(top)}", (change,), top)
    yield Hint("Choose a manager", Form.MANAGER, case.finding.subject.key)


def inherit(case: Case) -> Iterator[Way]:
    """ended-manager"""
    above = case.org.tables["position"][case.position.manager].manager
    change = edit(case.on, case.position, manager=above) if above in case.org.positions else None
    if change:
        title = f"Report to {case.ctx.named(above)}, whom the ended position reported to"
        yield Fix(FixKind.MOVE, title, (change,), above)
    yield Hint("Choose a manager", Form.MANAGER, case.finding.subject.key)
