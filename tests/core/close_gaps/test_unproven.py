"""What is said of an answer that was not proven in time: how far from the best it can be, in days that are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import inf

import pytest

from planning.core.close_gaps.answer import Answer, Status
from planning.core.close_gaps.answering import answer
from planning.core.close_gaps.program import Program, Solution
from tests.core.close_gaps.made import Case, draw


class OutOfTime:
    """A solver that finds nothing, and knows no bound yet."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def minimise(self, costs: Mapping[int, float], seconds: float) -> Solution:
        return Solution(None, bound=-inf)

    def hold(self, costs: Mapping[int, float], upper: float) -> None: ...


def in_vain(case: Case) -> Answer:
    return answer(case.question, case.basis, OutOfTime)


@pytest.mark.parametrize("seed", range(12))
def test_no_answer_is_farther_from_the_best_than_what_it_leaves_open(seed: int) -> None:
    given = in_vain(draw(seed))
    assert 0 <= given.gap < inf
    assert given.gap <= given.after.critical * 3  # as often as a day is weighted at most


def test_days_of_warnings_are_no_critical_days_from_the_best() -> None:
    case = draw(0)
    mild = {f"cov-{code}": {"severity": "warning"} for code in ("pm", "pmm")}
    content = replace(case.content, settings={**case.content.settings, **mild})
    given = in_vain(case._replace(basis=replace(case.basis, content=content)))
    assert (given.status, given.after.critical, given.gap) == (Status.FEASIBLE, 0, 0)
    assert given.after.warning
