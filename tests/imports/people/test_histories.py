"""Histories of jobs: a row for each job of a person, with the day from which it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.imports.pipeline import Outcome
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure

ON = date(2026, 11, 26)
DAYS = st.lists(st.dates(date(2015, 1, 1), date(2030, 1, 1)), min_size=2, max_size=5, unique=True)
HEADERS = st.sampled_from(["Effective Date", "Valid From", "Effective From", "Job Effective Date"])


def told(rows: list[str], header: str) -> Outcome:
    text = people("1,Ada Long,CEO,,2010-01-01", *rows, header=f"Employee ID,Name,Job Title,Manager ID,{header}")
    return imported(text, on=ON)


@given(DAYS, HEADERS)
def test_each_job_of_a_history_holds_until_the_next(days: list[date], header: str) -> None:
    outcome = told([f"3,Iri Nadal,Job {day},1,{day}" for day in days], header)
    jobs = {p.title: p for p in outcome.after.tables["position"].values() if p.key != "1"}
    ordered = sorted(days)
    for day, after in zip(ordered, [*ordered[1:], None], strict=True):
        assert jobs[f"Job {day}"].ends == (after - timedelta(days=1) if after else None)


@given(DAYS, HEADERS)
def test_the_job_that_holds_keeps_the_id_of_the_person(days: list[date], header: str) -> None:
    outcome = told([f"3,Iri Nadal,Job {day},1,{day}" for day in days], header)
    holds = max((day for day in days if day <= ON), default=min(days))
    assert outcome.after.tables["position"]["3"].title == f"Job {holds}"


def test_a_job_that_has_its_own_last_day_is_no_second_job() -> None:
    rows = ["3,Iri Nadal,Cook,1,2016-01-01,2019-06-30", "3,Iri Nadal,Baker,1,2019-07-01,"]
    header = "Employee ID,Name,Job Title,Manager ID,Position Start Date,Position End Date"
    outcome = imported(people("1,Ada Long,CEO,,2010-01-01,", *rows, header=header), on=ON)
    assert {p.title for p in outcome.after.positions.values()} == {"CEO", "Baker"}
    assert [p.code for p in outcome.problems if p.row == 3] == ["earlier-job"]


def test_where_each_person_has_one_row_the_day_of_a_change_is_no_first_day() -> None:
    outcome = told(["3,Iri Nadal,Cook,1,2027-01-01"], "Effective Date")
    assert outcome.after.positions["3"].starts is None
