"""How days read, and quarters."""

from datetime import date, datetime, timedelta

import pytest

from planning.core.dates import (
    ago,
    day,
    full_month,
    month,
    quarter,
    quarter_number,
    quarter_start,
    short_day,
    short_month,
)

pytestmark = pytest.mark.pure


def test_days_are_written_without_a_nought() -> None:
    first = date(2027, 3, 1)
    assert [write(first) for write in (day, short_day, month, short_month, full_month, quarter)] == [
        *("1 Mar 2027", "1 Mar", "Mar 2027", "Mar", "March 2027", "Q1")
    ]


@pytest.mark.parametrize("number", range(2026 * 4, 2028 * 4))
def test_a_quarter_goes_to_the_day_before_the_next(number: int) -> None:
    first, last = quarter_start(number), quarter_start(number + 1) - timedelta(days=1)
    assert quarter_number(first) == quarter_number(last) == number
    assert (first.day, first.month % 3) == (1, 1)
    assert quarter(last) == quarter(first) == f"Q{number % 4 + 1}"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        *((0, "just now"), (1, "1 minute ago"), (59, "59 minutes ago"), (60, "1 hour ago"), (170, "2 hours ago")),
        *((16 * 60, "yesterday"), (3 * 24 * 60, "26 Feb 2027")),
    ],
)
def test_how_long_ago_is_told_in_hours_today_and_by_day_before(minutes: int, said: str) -> None:
    now = datetime(2027, 3, 1, 15)
    assert ago(now - timedelta(minutes=minutes), now) == said
