"""Marks that nobody sees: those that turn or hide go, those that a script needs stay."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planning.core.cell_text import one_line
from planning.core.hidden_marks import bare, isolated, unturned, without_hidden

pytestmark = pytest.mark.pure
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LETTERS = "aé דنם3 (-)\n葛क😀🏴"
OTHERS = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\xad\ufe0f\U000e0067\u3164\x07"
texts = st.text(st.sampled_from(LETTERS + TURNING + OTHERS), max_size=12)


@given(texts)
@example("\u061c\u200c")
def test_nothing_that_turns_a_text_is_left_and_no_letter_goes(text: str) -> None:
    kept = without_hidden(text)
    assert not set(kept) & set(TURNING + "\u200b\u2060\ufeff\xad\u3164\x07")
    assert [c for c in kept if c in LETTERS] == [c for c in text if c in LETTERS]
    assert (without_hidden(kept), one_line(one_line(text))) == (kept, one_line(text))


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d💻",
        "❤\ufe0f",
        "葛\U000e0100城",
        "🏴\U000e0067\U000e0062\U000e007f",
        "א\u200f (b)",
    ],
)
def test_what_a_script_or_a_picture_needs_stays(text: str) -> None:
    assert without_hidden(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u202egnp.exe", "gnp.exe"),
        ("Ann\u200b\u200dBo", "AnnBo"),
        ("x\u200ey", "xy"),
        ("\u200fאב\u200f", "אב"),
        ("\u3164", ""),
    ],
)
def test_what_only_turns_or_hides_goes(text: str, kept: str) -> None:
    assert without_hidden(text) == kept


@given(texts)
def test_names_compare_without_any_mark(text: str) -> None:
    assert {unicodedata.category(c) for c in bare(text)} & {"Cf"} == set()


@given(st.text(st.sampled_from("ab אבנ-3(),. '"), max_size=20))
def test_each_run_from_right_to_left_is_kept_to_itself(text: str) -> None:
    """Without the marks it is the text; nothing but letters of such words stands between two marks' edges."""
    told = isolated(text)
    assert unturned(told) == text
    for run in told.split("\u2068")[1:]:
        within = run.partition("\u2069")[0]
        assert within[0] in "אבנ"
        assert within[-1] in "אבנ"
        assert not set(within) & set("ab3(),")
