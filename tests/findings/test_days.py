"""Since when a finding stands and by when it is due, in the words of a row."""

from datetime import date, timedelta

import pytest

from planning.findings.days import Days

TODAY = date(2026, 11, 26)


def days(opened: int | None = None, wanted: int | None = None, hurts: int | None = None) -> Days:
    """Each in days from today."""
    return Days(_in(opened), _in(wanted), _in(hurts), TODAY)


def _in(number: int | None) -> date | None:
    return None if number is None else TODAY + timedelta(number)


@pytest.mark.pure
@pytest.mark.parametrize(("opened", "says"), [(None, "–"), (0, "today"), (-1, "1 d"), (-1200, "1,200 d")])
def test_age_is_told_in_days(opened: int | None, says: str) -> None:
    assert days(opened=opened).age == says


@pytest.mark.pure
@pytest.mark.parametrize(
    ("wanted", "hurts", "says"),
    [
        (None, None, ""),
        (None, 35, "due 31 Dec"),
        (None, -3, "now"),
        (9, 35, "due 5 Dec"),
        (-7, 35, "due 19 Nov, overdue"),
        (0, None, "due 26 Nov"),
        (None, 500, "due 9 Apr 2028"),
    ],
)
def test_day_wanted_of_somebody_comes_before_the_day_from_which_it_hurts(
    wanted: int | None, hurts: int | None, says: str
) -> None:
    assert days(wanted=wanted, hurts=hurts).says == says
