from datetime import date

import pytest

from planning.imports.cells.dates import NotPossible, parse_date
from planning.imports.cells.numbers import parse_level, parse_number
from planning.imports.cells.words import is_vacancy, is_withheld, without_vacancy_mark

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "cell",
    [
        "2022-06-01",
        "01/06/2022",
        "1 Jun 22",
        "01.06.2022",
        "1/6/22",
        "1-Jun-2022",
        "June 1, 2022",
        "2022-06-01 00:00:00",
        "1st June 2022",
        "44713",
        "2022/6/1",
        "2022-06-01T09:00:00Z",
    ],
)
def test_dates_in_many_forms(cell: str) -> None:
    assert parse_date(cell) == date(2022, 6, 1)


@pytest.mark.parametrize("cell", ["soon", "Q3", "2022", "1 Foo 22", "12", "-"])
def test_what_is_no_date_is_none(cell: str) -> None:
    assert parse_date(cell) is None


@pytest.mark.parametrize("cell", ["0026-01-01", "31/02/2022", "2022-13-01", "01/01/0026", "9999-01-01"])
def test_what_cannot_be_a_date_is_refused(cell: str) -> None:
    with pytest.raises(NotPossible):
        parse_date(cell)


def test_a_number_above_twelve_is_the_day_wherever_it_stands() -> None:
    assert parse_date("03/04/2022", month_first=True) == date(2022, 3, 4)
    assert parse_date("25/03/2022", month_first=True) == parse_date("03/25/2022") == date(2022, 3, 25)


@pytest.mark.parametrize(
    "name",
    [
        "TBD",
        "tbh",
        "TBC",
        "N/A",
        "Vacant",
        "VACANT POST",
        "New Vacancy",
        "Open",
        "Open role",
        "to be hired",
        "TBD - backfill for Jo",
        "(vacant)",
        "Vacancy",
        "New Hire",
        "Backfill",
        "none",
    ],
)
def test_placeholders_are_vacancies(name: str) -> None:
    assert is_vacancy(name)


@pytest.mark.parametrize(
    "name",
    ["Nathan", "Tbdullah Aziz", "Jonathan Naylor", "Ana Openshaw", "Emily Post", "Newman", "Vacanti Rosa", "Hope Open"],
)
def test_names_that_only_look_like_placeholders_are_names(name: str) -> None:
    assert not is_vacancy(name)
    assert not is_withheld(name)


@pytest.mark.parametrize("name", ["N/D", "withheld", "Name withheld", "[REDACTED]", "Not disclosed", "Anonymous"])
def test_withheld_names(name: str) -> None:
    assert is_withheld(name)
    assert not is_vacancy(name)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Product Manager (Vacant)", "Product Manager"),
        ("VACANT - Product Manager", "Product Manager"),
        ("[OPEN] Product Manager", "Product Manager"),
        ("Open: Product Manager", "Product Manager"),
        ("Open Source Program Manager", "Open Source Program Manager"),
        ("Vacant Property Officer", "Vacant Property Officer"),
        ("Director, Open Banking", "Director, Open Banking"),
    ],
)
def test_a_vacancy_mark_is_taken_off_a_title(title: str, bare: str) -> None:
    assert without_vacancy_mark(title) == bare


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1", 1.0), ("0,8", 0.8), ("80%", 0.8), ("£65,000", 65000.0), ("1 000", 1000.0), (".5", 0.5)]
    + [(text, None) for text in ("N/D", "nan", "inf", "1e9", "", "one", "--")],
)
def test_numbers(cell: str, number: float | None) -> None:
    assert parse_number(cell) == number


@pytest.mark.parametrize(
    ("cell", "level"), [("5", 5), ("L4", 4), ("Level 3", 3), ("SCS2", None), ("IC4", None), ("12", None)]
)
def test_levels(cell: str, level: int | None) -> None:
    assert parse_level(cell) == level
