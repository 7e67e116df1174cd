"""Names as files write them: asides, order, preferred names, other spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.imports.people.names import CONTRACTOR, INTERIM, LEAVE, LEFT, PRONOUNS, joined, read_name
from tests.imports.helpers import imported, messages, people

pytestmark = pytest.mark.pure

WORDS = st.sampled_from(["Odette", "Bero", "Irena", "Núñez", "Lind", "Vask", "O'Neil", "Anne-Marie", "林安", "Zoë"])
NAMES = st.lists(WORDS, min_size=2, max_size=3).map(" ".join)
ASIDES = {
    "(On Leave)": LEAVE,
    "(on leave until 2027)": LEAVE,
    "- LOA": LEAVE,
    "[Maternity Leave]": LEAVE,
    "(Elternzeit)": LEAVE,
    "(Terminated)": LEFT,
    "(Deactivated)": LEFT,
    "- Inactive": LEFT,
    "[C]": CONTRACTOR,
    "(Contractor)": CONTRACTOR,
    "(ext.)": CONTRACTOR,
    "– Contingent Worker": CONTRACTOR,
    "(she/her)": PRONOUNS,
    "(they/them/theirs)": PRONOUNS,
    "(Interim)": INTERIM,
    "(acting)": INTERIM,
}


@given(NAMES, st.sampled_from(sorted(ASIDES)))
def test_an_aside_is_read_and_taken_off(name: str, aside: str) -> None:
    read = read_name(f"{name} {aside}")
    assert (read.shown, set(read.asides)) == (name, {ASIDES[aside]})
    assert read_name(read.shown) == (read.shown, (), frozenset(), ())


@given(NAMES, st.sampled_from(sorted(ASIDES)), st.sampled_from(sorted(ASIDES)))
def test_several_asides_are_taken_off(name: str, one: str, other: str) -> None:
    if not {one[0], other[0]} & {"-", "–"}:
        assert read_name(f"{name} {one} {other} *").shown == name


@pytest.mark.parametrize(
    "name",
    ["Anna Schmidt (Meyer)", "Robert (Bobby) Vask", "Jean-Luc Picard", "C. Lark", "Ana - Maria Lopez", "Acme, Inc."],
)
def test_what_may_be_part_of_a_name_stays(name: str) -> None:
    assert read_name(name).shown == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Lind, Odette", "Odette Lind"),
        ("Lind, Odette A.", "Odette A. Lind"),
        ("van der Berg, Ida", "Ida van der Berg"),
        ("Vask, Robert (Bobby)", "Bobby Vask"),
        ("Núñez, José (On Leave)", "José Núñez"),
        ("Odette Lind, PhD", "Odette Lind, PhD"),
        ("John Smith, Jr.", "John Smith, Jr."),
        ("Odette Lind (TRN-001)", "Odette Lind"),
        ("Odette Lind (1234)", "Odette Lind"),
    ],
)
def test_the_first_name_comes_first(text: str, shown: str) -> None:
    assert read_name(text).shown == shown


@given(WORDS, WORDS)
def test_a_turned_name_is_still_known_as_it_was_written(first: str, last: str) -> None:
    read = read_name(f"{last}, {first}")
    assert read.shown == f"{first} {last}"
    assert f"{last}, {first}" in read.aliases


def test_a_first_name_without_its_initial_is_known_too() -> None:
    assert "Odette Lind" in read_name("Lind, Odette A.").aliases


def test_family_names_in_capitals_before_first_names_are_turned_where_the_file_does_so() -> None:
    rows = ("1,LIND Odette,CEO,", "2,VASK Bero,CTO,1", "3,VAN BERG Ida Ann,COO,1")
    assert [p.name for p in imported(people(*rows)).after.people.values()] == [
        "Odette Lind",
        "Bero Vask",
        "Ida Ann Van Berg",
    ]
    mixed = ("1,LIND Odette,CEO,", "2,Bero Vask,CTO,1", "3,Ida Berg,COO,1")
    assert imported(people(*mixed)).after.people["1"].name == "LIND Odette"


@pytest.mark.parametrize(
    "manager", ["Robert Vask", "Bobby Vask", '"Vask, Robert (Bobby)"', '"Vask, Bobby"', "Robert Jon Vask"]
)
def test_the_preferred_name_is_shown_and_every_spelling_is_known(manager: str) -> None:
    header = "Employee #,First Name,Middle Name,Last Name,Preferred Name,Job Title,Reporting to"
    parts = joined("Robert", "Jon", "Vask", "Bobby", "")
    assert (parts.shown, "Robert Jon Vask" in parts.aliases) == ("Bobby Vask", True)
    if "Jon" not in manager:
        after = imported(people("2,Robert,,Vask,Bobby,CEO,", f"3,Irena,,Nadal,,PM,{manager}", header=header)).after
        assert (after.people["2"].name, after.positions["3"].manager) == ("Bobby Vask", "2")


def test_a_preferred_first_name_beside_a_whole_name_is_shown() -> None:
    header = "Employee #,Name,Preferred Name,Job Title,Manager"
    after = imported(people("2,Robert Vask,Bobby,CEO,", "3,Iri Nadal,,PM,Robert Vask", header=header)).after
    assert (after.people["2"].name, after.positions["3"].manager) == ("Bobby Vask", "2")


def test_a_name_that_says_left_ends_the_position_and_is_said() -> None:
    outcome = imported(people("1,Ada Long,CEO,", "2,Bo Roe (Terminated),CTO,1"))
    assert list(outcome.after.positions) == ["1"]
    assert [p.code for p in outcome.problems if p.row == 3] == ["left-by-name", "inactive-row"]


def test_a_status_counts_before_what_the_name_says() -> None:
    text = people("1,Ada Long (Terminated),CEO,,Active", header="Position ID,Name,Job Title,Manager ID,Status")
    outcome = imported(text)
    assert (list(outcome.after.positions), outcome.after.people["1"].name) == (["1"], "Ada Long")
    assert any("The status counts" in text for text in messages(outcome, 2))


def test_somebody_on_leave_stands_and_the_aside_is_said_once() -> None:
    outcome = imported(people("1,Ada Long (On Leave),CEO,", "2,Bo Roe (On Leave),CTO,1"))
    assert [p.name for p in outcome.after.people.values()] == ["Ada Long", "Bo Roe"]
    assert [p.code for p in outcome.problems if "Leave" in p.value] == ["aside"]


def test_letters_are_composed_wherever_they_stand() -> None:
    outcome = imported(people("1,Jose\u0301 Nu\u0301n\u0303ez,CEO,", "2,Bo,Cafe\u0301 lead,José Núñez"))
    assert outcome.after.people["1"].name == "José Núñez"
    assert (outcome.after.positions["2"].title, outcome.after.positions["2"].manager) == ("Café lead", "1")


@pytest.mark.parametrize(("first", "last"), [("修", "山本"), ("민준", "김"), ("立", "陈"), ("タロウ", "ヤマダ")])
def test_east_asian_names_in_parts_are_shown_with_the_family_name_first(first: str, last: str) -> None:
    read = joined(first, "", last, "", "")
    assert read.shown == f"{last} {first}"
    assert {f"{last}{first}", f"{first} {last}"} <= set(read.aliases)
