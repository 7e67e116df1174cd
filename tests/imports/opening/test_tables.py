"""Files of several tables, and what is in workbooks of every kind."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from unicodedata import normalize

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.core.cell_text import one_line
from planning.imports.opening import number_formats, process
from planning.imports.opening.sheets import Remark, Sheet, as_bytes, from_bytes, packed
from planning.imports.problems import Unusable
from tests.imports.opening.books import spreadsheet, zipped
from tests.imports.test_read import workbook

pytestmark = pytest.mark.pure
GOOD = "id,name\n1,Ada\n"
CELLS = st.text(max_size=8)


def shown(data: bytes) -> list[tuple[str, list[list[str]]]]:
    return [(sheet.file, sheet.rows()) for sheet in process.sheets("all", data)]


def saved(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_every_sheet_of_a_workbook_is_a_table() -> None:
    data = workbook(People=[["id", "name"], ["1", "Ada"]], Products=[["product"], ["Maps"]])
    assert shown(data) == [
        ("all › People", [["id", "name"], ["1", "Ada"]]),
        ("all › Products", [["product"], ["Maps"]]),
    ]


def test_every_file_of_an_archive_is_a_table() -> None:
    data = zipped(
        {"a/people.csv": GOOD, "b.xlsx": workbook(S=[["x", "y"]]), "__MACOSX/._people.csv": "\0", ".DS_Store": ""}
    )
    assert [name for name, _ in shown(data)] == ["all › people.csv", "all › b.xlsx"]


def test_what_is_no_table_in_an_archive_is_said() -> None:
    (sheet,) = process.sheets("all.zip", zipped({"logo.png": b"\x89PNG\r\n", "people.csv": GOOD}))
    assert [(remark.value, remark.code) for remark in sheet.remarks] == [("logo.png", "no-table")]


def test_an_archive_without_a_table_says_why() -> None:
    with pytest.raises(Unusable, match="picture"):
        process.sheets("all.zip", zipped({"logo.png": b"\x89PNG\r\n"}))


def test_an_open_document_spreadsheet_is_read() -> None:
    assert shown(spreadsheet([["id", "name"], ["1", "Zoë"]])) == [("all", [["id", "name"], ["1", "Zoë"]])]


@pytest.mark.parametrize("folder", ["word", "ppt"])
def test_another_document_is_told_from_a_workbook(folder: str) -> None:
    with pytest.raises(Unusable, match="not a spreadsheet"):
        process.sheets("cv", zipped({f"{folder}/document.xml": "<x/>", "[Content_Types].xml": "<Types/>"}))


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("00000", 7, "00007"),
        ('"TRN-"000', 7, "TRN-007"),
        ("000-00", 7, "7"),
        ("0", 7, "7"),
        ("0.00", 7, "7"),
        ("General", 7, "7"),
        ("00000", 123456, "123456"),
        ("000;-000", 7, "007"),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(form: str, number: int, text: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["id", "name"])
    sheet.append([number, "Ada"])
    sheet["A2"].number_format = form
    assert shown(saved(book))[0][1][1] == [text, "Ada"]


@given(st.integers(0, 10**9), st.integers(2, 12))
def test_leading_zeros_fill_up_to_the_width(number: int, width: int) -> None:
    text = number_formats.shown(float(number), number_formats.Format("", width, ""))
    assert (int(text), len(text)) == (number, max(width, len(str(number))))


@settings(max_examples=10)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_a_cell_merged_over_rows_counts_in_each(heights: list[int]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["line", "product", "PMM"])
    right = []
    for line, height in enumerate(heights):
        first = sheet.max_row + 1
        for n in range(height):
            sheet.append([f"line {line}", f"product {line} {n}", f"pmm {line}"])
            right.append([f"line {line}", f"product {line} {n}", f"pmm {line}"])
        for column in (1, 3):
            sheet.merge_cells(start_row=first, end_row=first + height - 1, start_column=column, end_column=column)
    assert shown(saved(book))[0][1][1:] == right


def test_a_title_merged_over_columns_stands_once_and_blank_rows_stay_blank() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Staff list", None], ["id", "name"], ["1", "Ada"], [None, None], [None, "Bo"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A3:A4")
    assert shown(saved(book))[0][1] == [["Staff list"], ["id", "name"], ["1", "Ada"], [""], ["", "Bo"]]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6))
def test_packed_rows_are_the_clean_cells(rows: list[list[str]]) -> None:
    wanted = [[normalize("NFC", one_line(cell)) for cell in row] for row in rows]
    for row in wanted:
        while len(row) > 1 and not row[-1]:
            row.pop()
    while wanted and not any(wanted[-1]):
        wanted.pop()
    assert Sheet("f", "t", packed("f", rows)).rows() == wanted


@given(
    st.lists(
        st.tuples(CELLS, CELLS, st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=3)), min_size=1, max_size=3
    )
)
def test_sheets_come_back_from_bytes(given_sheets: list[tuple[str, str, list[list[str]]]]) -> None:
    remark = (Remark(1, "x", "Left out.", "left-out"),)
    sheets = [Sheet(one_line(file), one_line(title), packed("f", rows), remark) for file, title, rows in given_sheets]
    assert from_bytes(as_bytes(sheets)) == sheets
