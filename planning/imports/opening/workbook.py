"""From the bytes of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) to rows of cells. Only for the process that may die of
it: see `process`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from planning.core.cell_text import one_line
from planning.imports.opening import bounds, limits, number_formats
from planning.imports.opening.sheets import Sheet, packed
from portal.files.refusal import Unusable

Merged = dict[int, list[tuple[int, int]]]


def sheets(file: str, data: bytes, book_archive: zipfile.ZipFile | None) -> list[Sheet]:
    """Every sheet that holds something; `book_archive` is the workbook as a ZIP, where it is one. Raises `Unusable`."""
    if book_archive is not None:
        bounds.defuse(file, book_archive)
    formats = number_formats.by_sheet(book_archive) if book_archive is not None else {}
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        names = [about.name for about in book.sheets_metadata if about.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if len(names) > limits.MAX_SHEETS:
            raise limits.over(file, "sheets")
        several = len(names) > 1
        found = [
            _sheet(f"{file} › {one_line(name)[:100]}" if several else file, book, name, formats.get(name, {}))
            for name in names
        ]
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unusable(file, limits.DAMAGED, "damaged") from error
    return [sheet for sheet in found if sheet.body]


def _sheet(file: str, book: Any, name: str, padding: number_formats.Padding) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return Sheet(file, "", "")
    if sheet.end[0] >= limits.SHEET_ROWS:
        raise limits.over(file, "rows")
    return Sheet(file, one_line(name)[:100], packed(file, _rows(sheet, padding)))


def _rows(sheet: Any, padding: Mapping[tuple[int, int], number_formats.Format]) -> Iterator[list[str]]:
    """The rows from the top of the sheet, as text. A cell that is merged over several rows counts in each of them that
    holds anything else."""
    merged, above = _merged_down(sheet.merged_cell_ranges), {}
    for number, cells in enumerate(sheet.iter_rows()):
        row = [_text(cell) for cell in cells]
        if padding:
            for column, cell in enumerate(cells):
                if isinstance(cell, float) and (number, column) in padding:
                    row[column] = number_formats.shown(cell, padding[number, column])
        if number in merged and any(row):
            for column, first in merged[number]:
                if first == number:
                    above[column] = row[column]
                elif column < len(row) and not row[column]:
                    row[column] = above.get(column, "")
        yield row


def _merged_down(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> Merged:
    """By row: each column that is merged there with other rows, and the first of these."""
    found: Merged = {}
    for (top, left), (bottom, right) in ranges or ():
        if left != right or top == bottom or bottom > limits.MAX_ROWS:
            continue
        for row in range(top, bottom + 1):
            found.setdefault(row, []).append((left, top))
    return found


def _text(cell: Any) -> str:
    """A cell as somebody would have typed it in a text file; whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if not isinstance(cell, time | timedelta) else ""
