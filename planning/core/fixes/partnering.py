"""Ways out where a product lacks those whom its role works with."""

from __future__ import annotations

from collections.abc import Iterator

from planning.core.changes.change import edit
from planning.core.fixes.base import Case, Decision, DecisionKind, Form, Hint, Way
from planning.core.rules.partners import rule_id, wanted_functions
from planning.core.words import an, function


def partners(case: Case) -> Iterator[Way]:
    """partner-*"""
    for slug in [case.finding.about] if case.finding.about else _asked(case):
        yield Hint(f"Add {an(function(slug))} partner", Form.ASSIGN, case.product.key)
        change = edit(case.on, case.product, without=(*case.product.without, slug))
        if change:
            yield Decision(DecisionKind.NOT_APPLICABLE, f"{function(slug)} is not applicable", (change,))


def _asked(case: Case) -> list[str]:
    partners = [p for p in case.role.partners if rule_id(case.role, p) == case.rule.id]
    return [f for p in partners for f in wanted_functions(case.ctx, case.role, p, case.product)]
