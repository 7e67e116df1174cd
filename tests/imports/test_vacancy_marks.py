"""Marks around a title are taken off whatever blanks stand there, in time by their number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.core.product_finding.names import shown
from planning.imports.cells.words import without_interim_mark, without_vacancy_mark

MARK = r"vacant|vacancy|tbd|tbh|tbc|open|open req|open role|open position|new vacancy|to be hired"
BEFORE = rf"^\s*[\(\[]?\s*({MARK})\s*(?:[\)\]:]|\s[-–—:|])\s*"
AFTER = rf"\s*(?:[\(\[]|\s[-–—:|]\s)\s*({MARK})\s*[\)\]]?\s*$"
PARTS = st.lists(st.sampled_from([*" \t()[]-:|x", "  ", "open", "open req", "TBD", "to be hired", "PM"]), max_size=9)


@given(PARTS.map("".join))
def test_a_mark_is_one_before_or_after_with_any_blanks(title: str) -> None:
    plainly = re.sub(f"{BEFORE}|{AFTER}", " ", title, flags=re.IGNORECASE).strip() or title
    assert without_vacancy_mark(title) == plainly


@pytest.mark.parametrize("blanks", ["x{}x", "open{}x", "x (open{}x", "x{}(interim"])
def test_a_long_run_of_blanks_holds_nobody_up(blanks: str) -> None:
    """By the square of their number these would take minutes."""
    title = blanks.format(" " * 200_000)
    assert without_vacancy_mark(title) == title
    assert shown(title) == shown(" ".join(title.split()))
    assert without_interim_mark(title) == " ".join(title.split())
