"""What an organisation's own hiring says, and when it says nothing yet."""

from datetime import date, timedelta

import pytest

from planning.hiring.interviews.figures import Case, Rate, Spread, days_to_fill, forecast, pass_rates, spread

pytestmark = pytest.mark.pure
OPENED = date(2026, 3, 1)


def hire(days: int) -> Case:
    return Case(("Talk",), True, True, OPENED, OPENED + timedelta(days=days))


def test_days_count_from_the_opening_to_the_hire() -> None:
    cases = [hire(40), hire(20), Case(("Talk",), False, True, OPENED, OPENED), Case((), True, True, None, OPENED)]
    assert days_to_fill(cases) == [20, 40]


def test_with_too_few_hires_nothing_is_said() -> None:
    assert spread([20, 30, 40, 50]) is None


def test_half_of_all_hires_lie_between_low_and_high() -> None:
    assert spread([20, 30, 40, 50, 60]) == Spread(30, 40, 50, 5)


def test_a_forecast_counts_from_the_opening_and_never_lies_in_the_past() -> None:
    known = Spread(30, 40, 50, 5)
    found = forecast(known, OPENED, OPENED + timedelta(days=35))
    assert found == (OPENED + timedelta(days=35), OPENED + timedelta(days=40), OPENED + timedelta(days=50))


@pytest.mark.parametrize(
    ("known", "opened", "today"),
    [(None, OPENED, OPENED), (Spread(1, 2, 3, 5), None, OPENED), (Spread(1, 2, 3, 5), OPENED, date(2026, 4, 1))],
)
def test_what_is_not_known_has_no_forecast(known: Spread | None, opened: date | None, today: date) -> None:
    assert forecast(known, opened, today) is None


def test_a_step_is_passed_by_those_who_reach_a_later_one_or_are_hired() -> None:
    cases = [
        Case(("Talk", "Case"), True, True),
        Case(("Talk", "Case"), False, True),
        Case(("Talk",), False, True),
        Case(("Talk",), False, False),  # still in it: says nothing yet
    ]
    assert pass_rates(cases) == [Rate("Talk", 2, 3), Rate("Case", 1, 2)]
