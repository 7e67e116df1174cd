"""Whatever stands in a table: its columns are told without a failure, and each has one field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.imports.columns.completing import complete
from planning.imports.columns.header_rows import settle
from planning.imports.columns.match import columns_of, match
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT

pytestmark = pytest.mark.pure

CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2", "001", "Odette Lind", "Lind, Odette", "odette@tarn.example", "CEO", "Yes", "no", "2020-01-01",
         "/Product/Core", "1.2.3", "£62,000", "Active", "\\N", "CN=Bero Vask,OU=x", "林安", "産品", "A;B", "0"]
    ),
    st.text(max_size=12),
)  # fmt: skip
HEADERS = st.one_of(
    st.sampled_from(
        ["", "ID", "Name", "First Name", "Manager", "Manager 2", "Level 1", "Level 2", "Depth", "Title", "Position",
         "Employee", "Reports To", "Management Chain 01", "Team Lead", "Salary", "Product", "Product Line", "PM"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(["people", "products", "bands"]))
def test_columns_of_any_table_are_told(data: st.DataObject, kind: str) -> None:
    width = data.draw(st.integers(2, 7))
    row = st.lists(CELLS, min_size=width, max_size=width)
    headers = data.draw(st.lists(HEADERS, min_size=width, max_size=width))
    rows = [Row(i, cells) for i, cells in enumerate(data.draw(st.lists(row, min_size=1, max_size=7)), 3)]
    above = tuple(data.draw(st.lists(HEADERS, max_size=width)))
    report = Report("file.csv")
    table = settle(kind, Table("file.csv", 2, tuple(headers), rows, above), CONTENT, report)
    table, matched = complete(table, match(kind, table, CONTENT, {}, report))
    places = columns_of(kind, table, matched)
    assert len(matched) == len(table.headers) == len(table.rows[0].cells)
    assert all(0 <= place < len(matched) for several in places.values() for place in several)
