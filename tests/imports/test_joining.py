"""The people of several files are one organisation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.records import Org
from planning.imports.pipeline import File, Outcome, Settings, prepare, run
from tests.imports.helpers import CONTENT, ON, imported, people

pytestmark = pytest.mark.pure


def together(*texts: str) -> Outcome:
    files = [File("people", f"{at}.csv", text.encode()) for at, text in enumerate(texts)]
    return run([prepare(file, CONTENT, {}) for file in files], Org(ON), CONTENT, Settings(ON))


def test_managers_are_found_across_the_files() -> None:
    found = together(people("1,Ada,CEO,"), people("2,Bo,Product Manager,1"))
    assert {key: position.manager for key, position in found.after.positions.items()} == {"1": "", "2": "1"}


def test_columns_may_stand_in_another_order_and_under_other_names() -> None:
    second = "Job Title,Manager,Employee,Position ID,Location\nProduct Manager,1,Bo,2,Rome\n"
    found = together(people("1,Ada,CEO,"), second.replace("Employee", "Full Name"))
    bo = found.after.positions["2"]
    assert (bo.title, bo.manager, bo.location) == ("Product Manager", "1", "Rome")


def test_a_problem_names_the_file_the_row_and_the_header_there() -> None:
    found = together(people("1,Ada,CEO,"), "Post ID,Full Name,Title,Reports To\n2,Bo,Cook,1\n3,Cy,Cook,77\n")
    (problem,) = [problem for problem in found.problems if problem.value == "77"]
    assert (problem.file, problem.row, problem.column) == ("1.csv", 3, "Reports To")


def test_a_row_of_another_file_is_named_with_it() -> None:
    found = together(people("1,Ada,CEO,"), people("1,Ada,CEO,"))
    assert not [problem.message for problem in found.problems if "1000000" in problem.message]


def test_days_of_each_file_are_read_in_its_own_order() -> None:
    header = "Position ID,Name,Job Title,Manager ID,Hire Date"
    british = people("1,Ada,CEO,,25/12/2020", "2,Bo,Cook,1,03/04/2021", header=header)
    american = people("3,Cy,Cook,1,12/25/2020", "4,Di,Cook,1,03/04/2021", header=header)
    found = together(british, american).after
    starts = {key: str(found.people[position.holder].starts) for key, position in found.positions.items()}
    assert starts == {"1": "2020-12-25", "2": "2021-04-03", "3": "2020-12-25", "4": "2021-03-04"}


@given(st.lists(st.integers(0, 2), min_size=2, max_size=12))
def test_a_file_cut_into_several_is_the_same_organisation(cuts: list[int]) -> None:
    rows = [f"{n},Name {n},Cook,{n // 2 or ''}" for n in range(1, len(cuts) + 1)]
    parts = [[row for row, cut in zip(rows, cuts, strict=True) if cut == part] for part in range(3)]
    found = together(*[people(*part) for part in parts if part])
    assert found.after.positions == imported(people(*rows)).after.positions
