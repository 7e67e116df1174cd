"""Ways out where title and role disagree."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Decision, DecisionKind, Fix, FixKind, Form, Hint, Mark, Reason, Way

SURE = 0.9


def disagreement(case: Case) -> Iterator[Way]:
    """title-role"""
    ctx, position = case.ctx, case.position
    reading = ctx.reading(position.title)
    own, read = (ctx.content.roles.get(slug) for slug in (position.role, reading.role))
    change = edit(case.on, position, role=reading.role) if read else None
    if change and read:
        reasons = (Reason(Mark.FOR, "the title is clear"),) if reading.confidence >= SURE else ()
        title = f"Change the role to {read.name} to match the title"
        yield Fix(FixKind.RETITLE, title, (change,), read.slug, f"from {own.name if own else position.role}", reasons)
    yield Decision(DecisionKind.CONFIRM, f"Read this title as {own.name if own else position.role}")
    yield Hint("Change the title, here and in the HR system", Form.POSITION, position.key)
