"""The first stage: from an uploaded file to a table with one header row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planning.imports.opening import text, workbook
from planning.imports.problems import Report, Unusable

MAX_BYTES = 20_000_000
MAX_ROWS = 100_000
MAX_CELL = 5_000
HEADER_WITHIN = 15
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff]+")

_SIGNATURES = {
    b"%PDF": "This is a PDF. Export the list as CSV or Excel instead.",
    b"\x89PNG": "This is a picture. Export the list as CSV or Excel instead.",
    b"\xff\xd8\xff": "This is a picture. Export the list as CSV or Excel instead.",
    b"GIF8": "This is a picture. Export the list as CSV or Excel instead.",
    b"\x1f\x8b": "This file is compressed. Unpack it and import the file inside.",
    b"Rar!": "This file is compressed. Unpack it and import the file inside.",
    b"7z\xbc\xaf": "This file is compressed. Unpack it and import the file inside.",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


class Row(NamedTuple):
    """`number` as a spreadsheet counts; `cells` as many as there are headers."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    file: str
    header_row: int
    headers: tuple[str, ...]
    rows: list[Row]


def read(file: str, data: bytes, score: Callable[[Sequence[str]], int], report: Report) -> Table:
    """The table in `data`. `score` says how many of a row's cells are known headers: the best of the first
    rows is the header (the first row that holds anything, where none is known). Raises `Unusable`."""
    _check_kind(file, data)
    if data[:2] == b"PK":
        rows, start = _best_sheet(file, data, score, report)
    else:
        decoded, encoding = text.decode(file, data)
        rows = text.split(file, decoded)
        start = _header_row(rows, score)
        if encoding != "UTF-8":
            report.note(1, "", encoding, "The file is not UTF-8; its characters were read in the encoding shown.")
    return _table(file, rows, start, report)


def _check_kind(file: str, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Unusable(file, "The file is larger than 20 MB. Leave out columns that are not needed, or split it.")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"):
        raise Unusable(file, "The file is empty. Export it again, with a header row and one row a position.")
    for signature, message in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unusable(file, message)
    if data.startswith(_OLD_OFFICE):
        if _PASSWORD in data:
            raise Unusable(file, "The workbook has a password. Save a copy without one and import that.")
        raise Unusable(file, "This is an old Excel file (.xls). Save it as .xlsx or as CSV and import that.")


def _best_sheet(
    file: str, data: bytes, score: Callable[[Sequence[str]], int], report: Report
) -> tuple[list[list[str]], int]:
    sheets = [(name, rows, _header_row(rows, score)) for name, rows in workbook.sheets(file, data)]
    if not sheets:
        raise Unusable(file, "The workbook has no cells. Export it again, with a header row.")
    name, rows, start = max(sheets, key=lambda sheet: score(_cleaned(sheet[1][sheet[2]])))
    for other, _, _ in sheets:
        if other != name:
            report.note(1, "", other, f"Only the sheet “{name}” was read; this one was not.")
    return rows, start


def _header_row(rows: list[list[str]], score: Callable[[Sequence[str]], int]) -> int:
    """Index of the header: titles and blank lines may stand above it."""
    first = next((i for i, row in enumerate(rows) if any(cell.strip() for cell in row)), 0)
    near = range(first, min(len(rows), first + HEADER_WITHIN))
    best = max(near, key=lambda i: (score(_cleaned(rows[i])), -i), default=first)
    return best if rows and score(_cleaned(rows[best])) > 1 else first


def _cleaned(cells: Sequence[str]) -> list[str]:
    return [clean(cell) for cell in cells]


def clean(cell: str) -> str:
    """One line, no control characters, single blanks."""
    if not cell.isascii() or not cell.isprintable() or "  " in cell:
        cell = _CONTROL.sub(" ", cell).replace("\u200b", "")
        cell = cell.encode("utf-8", "replace").decode("utf-8")
        return " ".join(cell.split())
    return cell.strip()


def _table(file: str, rows: list[list[str]], start: int, report: Report) -> Table:
    if not rows:
        raise Unusable(file, "The file is empty. Export it again, with a header row and one row a position.")
    headers = _cleaned(rows[start])
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) < 2:
        raise Unusable(file, "There is only one column. The file needs a header row and columns split by commas.")
    if start:
        report.note(start + 1, "", "", "The rows above this one are not part of the table; this row holds the headers.")
    kept = [_row(start + 2 + i, cells, len(headers), report) for i, cells in enumerate(rows[start + 1 :]) if any(cells)]
    kept = [row for row in kept if any(row.cells)]
    if len(kept) > MAX_ROWS:
        raise Unusable(file, f"The file has {len(kept):,} rows; up to 100,000 can be imported. Split it.")
    if not kept:
        raise Unusable(file, "There is a header row and nothing below it. Export the file again, with its rows.")
    return Table(file, start + 1, tuple(headers), kept)


def _row(number: int, cells: list[str], width: int, report: Report) -> Row:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        surplus = ", ".join(cell for cell in cells[width:] if cell.strip())
        report.note(number, "", surplus, "The row has more cells than there are headers; the surplus was left out.")
    values = [clean(cell) for cell in cells[:width]]
    for i, value in enumerate(values):
        if len(value) > MAX_CELL:
            report.error(number, "", value, "A cell is longer than 5,000 characters. Is a quotation mark not closed?")
            values[i] = value[:MAX_CELL]
    return Row(number, values + [""] * (width - len(values)))
