"""What stands in brackets is found as by walking to the next bracket from each."""

import re

from hypothesis import given
from hypothesis import strategies as st

from planning.core.asides import asides, parted, without_any_asides, without_asides

cells = st.lists(st.sampled_from([*"ab ([（【)]）】,;*", " and "]), max_size=30).map("".join)
BRACKETS = re.compile(r"[\(\[（【](.*?)[\)\]）】]")
COMMA = r"\s*,\s*"
OUTSIDE = r"(?![^()\[\]（）【】]*[\)\]）】])"


@given(cells)
def test_brackets_go_with_the_blanks_around_them(cell: str) -> None:
    assert without_asides(cell) == re.sub(r"\s*[\(\[].*?[\)\]]\s*", " ", cell)


@given(cells)
def test_brackets_of_any_kind_go(cell: str) -> None:
    assert without_any_asides(cell) == " ".join(BRACKETS.sub(" ", cell).split())


@given(cells)
def test_what_stands_in_brackets_is_given(cell: str) -> None:
    assert asides(cell) == BRACKETS.findall(cell)


@given(cells)
def test_nothing_within_brackets_parts_a_cell(cell: str) -> None:
    assert parted(re.compile(COMMA), cell) == re.split(COMMA + OUTSIDE, cell)


@given(cells)
def test_words_part_a_cell_outside_of_brackets(cell: str) -> None:
    word = r"\s+and\s+"
    assert parted(re.compile(word), cell) == re.split(word + OUTSIDE, cell)
