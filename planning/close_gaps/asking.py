"""Asking: a question of an organisation, or of a plan, becomes its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

from planning.close_gaps.basis import basis_of
from planning.close_gaps.checks import NO_CURRENCY, check
from planning.close_gaps.questions import Unaskable
from planning.core.close_gaps import answering
from planning.core.close_gaps.answer import Answer, Point
from planning.core.close_gaps.curve import curve
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.question import Basis, Question
from planning.core.money import currency_fault, money
from planning.cost.ledgers import terms_of
from planning.organisation.models import Plan
from portal.models import Organisation

__all__ = ["Unaskable", "ask", "ask_curve", "checked", "in_own_currency"]
# What the solver may take.
SECONDS = 60.0
Tell = Callable[[str, int, int], None]
IsOver = Callable[[], bool]
T = TypeVar("T")


def _untold(what: str, done: int, of: int) -> None:
    """Nobody waits to hear how far it is."""


def checked(organisation: Organisation, question: Question, plan: Plan | None, *, sees_cost: bool) -> None:
    """Raises `Unaskable` where `ask` would, and works nothing out."""
    _basis(organisation, question, plan, sees_cost)


class _Ask(Generic[T]):
    """What is asked of an organisation, or of a plan. Raises `Unaskable`. `tell` is told in words what is done, and how
    far it is; `is_over` is asked whether nobody waits any more, which ends the search: what comes back is then of no
    use. `sees_cost` is that of whoever asks: without it hires are counted, and no amount comes back."""

    def __init__(self, solve: Callable[..., T]) -> None:
        self._solve = solve

    def __call__(
        self,
        organisation: Organisation,
        question: Question,
        plan: Plan | None,
        *,
        sees_cost: bool,
        tell: Tell | None = None,
        is_over: IsOver | None = None,
        seconds: float = SECONDS,
    ) -> T:
        basis = _basis(organisation, question, plan, sees_cost)
        return self._solve(question, basis, _solver(is_over), tell=tell or _untold, seconds=seconds)


def _answer(*asked: Any, **how: Any) -> Answer:
    """The answer, its gap a number of days: no plan does better than to leave no critical day open, and a solver that
    was broken off early may know less than that."""
    answer = answering.answer(*asked, **how)
    weights = answer.question.weights
    most = float(answer.after.critical * max(1, weights.launch, *weights.stages.values()))
    return answer if 0 <= answer.gap <= most else replace(answer, gap=most)


# The answer, without its curve.
ask: _Ask[Answer] = _Ask(_answer)
# What a budget buys under the other limits of the question: plans for less and more money, or so many hires where cost
# is not to be seen.
ask_curve: _Ask[tuple[Point, ...]] = _Ask(curve)


def _basis(organisation: Organisation, question: Question, plan: Plan | None, sees_cost: bool) -> Basis:
    """What the question is asked about, once it can be asked of it. Raises `Unaskable`."""
    basis = basis_of(organisation, question.on, plan, sees_cost=sees_cost, budgets=question.within_budgets)
    check(question, basis)
    return basis


def _solver(is_over: IsOver | None) -> MakeSolver:
    """Loaded where it is needed alone: most processes never solve anything."""
    from planning.close_gaps.solver import Highs

    return partial(Highs, is_over=is_over)


def in_own_currency(organisation: Organisation, amount: Decimal, currency: str, on: date) -> Decimal:
    """An amount in the organisation's currency, at its rate of the day. Raises `Unaskable` where it has none."""
    terms, code = terms_of(organisation), currency.strip().upper()
    if fault := currency_fault(code):
        raise Unaskable("currency", fault)
    if not terms.currency:
        raise Unaskable("currency", NO_CURRENCY)
    rate = terms.rate(code, on)
    if rate is None:
        raise Unaskable("currency", f"There is no rate from {code}. Add one, or use {terms.currency}.")
    return money(amount * rate)
