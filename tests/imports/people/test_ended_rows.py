"""Rows that are over: by their status, by a flag, by their name, or by their last day; and what is said of each."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.imports.pipeline import Outcome
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure

ON = date(2026, 11, 26)
BOSS = "1,Ada Long,CEO,"


def told(row: str, header: str, boss: str = BOSS) -> Outcome:
    return imported(people(boss, row, header=f"Employee ID,Name,Job Title,Manager ID,{header}"), on=ON)


def said(outcome: Outcome, row: int = 3) -> list[tuple[str, str, str]]:
    return [(p.column, p.value, p.code) for p in outcome.problems if p.row == row]


@given(st.dates(date(2016, 1, 1), date(2026, 11, 25)), st.sampled_from(["End Date", "Last Day", "Contract End Date"]))
def test_a_person_whose_last_day_has_passed_has_ended_on_it(day: date, header: str) -> None:
    outcome = told(f"2,Bo Roe,Cook,1,{day}", header, f"{BOSS},")
    assert set(outcome.after.positions) == {"1"}
    assert outcome.after.tables["position"]["2"].ends == day
    assert said(outcome) == [(header, str(day), "last-day-passed")]


def test_a_leaver_to_whom_others_still_report_leaves_an_open_position() -> None:
    rows = ("2,Bo Roe,Head Cook,1,2026-05-12", "3,Cy Poe,Cook,2,")
    outcome = imported(people(f"{BOSS},", *rows, header="Employee ID,Name,Job Title,Manager ID,End Date"), on=ON)
    assert {key: p.manager for key, p in outcome.after.positions.items()} == {"1": "", "2": "1", "3": "2"}
    assert outcome.after.holder(outcome.after.positions["2"]) is None
    assert said(outcome) == [("End Date", "2026-05-12", "last-day-passed")]


def test_a_line_of_leavers_stands_as_far_as_somebody_is_under_it() -> None:
    days = (
        "2,Bo Roe,Head,1,2026-05-12",
        "3,Cy Poe,Head,2,2026-04-01",
        "4,Di Moe,Cook,3,",
        "5,Ed Vik,Cook,2,2026-03-01",
    )
    outcome = imported(people(f"{BOSS},", *days, header="Employee ID,Name,Job Title,Manager ID,End Date"), on=ON)
    assert set(outcome.after.positions) == {"1", "2", "3", "4"}


@given(st.dates(date(2026, 11, 26), date(2030, 1, 1)))
def test_a_person_whose_last_day_is_to_come_stands(day: date) -> None:
    assert set(told(f"2,Bo Roe,Cook,1,{day}", "End Date", f"{BOSS},").after.positions) == {"1", "2"}


def test_a_status_that_says_that_somebody_is_there_counts_before_a_contract_that_has_run_out() -> None:
    outcome = told("2,Bo Roe,Cook,1,2026-01-31,Active", "Contract End Date,Status", f"{BOSS},,Active")
    assert set(outcome.after.positions) == {"1", "2"}


def test_a_place_stays_when_its_holder_has_left() -> None:
    header = "Position ID,Name,Job Title,Manager ID,End Date"
    outcome = imported(people(f"{BOSS},", "2,Bo Roe,Cook,1,2026-01-31", header=header), on=ON)
    assert set(outcome.after.positions) == {"1", "2"}


@pytest.mark.parametrize(
    ("row", "header", "column", "value"),
    [
        ("2,Bo Roe,Cook,1,Terminated", "Status", "Status", "Terminated"),
        ("2,Bo Roe,Cook,1,No", "Active", "Active", "No"),
        ("2,Bo Roe,Cook,1,false", "Account Enabled", "Account Enabled", "false"),
    ],
)
def test_what_is_said_of_an_ended_row_shows_the_cell_that_says_so(
    row: str, header: str, column: str, value: str
) -> None:
    assert said(told(row, header, f"{BOSS},")) == [(column, value, "inactive-row")]


@given(st.lists(st.booleans(), min_size=1, max_size=8))
def test_a_status_of_t_and_f_says_yes_and_no(there: list[bool]) -> None:
    rows = [f"{n},Bo Roe{n},Cook,1,{'t' if yes else 'f'}" for n, yes in enumerate(there, 2)]
    outcome = imported(people(f"{BOSS},t", *rows, header="Employee ID,Name,Job Title,Manager ID,status"), on=ON)
    assert set(outcome.after.positions) == {"1"} | {str(n) for n, yes in enumerate(there, 2) if yes}


@given(st.dates(date(2026, 11, 26), date(2030, 1, 1)), st.sampled_from(["Terminated {:%Y-%m-%d}", "left {:%d %B %Y}"]))
def test_a_status_that_ends_on_a_day_to_come_is_a_last_day(day: date, status: str) -> None:
    outcome = told(f"2,Bo Roe,Cook,1,{status.format(day)}", "Status", f"{BOSS},Active")
    assert set(outcome.after.positions) == {"1", "2"}


def test_a_status_that_ended_on_a_day_before_is_over() -> None:
    outcome = told("2,Bo Roe,Cook,1,Terminated 2025-01-31", "Status", f"{BOSS},Active")
    assert set(outcome.after.positions) == {"1"}
