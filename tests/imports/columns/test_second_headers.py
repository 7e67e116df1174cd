"""Rows that hold the headers once more."""

from __future__ import annotations

import pytest

from planning.imports.columns import header_rows
from planning.imports.columns.header_rows import MOST_SECOND, SECOND_HEADERS, settle
from planning.imports.columns.spelling import plain
from planning.imports.opening.read import Row, Table
from planning.imports.problems import Report
from tests.imports.helpers import CONTENT

pytestmark = pytest.mark.pure
HEADERS = ("Name", "Job Title", "Manager")


def settled(*rows: tuple[str, ...]) -> tuple[Table, Report]:
    table = Table("people.csv", 1, HEADERS, [Row(n, list(cells)) for n, cells in enumerate(rows, 2)])
    report = Report("people.csv")
    return settle("people", table, CONTENT, report), report


def test_a_row_of_headers_below_the_headers_is_left_out_and_said() -> None:
    table, report = settled(HEADERS, ("Ada", "Chair", ""), HEADERS)
    assert [row.number for row in table.rows] == [3, 4]
    assert [(problem.row, problem.code) for problem in report.problems] == [(2, SECOND_HEADERS)]


def test_the_last_row_is_never_left_out() -> None:
    table, _ = settled(HEADERS, HEADERS)
    assert [row.number for row in table.rows] == [3]


def test_a_table_that_holds_nothing_but_headers_is_looked_at_no_further_than_a_few_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def counted(header: str) -> str:
        asked.append(header)
        return plain(header)

    monkeypatch.setattr(header_rows, "plain", counted)
    table, report = settled(*[HEADERS] * 1_000)
    assert len(table.rows) == 1_000 - MOST_SECOND
    assert len(report.problems) == MOST_SECOND
    assert len(asked) <= 2 * (MOST_SECOND + 1) * len(HEADERS)
