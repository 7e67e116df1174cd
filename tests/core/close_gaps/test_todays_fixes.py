"""What is got by taking fixes one by one, beside the best plan."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.core.close_gaps.engine import impossible, open_days
from tests.core.close_gaps.made import Case, draw, scarce
from tests.core.close_gaps.todays_fixes import todays_fixes


@pytest.mark.parametrize("seed", range(8))
def test_its_changes_can_be_made(seed: int) -> None:
    case = draw(seed)
    assert not impossible(case.dated, todays_fixes(case).changes)


def test_it_closes_most_of_what_is_open_where_hires_are_free() -> None:
    case = scarce(1, 12, 6, budget=None)
    before = open_days(case.dated, case.content, case.question, arriving=True)
    assert todays_fixes(case).value.critical < before.critical / 2


def test_it_keeps_the_budget() -> None:
    case = scarce(1, 12, 6, budget=150_000)
    assert 0 < todays_fixes(case).value.cost <= Decimal(150_000)


def test_product_that_stays_as_it_is_gets_nobody() -> None:
    case = scarce(1, 3, 2)
    kept = Case(replace(case.question, forbidden=frozenset({"x0", "x1", "x2"})), case.basis)
    assert todays_fixes(kept).changes == ()
