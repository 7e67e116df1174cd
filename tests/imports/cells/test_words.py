"""Words for nothing, for nobody, for yes and for no."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.imports.cells import words
from planning.imports.cells.numbers import parse_level
from planning.imports.cells.words import is_plain, is_vacancy, is_withheld, parse_yes
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure

NOTHING = [r"\N", "NULL", "null", "nan", "NaN", "#N/A", "#REF!", "(blank)", "undefined"]


@pytest.mark.parametrize("mark", NOTHING)
def test_a_mark_for_nothing_is_blank_in_every_column(mark: str) -> None:
    header = "Employee ID,Name,Job Title,Manager ID,Hire Date,Email,Location,FTE,Level,Department,Status"
    marks = ",".join([mark] * 7)
    outcome = imported(people(f"1,Ada Long,CEO,{mark},{marks}", header=header))
    position, person = outcome.after.positions["1"], outcome.after.people["1"]
    assert (position.manager, position.location, position.fte, position.level, position.team) == ("", "", 1.0, None, "")
    assert (person.email, person.starts) == ("", None)
    assert [p for p in outcome.problems if p.value == mark] == []


@pytest.mark.parametrize("name", ["Nan Li", "Jo Null", "Null Jones", "Nan", "An Na"])
def test_people_whose_names_look_like_marks_keep_them(name: str) -> None:
    assert imported(people(f"1,{name},CEO,")).after.people["1"].name == name


@given(st.text("aeNaopen tbdvc0/.-()", min_size=1, max_size=14))
def test_a_name_told_at_a_glance_is_what_a_closer_look_says(name: str) -> None:
    if words.is_plain(name):
        assert not (is_vacancy(name))
        assert not (is_withheld(name))
        assert not (words.is_interim(name))


@pytest.mark.parametrize("mark", ["-", "—", "0", "none", "N/A"])
def test_a_mark_in_a_text_is_no_text(mark: str) -> None:
    outcome = imported(people(f"1,Ada Long,CEO,,{mark}", header="ID,Name,Title,Manager ID,Location"))
    assert outcome.after.positions["1"].location == ""


@pytest.mark.parametrize("mark", ["0", "-", "present", "9999-12-31", "TBD"])
def test_a_mark_for_no_date_is_none_and_needs_no_word(mark: str) -> None:
    header = "ID,Name,Title,Manager ID,Hire Date,Termination Date"
    outcome = imported(people(f"1,Ada Long,CEO,,2020-01-01,{mark}", header=header))
    assert (outcome.after.people["1"].starts, outcome.after.people["1"].leaves) == (date(2020, 1, 1), None)
    assert [p for p in outcome.problems if p.column == "Termination Date"] == []


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((word, True) for word in ("Ja", "oui", "Sí", "はい", "是", "예", "Yes.")),
        *((word, False) for word in ("Nein", "non", "não", "いいえ", "否", "아니오")),
        ("maybe", None),
    ],
)
def test_yes_and_no_in_the_languages(cell: str, answer: bool | None) -> None:
    assert parse_yes(cell) is answer


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("Senior", 3),
        ("3 Senior", 3),
        ("Junior", 1),
        ("Lead", 4),
        ("Director", 5),
        ("VP", 6),
        ("C-Level", 7),
        ("L5", 5),
        ("IC4", None),
        ("SCS2", None),
        ("M2", None),
        ("2 Senior", None),
        ("Band D", None),
    ],
)
def test_levels_are_read_where_they_are_clear(cell: str, level: int | None) -> None:
    assert parse_level(cell) == level


@pytest.mark.parametrize(
    "name",
    ["N.N.", "N. N.", "NN", "À pourvoir", "zu besetzen", "Wird gesucht", "Por cubrir", "A contratar", "Da assumere",
     "Nog in te vullen", "募集中", "待招聘", "채용중"],
)  # fmt: skip
def test_what_other_languages_write_for_a_vacancy_is_one(name: str) -> None:
    assert is_vacancy(name)
    assert not is_plain(name)


@pytest.mark.parametrize("name", ["N.N. Taleb", "Nina Naumann", "Paul Gesucha", "A. N. Nkosi"])
def test_names_that_begin_like_a_vacancy_are_names(name: str) -> None:
    assert not is_vacancy(name)
