"""What a budget buys: every point of the curve is a plan that an answer within its cost comes to as well."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from planning.close_gaps.solver import Highs
from planning.core.close_gaps.answer import Point, Status
from planning.core.close_gaps.curve import curve
from planning.core.close_gaps.question import EVERY_DAY_ONCE
from tests.core.close_gaps.judging import answered
from tests.core.close_gaps.made import Case, draw, paired, scarce, unpaired

SEEDS = [seed for seed in range(60) if draw(seed).basis.terms][:30]


@cache
def drawn(seed: int) -> tuple[Case, tuple[Point, ...]]:
    case = unpaired(draw(seed))
    case = case._replace(question=replace(case.question, weights=EVERY_DAY_ONCE, budget=None, most_hires=None))
    return case, curve(case.question, case.basis, Highs)


@pytest.mark.parametrize("seed", SEEDS)
def test_more_cost_closes_more(seed: int) -> None:
    _, points = drawn(seed)
    for one, other in pairwise(points):
        assert other.open_critical_days < one.open_critical_days
        assert (other.cost or 0, other.hires) > (one.cost or 0, one.hires)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_point_is_what_its_cost_buys(seed: int) -> None:
    case, points = drawn(seed)
    for point in points:
        if point.cost is not None:
            given = answered(case._replace(question=replace(case.question, budget=point.cost)))
            assert given.after.critical == point.open_critical_days or given.status != Status.OPTIMAL


@pytest.mark.parametrize("seed", SEEDS)
def test_last_point_leaves_as_little_open_as_any_budget(seed: int) -> None:
    case, points = drawn(seed)
    given = answered(case._replace(question=replace(case.question, budget=Decimal(10**9))))
    assert points[-1].open_critical_days == given.after.critical or given.status != Status.OPTIMAL


def test_points_are_many_where_holders_are_scarce() -> None:
    case = unpaired(scarce(2, 24, 8, budget=None))
    assert len(curve(case.question, case.basis, Highs)) > 4


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_each_point_is_a_plan_where_norms_of_counterparts_bind(seed: int) -> None:
    case = paired(scarce(seed, 20, 8, budget=None), 1)
    for point in curve(case.question, case.basis, Highs):
        given = answered(case._replace(question=replace(case.question, budget=point.cost)))
        assert given.after.critical <= point.open_critical_days
