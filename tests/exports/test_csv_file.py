"""Rows as files: numbers stay numbers, and no text is a formula."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from planning.exports.csv_file import as_text, download

pytestmark = pytest.mark.pure


class Named:
    def __str__(self) -> str:
        return "=1+1"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\rx", Named()])
def test_what_a_spreadsheet_would_work_out_is_marked_as_text(cell: object) -> None:
    assert list(csv.reader(StringIO(as_text(["a"], [[cell]]), newline=""))) == [["a"], [f"'{cell}"]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [(-1, "-1"), (Decimal("-1.50"), "-1.50"), (None, ""), (date(2026, 9, 1), "2026-09-01"), ("a-b", "a-b")],
)
def test_what_is_no_formula_stays(cell: object, text: str) -> None:
    assert as_text(["a", "b"], [["x", cell]]) == f"a,b\nx,{text}"


def test_a_download_names_its_file() -> None:
    answer = download("cost-acme", ["a", "b"], [("x, y", 1)])
    assert answer["Content-Disposition"] == 'attachment; filename="cost-acme.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content == b'a,b\r\n"x, y",1\r\n'
