"""Several rows of one person: rehires, moves, second contracts. Days belong to the job, never mixed over rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.imports.pipeline import Outcome
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure

ON = date(2026, 11, 26)
HEADER = "Employee ID,Name,Job Title,Manager ID,Hire Date,Termination Date,Employment Status"
BOSS = "1,Ada Long,CEO,,2015-01-15,,Active"


def told(*rows: str, header: str = HEADER, on: date = ON, current: Org | None = None) -> Outcome:
    return imported(people(BOSS, *rows, header=header), on=on, current=current)


def codes(outcome: Outcome, row: int) -> list[str]:
    return [problem.code for problem in outcome.problems if problem.row == row]


PAST = "3,Iri Nadal,Associate,1,2017-03-01,2019-08-31,Terminated"
NOW = "3,Iri Nadal,Senior,1,2024-04-01,,Active"
LATER = "3,Iri Nadal,Director,1,2027-01-01,,Pending"


@pytest.mark.parametrize("rows", [(PAST, NOW), (NOW, PAST)])
def test_a_rehire_stands_with_the_days_of_the_job_that_holds(rows: tuple[str, ...]) -> None:
    after = told(*rows).after
    position, person = after.positions["3"], after.people["3"]
    assert (position.title, position.holder, position.ends) == ("Senior", "3", None)
    assert (person.starts, person.leaves) == (date(2024, 4, 1), None)


def test_an_earlier_job_is_kept_as_ended_with_its_own_days_and_said() -> None:
    outcome = told(PAST, NOW)
    earlier = outcome.after.tables["position"]["3-2017-03-01"]
    assert (earlier.title, earlier.starts, earlier.ends) == ("Associate", date(2017, 3, 1), date(2019, 8, 31))
    assert set(outcome.after.positions) == {"1", "3"}
    assert codes(outcome, 3) == ["earlier-job"]


@pytest.mark.parametrize("status", ["Active", "", "Terminated"])
def test_an_earlier_job_is_one_by_its_last_day_whatever_its_status(status: str) -> None:
    rows = (f"3,Iri Nadal,Associate,1,2017-03-01,2019-08-31,{status}", NOW)
    assert set(told(*rows).after.positions) == {"1", "3"}


def test_a_job_to_come_begins_on_its_day_and_the_one_before_ends_on_its_own() -> None:
    outcome = told("3,Iri Nadal,Senior,1,2024-04-01,2026-12-31,Active", LATER)
    after = outcome.after
    assert (after.positions["3"].title, after.positions["3"].ends) == ("Senior", date(2026, 12, 31))
    assert (after.people["3"].starts, after.people["3"].leaves) == (date(2024, 4, 1), None)
    later = after.positions["3-2027-01-01"]
    assert (later.title, later.starts, later.holder, after.filled(later)) == ("Director", date(2027, 1, 1), "3", False)
    assert after.at(date(2027, 1, 1)).filled(later)
    assert codes(outcome, 4) == ["later-job"]


def test_who_comes_back_later_has_not_left() -> None:
    outcome = told(PAST, "3,Iri Nadal,Senior,1,2027-04-01,,Pre-hire")
    position, person = outcome.after.positions["3"], outcome.after.people["3"]
    assert (position.title, person.starts, person.leaves) == ("Senior", date(2027, 4, 1), None)
    assert not outcome.after.filled(position)


def test_who_left_twice_is_ended_with_the_last_of_the_days() -> None:
    outcome = told(PAST, "3,Iri Nadal,Senior,1,2020-04-01,2023-05-31,Terminated")
    assert set(outcome.after.positions) == {"1"}
    assert outcome.after.tables["position"]["3"].ends == date(2023, 5, 31)
    assert outcome.after.people["3"].leaves == date(2023, 5, 31)


def test_whoever_names_the_person_as_manager_means_the_job_that_holds() -> None:
    outcome = told(
        LATER, PAST, NOW, "4,Bo Vask,Cook,3,2020-01-01,,Active", "5,Cy Ode,Cook,Iri Nadal,2020-01-01,,Active"
    )
    assert (outcome.after.positions["4"].manager, outcome.after.positions["5"].manager) == ("3", "3")


def test_two_jobs_at_once_are_two_positions_of_one_person_and_the_doubt_is_said() -> None:
    header = "Employee ID,Name,Job Title,Manager ID,FTE"
    rows = ("1,Ada Q,CEO,,1", "2,Bo Vask,VP Product,1,0.6", "2,Bo Vask,Interim VP Marketing,1,0.4", "3,Cy Q,Cook,2,1")
    outcome = imported(people(*rows, header=header))
    after = outcome.after
    assert {key: (p.holder, p.fte) for key, p in after.positions.items() if p.holder == "2"} == {
        "2": ("2", 0.6), "2-2": ("2", 0.4),
    }  # fmt: skip
    assert (after.positions["3"].manager, len(after.people)) == ("2", 3)
    assert "second-job" in codes(outcome, 4)


def test_a_second_contract_has_its_own_days_and_the_person_those_of_the_first() -> None:
    rows = ("3,Iri Nadal,Senior,1,2015-04-01,,Active", "3,Iri Nadal,Interim VP,1,2026-01-01,2026-12-31,Active")
    after = told(*rows).after
    assert (after.people["3"].starts, after.people["3"].leaves) == (date(2015, 4, 1), None)
    assert (after.positions["3-2"].starts, after.positions["3-2"].ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert after.positions["3"].ends is None


def test_a_row_that_repeats_another_is_no_second_job() -> None:
    outcome = told(NOW, NOW)
    assert set(outcome.after.positions) == {"1", "3"}
    assert "second-job" not in codes(outcome, 4)


def test_jobs_with_position_ids_keep_them() -> None:
    header = f"Position ID,{HEADER}"
    rows = (f"P0,{BOSS}", f"P1,{PAST}", f"P2,{NOW}")
    outcome = imported(people(*rows, header=header), on=ON)
    assert set(outcome.after.positions) == {"P0", "P2"}
    assert outcome.after.tables["position"]["P1"].ends == date(2019, 8, 31)
    assert (outcome.after.people["3"].starts, outcome.after.people["3"].leaves) == (date(2024, 4, 1), None)


@pytest.mark.parametrize("email", ["iri@x.org", ""])
def test_employments_with_ids_of_their_own_are_one_person_who_came_back(email: str) -> None:
    header = f"{HEADER},Email"
    rows = (f"E7,Iri Nadal,Associate,1,2017-03-01,2019-08-31,Terminated,{email}",
            f"E9,Iri Nadal,Senior,1,2024-04-01,,Active,{email}",
            "4,Bo Vask,Cook,Iri Nadal,2020-01-01,,Active,bo@x.org")  # fmt: skip
    outcome = told(*rows, header=header)
    assert outcome.after.positions["4"].manager == "E9"
    assert (outcome.after.tables["position"]["E7"].holder, outcome.after.people["E9"].starts) == (
        "E9",
        date(2024, 4, 1),
    )
    assert "returned" in codes(outcome, 3)


def test_a_position_that_changed_hands_is_held_by_whoever_holds_it_on_the_date() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Hire Date,Termination Date"
    rows = ("P1,Ada Q,CEO,,2015-01-15,", "P2,Bo Vask,CFO,P1,2016-01-01,2020-12-31", "P2,Mira Osk,CFO,P1,2021-01-01,")
    outcome = imported(people(*rows, header=header), on=ON)
    after = outcome.after
    assert (set(after.tables["position"]), after.positions["P2"].sharers) == ({"P1", "P2"}, ())
    holder = after.holder(after.positions["P2"])
    assert holder is not None
    assert (holder.name, holder.starts, holder.leaves) == ("Mira Osk", date(2021, 1, 1), None)
    assert codes(outcome, 3) == ["earlier-holder"]


def test_somebody_who_married_meanwhile_is_one_person_with_the_name_of_today() -> None:
    married = "3,Iri Holt,Senior,1,2024-04-01,,Active"
    outcome = told(PAST, married, "4,Bo Vask,Cook,Iri Nadal,2020-01-01,,Active")
    assert {p.name for p in outcome.after.people.values()} == {"Ada Long", "Iri Holt", "Bo Vask"}
    assert outcome.after.positions["4"].manager == "3"


def test_a_contractor_who_was_taken_on_is_one_person_though_the_old_row_has_neither_day_nor_address() -> None:
    header = f"{HEADER},Email"
    rows = ("C-3,Iri Nadal,Contractor,1,2017-03-01,,Terminated,", "3,Iri Nadal,Senior,1,2024-04-01,,Active,iri@x.org")
    outcome = told(*rows, header=header)
    assert set(outcome.after.positions) == {"1", "3"}
    assert outcome.after.tables["position"]["C-3"].holder == "3"


def test_two_people_of_one_name_with_addresses_of_their_own_stay_two() -> None:
    header = f"{HEADER},Email"
    rows = ("7,Iri Nadal,Associate,1,2017-03-01,2019-08-31,Terminated,iri@x.org",
            "9,Iri Nadal,Senior,1,2024-04-01,,Active,iri2@x.org")  # fmt: skip
    assert told(*rows, header=header).after.tables["position"]["7"].holder == "7"


@pytest.mark.parametrize(("parts", "fte"), [(("0.6", "0.4"), 1.0), (("1", "1"), 1.0), (("", ""), 1.0)])
def test_a_job_split_over_cost_centres_is_one_job(parts: tuple[str, str], fte: float) -> None:
    header = "Employee ID,Name,Job Title,Manager ID,FTE,Cost Centre"
    rows = ("1,Ada Q,CEO,,1,C1", f"2,Bo Q,Cook,1,{parts[0]},C1", f"2,Bo Q,Cook,1,{parts[1]},C2")
    outcome = imported(people(*rows, header=header))
    assert {key: p.fte for key, p in outcome.after.positions.items()} == {"1": 1.0, "2": fte}
    assert codes(outcome, 4) == ["repeated"]


Gaps = st.lists(st.integers(1, 900), min_size=3, max_size=9)


@given(Gaps, st.integers(0, 4000), st.randoms(use_true_random=False))
def test_jobs_one_after_the_other_give_the_one_that_holds(gaps: list[int], until: int, shuffled: object) -> None:
    """Whatever the number and order of the rows: one position stands for the person (two where one is to come), with
    its own title and days; the others have ended on their own last days; the same file again changes nothing."""
    starts, day = [], date(2010, 1, 1)
    for gap in gaps:
        starts.append(day)
        day += timedelta(days=gap + 1)
    ends: list[date | None] = [later - timedelta(days=1) for later in starts[1:]]
    jobs = list(zip(starts, [*ends, None], strict=True))
    on = starts[0] + timedelta(days=until % max(1, (starts[-1] - starts[0]).days + 400))
    rows = [f"3,Iri Nadal,Job {n},1,{first},{last or ''}," for n, (first, last) in enumerate(jobs)]
    shuffled.shuffle(rows)  # type: ignore[attr-defined]
    outcome = told(*rows, on=on)
    holds = next(n for n, (first, last) in enumerate(jobs) if first <= on and (last is None or on <= last))
    position = outcome.after.positions["3"]
    assert (position.title, outcome.after.people["3"].starts) == (f"Job {holds}", jobs[holds][0])
    assert outcome.after.people["3"].leaves is None
    table = outcome.after.tables["position"]
    for n, (first, last) in enumerate(jobs):
        if n != holds:
            assert (table[f"3-{first}"].starts, table[f"3-{first}"].ends) == (first, last)
    assert told(*rows, on=on, current=outcome.after).changes == ()
