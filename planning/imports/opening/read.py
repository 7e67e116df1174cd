"""The first stage: from an uploaded file to tables with one header row each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from planning.imports.opening import limits, process
from planning.imports.opening.limits import MAX_BYTES, MAX_CELL, MAX_ROWS
from planning.imports.opening.sheets import Sheet, Sheets
from planning.imports.problems import Report, Unusable

__all__ = ["MAX_BYTES", "MAX_CELL", "MAX_ROWS", "Row", "Score", "Table", "header_row", "read", "table_of"]
HEADER_WITHIN = 15
# How many of a row's cells are known headers.
Score = Callable[[Sequence[str]], int]


class Row(NamedTuple):
    """`number` as a spreadsheet counts; `cells` as many as there are headers."""

    number: int
    cells: list[str]


class Table(NamedTuple):
    """`above` are the cells of the row above the headers."""

    file: str
    header_row: int
    headers: tuple[str, ...]
    rows: list[Row]
    above: tuple[str, ...] = ()


def read(file: str, data: bytes | Sheets, score: Score, report: Report) -> Table:
    """The table in a file, or in its sheets where it was opened before: of several sheets the one with the most known
    headers; the others are said. Raises `Unusable`."""
    sheets = process.sheets(file, data) if isinstance(data, bytes) else list(data)
    rows = [sheet.rows() for sheet in sheets]
    best = max(range(len(sheets)), key=lambda i: score(rows[i][header_row(rows[i], score)]) if rows[i] else -1)
    for other in sheets[:best] + sheets[best + 1 :]:
        message = f"Only the sheet “{sheets[best].title}” was read; this one was not."
        report.note(1, "", other.title, message, "sheet-unread")
    return table_of(sheets[best]._replace(file=file), score, report, rows[best])


def table_of(sheet: Sheet, score: Score, report: Report, rows: list[list[str]] | None = None) -> Table:
    """The table in a sheet. `score` says how many of a row's cells are known headers: the best of the first rows is the
    header (the first row that holds anything, where none is known). Raises `Unusable`."""
    for remark in sheet.remarks:
        report.note(remark.row, "", remark.value, remark.message, remark.code)
    rows = sheet.rows() if rows is None else rows
    return _table(sheet.file, rows, header_row(rows, score), report)


def header_row(rows: list[list[str]], score: Score) -> int:
    """Index of the header: titles and blank lines may stand above it."""
    first = next((i for i, row in enumerate(rows) if any(row)), 0)
    near = range(first, min(len(rows), first + HEADER_WITHIN))
    best = max(near, key=lambda i: (score(rows[i]), -i), default=first)
    return best if rows and score(rows[best]) > 1 else first


def _table(file: str, rows: list[list[str]], start: int, report: Report) -> Table:
    if not rows:
        raise Unusable(file, "The file is empty. Export it again with a header row and one row per position.", "empty")
    headers = rows[start] + [""] * (_usual_width(rows[start + 1 : start + 50]) - len(rows[start]))
    if len(headers) < 2:
        message = "There is only one column. The file needs a header row and columns separated by commas."
        raise Unusable(file, message, "one-column")
    if start:
        message = "This row contains the headers, so the rows above it were left out."
        report.note(start + 1, "", "", message, "rows-above-header")
    numbered = enumerate(rows[start + 1 :], start + 2)
    # The last cell of a row is never empty, unless the whole row is.
    kept = [row for number, cells in numbered if cells[-1] and (row := _row(number, cells, len(headers), report))]
    if len(kept) > MAX_ROWS:
        message = f"The file has {len(kept):,} rows; the limit is 100,000. Split it."
        raise Unusable(file, message, f"{limits.LIMIT}rows")
    if not kept:
        message = "There is only a header row. Export the file again with its rows."
        raise Unusable(file, message, "no-rows")
    return Table(file, start + 1, tuple(headers), kept, tuple(rows[start - 1]) if start else ())


def _usual_width(rows: list[list[str]]) -> int:
    """How many cells most rows have: a column may have no header."""
    widths = sorted(len(row) for row in rows if any(row))
    return widths[(len(widths) - 1) // 2] if len(widths) > 1 else 0


def _row(number: int, cells: list[str], width: int, report: Report) -> Row | None:
    """None where nothing stands under the headers."""
    if len(cells) > width:
        surplus = ", ".join(cell for cell in cells[width:] if cell)
        message = "The row has more cells than there are headers, so the extra cells were left out."
        report.note(number, "", surplus, message, "surplus-cells")
        cells = cells[:width]
        if not any(cells):
            return None
    if max(map(len, cells)) > MAX_CELL:
        cells = [_shortened(number, cell, report) for cell in cells]
    return Row(number, cells if len(cells) == width else cells + [""] * (width - len(cells)))


def _shortened(number: int, cell: str, report: Report) -> str:
    if len(cell) > MAX_CELL:
        message = "A cell is longer than 5,000 characters, the limit. Check for a missing closing quotation mark."
        report.error(number, "", cell, message, f"{limits.LIMIT}cell")
    return cell[:MAX_CELL]
