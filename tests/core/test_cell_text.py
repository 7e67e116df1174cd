"""Text in cells: what is put on is what is taken off."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core import cell_text
from planning.core.cell_text import guarded, guarded_typed, joined, one_line, parted, unguarded

pytestmark = pytest.mark.pure

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
texts = st.text(st.sampled_from(f"'{SIGNS}\t\r ab;\"\n\u00a0\u200f"), max_size=8)


@given(texts)
def test_exactly_the_guard_is_taken_off(text: str) -> None:
    assert (unguarded(guarded(text)), unguarded(guarded_typed(text))) == (text, text)


@given(texts)
def test_what_is_guarded_is_no_formula(text: str) -> None:
    """Whichever of comma, semicolon, tab and line the program parts cells by."""
    for cell in re.split("[;\t\r\n]", guarded(text)):
        assert not cell.lstrip(" \u00a0\u200f").startswith(tuple(SIGNS))
    assert not guarded(text).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize("text", ["'t Hooft", "'", "''", "x'=1", "'a+b"])
def test_an_apostrophe_of_its_own_stays(text: str) -> None:
    assert (guarded(text), unguarded(text)) == (text, text)


@given(st.lists(texts.map(one_line).filter(bool), max_size=4))
def test_several_values_in_a_cell_are_read_as_they_were_written(values: list[str]) -> None:
    assert parted(joined(values)) == tuple(values)


@given(texts)
def test_one_line_of_text_is_one_line_already(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


def test_blanks_around_parted_values_do_not_count() -> None:
    assert parted(" a ; b;; c") == ("a", "b", "c")


@pytest.mark.parametrize("between", ["\n" * 9_000, "; " * 9_000, '\r\n"' * 9_000])
def test_a_text_is_looked_through_once_for_guards_however_many_lines_it_has(between: str) -> None:
    """Each match begins where the one before ended, and none begins in vain."""
    assert [found.span() for found in cell_text._BETWEEN.finditer(f"{between}x")] == [(0, len(between))]
