"""Every problem says what to do, and where."""

from __future__ import annotations

import pytest

from planning.imports.codes import CODES
from planning.imports.problems import Report
from planning.imports.remedies import OF_FILES, OF_ROWS, REMEDIES, says_what_to_do, with_remedy
from tests.imports.helpers import imported, people

pytestmark = pytest.mark.pure


def test_remedies_are_for_codes_that_are_listed() -> None:
    assert {*REMEDIES, *OF_FILES, *OF_ROWS} <= set(CODES)


@pytest.mark.parametrize("remedy", sorted(set(REMEDIES.values())))
def test_a_remedy_says_what_to_do(remedy: str) -> None:
    assert says_what_to_do(remedy)


@pytest.mark.parametrize("message", ["This is odd. Correct it.", "If it ends, say so by a last day.", "Use: a, b."])
def test_a_message_that_says_what_to_do_is_left_as_it_is(message: str) -> None:
    assert with_remedy(message, "no-title") == message


@pytest.mark.parametrize("message", ["Nothing was assigned.", "It was read as active; the name was kept."])
def test_a_message_that_does_not_is_given_the_remedy_of_its_code(message: str) -> None:
    report = Report("p.csv")
    report.note(2, "Title", "", message, "no-title")
    assert report.problems[0].message == f"{message} Fill in the title."


def test_what_is_said_of_a_row_names_the_column_of_what_it_shows() -> None:
    rows = people("1,Ada,CEO,", "2,Bo,Cook,1", "Total,2,,")
    told = [problem for problem in imported(rows).problems if problem.code == "total-row"]
    assert [(problem.row, problem.column, problem.value) for problem in told] == [(4, "Position ID", "Total")]
