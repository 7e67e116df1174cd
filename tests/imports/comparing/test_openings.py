"""Files of hiring systems over an organisation: open jobs come, nobody goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org, Person
from planning.imports.pipeline import Outcome
from tests.imports.helpers import ON, codes, imported, people

pytestmark = pytest.mark.pure
LATER = ON + timedelta(days=30)
HEADER = "req,Job title,Status,Start date,Manager,Manager:req"
STAFF = people(
    "a@x.org,Ada,CEO,",
    "b@x.org,Bo,VP Product,a@x.org",
    "c@x.org,Cy,Cook,b@x.org",
    header="Email,Name,Job Title,Manager",
)


def staff() -> Org:
    return imported(STAFF).after.at(LATER)


def plan(*rows: str, current: Org | None = None) -> Outcome:
    return imported(people(*rows, header=HEADER), current=current or staff(), on=LATER)


def test_an_open_job_is_an_open_position_with_its_target() -> None:
    position = plan("r1,Cook,Open,2023-02-01,b@x.org,").after.positions["r1"]
    assert (position.holder, position.manager, position.stage) == ("", "b@x.org", "open")
    assert str(position.target_start) == "2023-02-01"


def test_its_manager_may_be_another_open_job() -> None:
    after = plan("r1,Cook,Open,,,r2", "r2,Chef,Open,,b@x.org,").after
    assert (after.positions["r1"].manager, after.positions["r2"].manager) == ("r2", "b@x.org")


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Draft", "draft"),
        ("On Hold", "paused"),
        ("Approved", "approved"),
        ("OPEN", "open"),
        ("offer_extended", "offer"),
    ],
)
def test_the_status_says_how_far_hiring_is(status: str, stage: str) -> None:
    assert plan(f"r1,Cook,{status},,,").after.positions["r1"].stage == stage


@pytest.mark.parametrize("status", ["Filled", "Closed", "Cancelled", "closed - filled", "Hired"])
def test_a_job_that_is_over_is_left_out_and_said(status: str) -> None:
    outcome = plan(f"r1,Cook,{status},,,", "r2,Chef,Open,,,")
    assert (outcome.summary.added, "openings-over" in codes(outcome)) == (("r2",), True)


def test_a_status_that_nobody_knows_counts_as_open_and_is_said_once() -> None:
    outcome = plan("r1,Cook,Zork,,,", "r2,Chef,Zork,,,")
    assert set(outcome.summary.added) == {"r1", "r2"}
    assert [p.code for p in outcome.problems].count("opening-status") == 1


def test_a_job_that_is_given_up_is_given_up_here() -> None:
    before = plan("r1,Cook,Open,,b@x.org,").after
    assert (
        plan("r1,Cook,Cancelled,,b@x.org,", "r2,Chef,Open,,,", current=before).after.positions["r1"].stage
        == "cancelled"
    )


def test_whoever_was_hired_here_stays_though_the_file_says_open() -> None:
    before = plan("r1,Cook,Open,,b@x.org,").after
    hired = {**before.tables["position"], "r1": before.positions["r1"]._replace(holder="z")}
    staffed = Org(LATER, {**before.tables, "position": hired, "person": {**before.people, "z": Person("z", "Zed")}})
    outcome = plan("r1,Cook,Open,,b@x.org,", "r2,Chef,Open,,,", current=staffed)
    assert (outcome.after.positions["r1"].holder, "openings-held" in codes(outcome)) == ("z", True)


def test_open_jobs_among_people_count_as_open_and_the_file_as_whole() -> None:
    header = "Employee ID,Requisition ID,Name,Job Title,Manager ID"
    outcome = imported(people("1,,Ada,CEO,", ",r1,,Cook,1", header=header), current=staff(), on=LATER)
    assert outcome.after.positions["r1"].holder == ""
    assert outcome.summary.ended


STATUS = st.sampled_from(["Open", "Draft", "On hold", "Closed", "Filled", "Zork", ""])
JOBS = st.dictionaries(
    st.integers(1, 9), st.tuples(STATUS, st.sampled_from(["a@x.org", "b@x.org", "", "r1"])), min_size=1
)


@given(JOBS, JOBS)
def test_no_hiring_plan_ends_or_changes_anybody(
    jobs: dict[int, tuple[str, str]], later: dict[int, tuple[str, str]]
) -> None:
    before = staff()
    rows = [[f"r{n},Cook {n},{status},,{by}," for n, (status, by) in found.items()] for found in (jobs, later)]
    first = plan(*rows[0], current=before)
    second = plan(*rows[1], current=first.after)
    for outcome in (first, second):
        assert (outcome.endings, outcome.summary.ended) == ((), ())
        assert {key: outcome.after.positions[key] for key in before.positions} == dict(before.positions)
    assert plan(*rows[1], current=second.after).changes == ()


PEOPLE_ONLY = "Employee ID,Name,Job Title,Manager ID"
SITTING = ("1,Odette Lind,CEO,", "2,Bero Vask,VP Product,1")
JOB = "Requisition ID,Job Title,Hiring Manager,Status\nR1,Product Manager,Bero Vask,Open\n"


@pytest.mark.parametrize("job", [JOB, JOB.replace("Status", "Target Start Date").replace("Open", "2027-02-01")])
def test_open_jobs_stay_where_a_file_of_people_has_none(job: str) -> None:
    sitting = people(*SITTING, header=PEOPLE_ONLY)
    hiring = imported(job, current=imported(sitting).after).after
    again = imported(sitting, current=hiring)
    assert again.changes == ()
    assert "openings-stay" in codes(again)


def test_an_open_job_closes_where_a_file_has_other_open_ones() -> None:
    sitting = people(*SITTING, header=PEOPLE_ONLY)
    hiring = imported(JOB, current=imported(sitting).after).after
    again = imported(people(*SITTING, "9,Vacant,Designer,1", header=PEOPLE_ONLY), current=hiring)
    assert again.after.positions.keys() == {"1", "2", "9"}
