"""Days as people type them."""

from datetime import date

import pytest

from portal.days import day_text, read_day

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        *("26 Nov 2026", " 26 november 2026 ", "26th Nov, 2026", "Nov 26, 2026", "26.11.2026", "26. 11. 2026"),
        *("2026-11-26", "26/11/2026", "11/26/2026", "26-Nov-2026"),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["", None, "soon", "03/04/2026", "31 Feb 2026", "26 Foo 2026", "2026-11", "26.13.2026"]
)
def test_what_is_no_day_or_could_be_two_is_none(text: str | None) -> None:
    assert read_day(text) is None


def test_a_day_reads_back_as_it_is_shown() -> None:
    assert read_day(day_text(DAY)) == DAY
