"""The delimiter of a text file, where its cells hold other marks as often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.helpers import imported

pytestmark = pytest.mark.pure


@given(st.integers(2, 5), st.integers(1, 5))
def test_marks_within_the_cells_part_no_columns(people: int, rows: int) -> None:
    names = "; ".join(f"P{'abcde'[n]} Falk" for n in range(people))
    text = "Product,PM\n" + "".join(f"m{row},{names}\n" for row in range(rows))
    assert set(imported(None, text).after.products) == {f"m{row}" for row in range(rows)}


@given(st.integers(1, 4))
def test_a_line_above_the_table_does_not_choose_the_delimiter(rows: int) -> None:
    text = "People of Tarn, Nov 2026\nPosition ID;Name;Job Title\n" + "".join(
        f"{n};Lind, Ida {'abcd'[n]};CEO\n" for n in range(rows)
    )
    assert set(imported(text).after.positions) == {str(n) for n in range(rows)}
