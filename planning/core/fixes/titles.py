"""Ways out where title and role disagree."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Decision, DecisionKind, Fix, FixKind, Way


def disagreement(case: Case) -> Iterator[Way]:
    """title-role"""
    read = case.ctx.reading(case.position.title).role
    change = edit(case.on, case.position, role=read)
    if change:
        yield Fix(FixKind.RETITLE, f"Change the role to {case.ctx.content.roles[read].name}", (change,), read)
    own = case.ctx.content.roles.get(case.position.role)
    yield Decision(DecisionKind.CONFIRM, f"This title stands for {own.name if own else case.position.role}")
