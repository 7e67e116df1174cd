"""What the words of a status column mean."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from planning.imports.people.statuses import reader_of
from tests.imports.helpers import ON, imported, people

pytestmark = pytest.mark.pure

HEADER = "Position ID,Name,Job Title,Manager ID,Status,Start Date,Termination Date"
MEANINGS = {
    "active": "Active|active - full time|Regular|Probation|Open-ended|Permanent|Pending termination|Serving notice|A|1",
    "on-leave": "On Leave|Leave|Paid Leave of Absence|LOA|Maternity|Sabbatical|Active - On Leave|Furloughed",
    "suspended": "Suspended|Suspended (with pay)|Blocked",
    "inactive": "Inactive|Terminated|Left|Resigned|Retired|Deceased|Former employee|Deactivated|Offboarded|Archived|"
                "Employment ended|Laid off|T|Not active|Terminated - leave",
    "vacant": "Vacant|Open|Unfilled|To be hired|Recruiting|Vacancy",
    "future": "Accepted|Onboarding|Pre-hire|Prehire|Preboarding|Pending start|Future|Offer accepted|Pending|Hired|"
              "Future hire|Not yet started",
    "": "Who knows|Purple|Zone 4",
}  # fmt: skip
CASES = [(word, meaning) for meaning, words in MEANINGS.items() for word in words.split("|")]
GERMAN = SimpleNamespace(statuses={"inactive": ("ausgeschieden",), "active": ("aktiv",), "on-leave": ("elternzeit",)})
JAPANESE = SimpleNamespace(statuses={"inactive": ("退職",), "on-leave": ("休職",), "active": ("在職",)})


@pytest.mark.parametrize(("word", "meaning"), CASES)
def test_words_of_statuses(word: str, meaning: str) -> None:
    read = reader_of(())
    assert (read(word), read(word.upper()), read(f" {word}. ")) == (meaning,) * 3


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("Aktiv", "active"),
        ("ausgeschieden", "inactive"),
        ("In Elternzeit", "on-leave"),
        ("Proaktiv", ""),
        ("在職", "active"),
        ("退職済み", "inactive"),
        ("休職中", "on-leave"),
    ],
)
def test_words_of_other_languages_are_those_of_role_content(word: str, meaning: str) -> None:
    assert reader_of((GERMAN, JAPANESE))(word) == meaning


@pytest.mark.parametrize("status", ["Suspended", "Leave", "Purple"])
def test_who_is_suspended_on_leave_or_of_unknown_status_stands(status: str) -> None:
    outcome = imported(people(f"1,Ada Long,CEO,,{status},2020-01-01,", header=HEADER))
    assert outcome.after.filled(outcome.after.positions["1"])
    said = {p.code for p in outcome.problems if p.column == "Status"}
    assert said == {"Suspended": {"suspended"}, "Leave": set(), "Purple": {"unknown-status"}}[status]


def test_a_status_is_said_once_however_many_rows_have_it() -> None:
    rows = [f"{n},P{n} Q,Cook,,Purple,," for n in range(5)]
    assert len([p for p in imported(people(*rows, header=HEADER)).problems if p.code == "unknown-status"]) == 1


@pytest.mark.parametrize(("start", "filled"), [("2022-07-01", False), ("2022-06-01", True), ("2022-05-01", True)])
def test_who_is_to_come_counts_from_their_first_day(start: str, filled: bool) -> None:
    outcome = imported(people(f"1,Ada Long,CEO,,Accepted,{start},", header=HEADER))
    assert outcome.after.filled(outcome.after.positions["1"]) is filled


def test_who_is_to_come_without_a_day_counts_as_there_and_is_said() -> None:
    outcome = imported(people("1,Ada Long,CEO,,Onboarding,,", header=HEADER))
    assert outcome.after.filled(outcome.after.positions["1"])
    assert "start-unknown" in {p.code for p in outcome.problems}


def test_who_has_left_ended_on_the_day_that_the_file_gives() -> None:
    rows = ("1,Ada Long,CEO,,Active,,", "2,Bo Roe,CTO,1,Left,,2022-03-31", "3,Cy Poe,CFO,1,Inactive,,")
    table = imported(people(*rows, header=HEADER)).after.tables["position"]
    assert (table["2"].ends, table["3"].ends) == (date(2022, 3, 31), date(2022, 5, 31))


def test_who_is_to_leave_stands_until_their_last_day() -> None:
    outcome = imported(people("1,Ada Long,CEO,,Terminated,,2022-09-30", header=HEADER), on=ON)
    assert outcome.after.filled(outcome.after.positions["1"])
    assert outcome.after.people["1"].leaves == date(2022, 9, 30)
