"""Files after public reports: dates, statuses, several rows of one person, rows that are nobody."""

from __future__ import annotations

from datetime import date

import pytest

from planning.core.records import Org, Person, Position
from planning.imports.pipeline import File, Outcome, Settings, prepare, run
from tests.imports.helpers import CONTENT, shared

ON = date(2026, 11, 26)
CASES = shared("cases")

pytestmark = [pytest.mark.pure, pytest.mark.skipif(not CASES.exists(), reason="the sample data is not there")]


def case(number: str, on: date = ON) -> Outcome:
    """The outcome of importing a case's files into an empty organisation."""
    folder = next(CASES.glob(f"{number}-*"))
    files = [File(path.stem, path.name, path.read_bytes()) for path in sorted(folder.glob("*.*"))]
    return run([prepare(file, CONTENT, {}) for file in files], Org(on), CONTENT, Settings(on))


def tree(outcome: Outcome) -> dict[str, str]:
    return {key: position.manager for key, position in outcome.after.positions.items()}


def held(outcome: Outcome, key: str) -> tuple[Position, Person]:
    position = outcome.after.positions[key]
    return position, outcome.after.people[position.holder]


def codes(outcome: Outcome, row: int) -> set[str]:
    return {problem.code for problem in outcome.problems if problem.row == row}


def test_01_a_second_row_of_labels_is_nobody() -> None:
    outcome = case("01")
    assert tree(outcome) == {"1001": "", "1002": "1001", "1003": "1002"}
    assert outcome.after.tables["position"]["1004"].ends == date(2026, 11, 25)
    assert codes(outcome, 2) in ({"label-row"}, {"second-header-row"})


def test_02_who_has_accepted_counts_from_the_first_day() -> None:
    outcome = case("02")
    position, person = held(outcome, "paolo@tarn.example")
    assert (person.starts, outcome.after.filled(position)) == (date(2027, 2, 1), False)
    assert "kasimir@tarn.example" not in outcome.after.positions


def test_10_a_job_share_is_one_place_with_two_holders() -> None:
    outcome = case("10")
    after = outcome.after
    assert tree(outcome) == {"P1": "", "P2": "P1", "P3": "P2", "P4": "P2"}
    assert (after.holder_names(after.positions["P2"]), after.positions["P2"].fte) == ("Bero Vask and Mira Osk", 1.0)
    assert len(after.people) == 5
    assert codes(outcome, 4) == {"job-share"}


def test_11_statuses_end_suspend_and_give_leave() -> None:
    outcome = case("11")
    standing = {key[-1] for key in outcome.after.positions}
    assert standing == {"1", "2", "3", "6", "7"}
    assert "suspended" in codes(outcome, 4)
    assert outcome.summary.unplaced == ("HR-EMP-006",)


def test_24_ids_stay_text() -> None:
    assert tree(case("24")) == {"00007": "", "00070": "00007", "00700": "00070", "07000": "00070"}


def test_28_a_rehire_stands_with_her_second_start() -> None:
    outcome = case("28")
    position, person = held(outcome, "3")
    assert (position.title, position.ends) == ("Senior Product Manager", None)
    assert (person.starts, person.leaves) == (date(2024, 4, 1), None)
    earlier = outcome.after.tables["position"]["3-2017-03-01"]
    assert (earlier.ends, len(outcome.after.positions)) == (date(2019, 8, 31), 5)
    assert [outcome.after.people[key].leaves for key in ("4", "5")] == [date(2027, 1, 31), None]


def test_29_two_jobs_are_two_positions_of_one_person() -> None:
    outcome = case("29")
    after = outcome.after
    assert (len(after.positions), len(after.people)) == (5, 4)
    assert [p.key for p in after.reports("2")] == ["3", "4"]
    assert "second-job" in codes(outcome, 4)


def test_31_asides_are_taken_off_names_and_read() -> None:
    outcome = case("31")
    names = [held(outcome, key)[1].name for key in outcome.after.positions]
    assert names == ["Odette Lind", "Bero Vask", "Irena Nadal", "Paolo Quist"]
    assert outcome.after.tables["position"]["00105"].ends == date(2026, 3, 31)
    assert tree(outcome)["00103"] == "00102"


def test_33_titles_above_and_totals_below_are_nobody() -> None:
    outcome = case("33")
    assert len(outcome.after.tables["position"]) == 3
    assert (codes(outcome, 6), codes(outcome, 7)) == ({"total-row"}, {"total-row"})


def test_42_one_column_proves_the_order_of_the_other() -> None:
    outcome = case("42")
    assert outcome.after.people["2"].leaves == date(2026, 5, 12)
    assert outcome.after.people["1"].starts == date(2015, 2, 1)


def test_43_month_first_proved_by_the_other_column() -> None:
    outcome = case("43")
    assert outcome.after.people["3"].leaves == date(2026, 12, 5)
    assert outcome.after.filled(outcome.after.positions["3"])


def test_44_composed_or_not_letters_are_the_same() -> None:
    managers = tree(case("44"))
    assert (managers["2"], managers["3"]) == ("1", "2")


def test_45_names_are_shown_by_preferred_name_and_known_by_all() -> None:
    outcome = case("45")
    assert [held(outcome, key)[1].name for key in ("2", "3")] == ["Bobby Vask", "Iri Nadal"]
    assert [tree(outcome)[key] for key in "345"] == ["2", "2", "2"]


def test_48_the_null_of_a_database_names_nobody() -> None:
    outcome = case("48")
    assert tree(outcome) == {"1": "", "2": "1", "3": "2"}
    assert held(outcome, "1")[1].starts == date(2015, 1, 15)
    assert not [p for p in outcome.problems if p.value == r"\N"]


def test_50_a_meeting_room_is_nobody() -> None:
    outcome = case("50")
    assert set(outcome.after.tables["position"]) == {"7f3c-1", "7f3c-2", "7f3c-4"}
    assert codes(outcome, 4) == {"room"}
