"""The judge itself: days are counted as on every single day, and hires arrive or do not."""

from datetime import date, timedelta

import pytest

from planning.core.changes.record_history import DatedOrg
from planning.core.close_gaps.answer import Days
from planning.core.close_gaps.question import Question
from planning.core.records import Position, Product
from tests.core.close_gaps.engine import (
    findings_on,
    open_days,
    open_days_one_by_one,
    overloaded_by,
    spans,
)
from tests.core.close_gaps.made import draw, within
from tests.core.sample import PM, TODAY, covers, held, org, product

DAY = timedelta(days=1)
BY = TODAY + 9 * DAY
ASKED = Question(TODAY, BY)


def dated(*records: object) -> DatedOrg:
    return DatedOrg(org(*records).tables)


def internal(key: str = "app") -> Product:
    """A product that needs a PM alone."""
    return product(key, market_facing=False)


@pytest.mark.parametrize("arriving", [False, True], ids=["plain", "arriving"])
@pytest.mark.parametrize("seed", range(30))
def test_days_are_those_of_every_single_day(seed: int, arriving: bool) -> None:
    case = draw(seed)
    asked = case.dated, case.content, case.question
    assert open_days(*asked, arriving=arriving) == open_days_one_by_one(*asked, arriving=arriving)


def test_due_hire_closes_its_gap_where_hires_arrive_alone() -> None:
    opened = Position("open", "PM", PM, target_start=TODAY + 4 * DAY)
    there = dated(internal(), opened, covers("app", "open"))
    assert open_days(there, within(), ASKED, arriving=True) == Days(4, 0)
    assert open_days(there, within(), ASKED, arriving=False) == Days(10, 0)


def test_product_out_of_scope_is_not_counted() -> None:
    asked = Question(TODAY, BY, products=frozenset({"web"}))
    assert open_days(dated(internal(), internal("web")), within(), asked, arriving=True) == Days(10, 0)


def test_rule_that_is_off_opens_no_day() -> None:
    assert open_days(dated(internal()), within(**{"cov-pm": {"on": False}}), ASKED, arriving=True) == Days(0, 0)


def test_overload_that_was_there_before_is_no_fault_of_the_plan() -> None:
    low = within(**{"load-pm": {"numbers": {"products": 1}}})
    records = [*held("ann", PM), *(internal(key) for key in "abc"), covers("a", "ann"), covers("b", "ann")]
    there = dated(*records)
    assert not overloaded_by(there, low, ASKED, [])
    assert overloaded_by(there, low, ASKED, _given("c"))


def _given(key: str) -> list:  # type: ignore[type-arg]
    from planning.core.changes.change import add

    return [add(TODAY, covers(key, "ann"))]


def test_spans_lie_end_to_end() -> None:
    case = draw(7)
    found = spans(case.dated, case.content, TODAY, BY)
    days = [span.first + number * DAY for span in found for number in range(span.days)]
    assert days == [date.fromordinal(TODAY.toordinal() + number) for number in range(10)]


def test_findings_of_a_day_are_all_of_it() -> None:
    assert "cov-pm" in {finding.rule for finding in findings_on(dated(internal()), within(), TODAY)}
