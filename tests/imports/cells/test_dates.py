"""Dates in many forms, and the one order of day and month of a file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.imports.cells import dates
from planning.imports.cells.dates import NotPossible, parse_date
from tests.imports.helpers import imported, messages, people

pytestmark = pytest.mark.pure

HEADER = "Employee ID,Name,Job Title,Manager ID,Hire Date,Termination Date"
DAYS = st.dates(date(1971, 1, 1), date(2020, 12, 31))
CLEAR = st.builds(date, st.integers(1971, 2020), st.integers(1, 12), st.integers(13, 28))
OPEN = st.builds(date, st.integers(1971, 2020), st.integers(1, 12), st.integers(1, 12))


@pytest.mark.parametrize(
    "cell",
    [
        "2015-01-15T00:00:00Z",
        "2015-01-15T00:00:00.000+01:00",
        "2015-01-15 00:00:00",
        "15.01.2015",
        "15. 01. 2015",
        "15/01/2015 09:30 AM",
        "1/15/2015 12:00:00 AM",
        "Jan 15, 2015",
        "Jan 15 2015 12:00AM",
        "Thursday, January 15, 2015",
        "Thu 15 Jan 2015",
        "15-Jan-15",
        "15-JAN-2015",
        "2015-Jan-15",
        "15. Januar 2015",
        "15 janvier 2015",
        "15 de enero de 2015",
        "15 de janeiro de 2015",
        "15 gennaio 2015",
        "15 januari 2015",
        "15 styczen 2015",
        "2015年1月15日",
        "2015년 1월 15일",
        "2015. 1. 15.",
        "20150115",
        "20150115000000Z",
        "42019",
    ],
)
def test_one_day_in_every_form(cell: str) -> None:
    assert parse_date(cell) == date(2015, 1, 15)


@pytest.mark.parametrize(("month", "number"), [("März", 3), ("août", 8), ("déc.", 12), ("Oktober", 10), ("abr", 4)])
def test_months_with_accents_and_shortened(month: str, number: int) -> None:
    assert parse_date(f"7 {month} 2019") == date(2019, number, 7)


@pytest.mark.parametrize(
    "cell",
    ["9999-12-31", "31.12.4712", "12/31/9999", "31-DEC-4712", "99991231", "0000-00-00", "00/00/0000", "0001-01-01"],
)
def test_what_systems_write_for_no_date_is_none(cell: str) -> None:
    assert dates.is_none(cell)
    assert parse_date(cell) is None


@pytest.mark.parametrize("cell", ["0001-02-01", "31/02/2022", "13/13/2022", "2022-13-01", "01/01/3022"])
def test_what_cannot_be_is_refused(cell: str) -> None:
    with pytest.raises(NotPossible):
        parse_date(cell)


@given(CLEAR, st.sampled_from(["{0:%d/%m/%Y}", "{0:%d-%m-%Y}", "{0:%d.%m.%Y}", "{0:%d/%m/%y}"]), st.booleans())
def test_a_day_above_twelve_needs_no_order(day: date, form: str, month_first: bool) -> None:
    assert parse_date(form.format(day), month_first) == day


def written(day: date, month_first: bool) -> str:
    return f"{day:%m/%d/%Y}" if month_first else f"{day:%d/%m/%Y}"


@given(st.lists(DAYS, min_size=2, max_size=8), CLEAR, st.booleans())
def test_one_date_of_any_column_proves_the_order_of_the_file(days: list[date], proof: date, month_first: bool) -> None:
    """Whatever column the proof stands in, even one that is not used, every date comes back as it was written."""
    rows = [f"{n},P{n} Q,Cook,,{written(day, month_first)},," for n, day in enumerate(days)]
    rows.append(f"99,Proof Q,Cook,,,,{written(proof, month_first)}")
    outcome = imported(people(*rows, header=f"{HEADER},Last review"), on=date(2026, 1, 1))
    assert [outcome.after.people[str(n)].starts for n in range(len(days))] == days
    assert not [p for p in outcome.problems if p.code == "date-order"]


@given(st.lists(OPEN, min_size=1, max_size=8))
def test_what_nothing_proves_is_said_once_with_both_readings(days: list[date]) -> None:
    rows = [f"{n},P{n} Q,Cook,,{written(day, False)}," for n, day in enumerate(days)]
    doubts = [p for p in imported(people(*rows, header=HEADER), on=date(2026, 1, 1)).problems if p.code == "date-order"]
    doubtful = [day for day in days if day.day != day.month]
    assert len(doubts) == bool(doubtful)
    if doubts:
        first, swapped = doubtful[0], doubtful[0].replace(month=doubtful[0].day, day=doubtful[0].month)
        for day in (first, swapped):
            assert f"{day.day} {day:%b %Y}" in doubts[0].message
        assert doubts[0].message.endswith(f"Write dates as {first.isoformat()}.")
        assert (doubts[0].column, doubts[0].value) == ("Hire Date", written(first, False))


def test_a_reading_that_would_hire_people_in_the_future_loses() -> None:
    outcome = imported(people("1,Ada Q,Cook,,03/12/2021,", header=HEADER), on=date(2021, 6, 1))
    assert outcome.after.people["1"].starts == date(2021, 3, 12)
    assert any("was read month first" in text for text in messages(outcome))


def test_two_columns_that_contradict_each_other_keep_their_own_orders() -> None:
    rows = ("1,Ada Q,Cook,,25/03/2015,03/25/2030", "2,Bo Q,Cook,1,02/03/2015,04/05/2030")
    outcome = imported(people(*rows, header=HEADER))
    bo = outcome.after.people["2"]
    assert (bo.starts, bo.leaves) == (date(2015, 3, 2), date(2030, 4, 5))
    assert {p.column for p in outcome.problems if p.code == "date-orders-differ"} == {"Hire Date", "Termination Date"}


def test_one_column_with_both_orders_reads_each_date_as_it_can_be() -> None:
    rows = ("1,Ada Q,Cook,,25/03/2015,", "2,Bo Q,Cook,1,03/26/2015,", "3,Cy Q,Cook,1,27/03/2015,")
    outcome = imported(people(*rows, header=HEADER))
    assert [p.starts for p in outcome.after.people.values()] == [date(2015, 3, d) for d in (25, 26, 27)]
    assert [p.code for p in outcome.problems if p.column == "Hire Date"] == ["mixed-date-order"]


def test_a_column_that_proves_nothing_says_which_one_decided() -> None:
    rows = ("1,Ada Q,Cook,,25/03/2015,", "2,Bo Q,Cook,1,26/03/2015,12/05/2030")
    problem = next(p for p in imported(people(*rows, header=HEADER)).problems if p.code == "date-order-shared")
    assert (problem.column, problem.value) == ("Termination Date", "12/05/2030")
    assert "“Hire Date”: 12/05/2030 is 12 May 2030" in problem.message


def test_points_are_written_day_first_and_leave_no_doubt() -> None:
    outcome = imported(people("1,Ada Q,Cook,,03.04.2016,", header=HEADER))
    assert outcome.after.people["1"].starts == date(2016, 4, 3)
    assert not [p for p in outcome.problems if p.code == "date-order"]


@pytest.mark.parametrize("cell", ["Mar 2019", "März 2019", "2019-03", "03/2019", "marzo de 2019"])
def test_a_month_without_a_day_begins_with_its_first_and_is_said_once(cell: str) -> None:
    rows = (f"1,Ada Q,Cook,,{cell},", f"2,Bo Q,Cook,1,{cell},")
    outcome = imported(people(*rows, header=HEADER))
    assert {p.starts for p in outcome.after.people.values()} == {date(2019, 3, 1)}
    assert [p.code for p in outcome.problems if p.column == "Hire Date"] == ["month-only"]


def test_a_products_file_has_one_order_too() -> None:
    products = "Product,Launch Date,Last audit\nMaps,05/06/2030,01/31/2020\nTraces,07/08/2030,02/28/2020\n"
    launches = [p.launch for p in imported(products=products).after.products.values()]
    assert launches == [date(2030, 5, 6), date(2030, 7, 8)]


@given(st.dates(date(1971, 1, 1), date(2060, 12, 31)), st.sampled_from(["/Date({})/", "/Date({}+0000)/"]))
def test_a_date_of_an_odata_service_is_one(day: date, form: str) -> None:
    assert parse_date(form.format((day - date(1970, 1, 1)).days * 86_400_000)) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("令和元年10月1日", date(2019, 10, 1)),
        ("平成24年4月1日", date(2012, 4, 1)),
        ("H27.4.1", date(2015, 4, 1)),
        ("昭和55年12月31日", date(1980, 12, 31)),
        ("R6/7/16", date(2024, 7, 16)),
    ],
)
def test_a_year_of_a_japanese_era_is_read(cell: str, day: date) -> None:
    assert parse_date(cell) == day
