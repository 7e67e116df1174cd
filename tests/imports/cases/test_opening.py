"""Shared cases whose point is how a file is opened."""

from __future__ import annotations

import pytest

from planning.imports.opening import process
from tests.imports.helpers import shared

pytestmark = pytest.mark.pure


def sheets(*parts: str) -> list[tuple[str, list[list[str]]]]:
    path = shared("cases", *parts)
    if not path.exists():
        pytest.skip("the sample data are not here")
    return [(sheet.title, sheet.rows()) for sheet in process.sheets(path.name, path.read_bytes())]


def test_serial_numbers_and_dates_and_zeros_of_a_workbook() -> None:
    (cover, _), (title, rows) = sheets("21-workday-xlsx", "people.xlsx")
    assert (cover, title) == ("Cover", "All Workers")
    assert [row[0] for row in rows[3:5]] == ["00101", "00102"]
    assert [row[5] for row in rows[3:6]] == ["2015-01-15", "2016-02-20", "43549"]


def test_ids_with_and_without_zeros_are_read_as_written() -> None:
    ((_, rows),) = sheets("24-leading-zeros-xlsx", "people.xlsx")
    assert [(row[0], row[3] if len(row) > 3 else "") for row in rows[1:]] == [
        ("00007", ""), ("00070", "7"), ("00700", "70"), ("07000", "70")
    ]  # fmt: skip


def test_a_product_line_merged_over_its_products_and_its_pmm_named_once() -> None:
    ((_, rows),) = sheets("26-pmm-per-product-line", "products.xlsx")
    assert [(row[0], row[3]) for row in rows[1:]] == [("Insight", "4")] * 3 + [("Money", "5")] * 2
