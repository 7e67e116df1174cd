"""From the bytes of an Excel workbook to rows of cells, without being blown up by it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from planning.imports.problems import Unusable

MAX_UNPACKED = 400_000_000
MAX_COLUMNS = 1_000
MAX_SHEET_ROWS = 110_000
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{0,3})(\d{1,9})["']""")
_CHUNK = 1_000_000


def sheets(file: str, data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Name and rows of every sheet that holds something."""
    _defuse(file, data)
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        read = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unusable(file, "The workbook is damaged. Open it in Excel and save it as .xlsx again.") from error
    return [(name, [[_text(cell) for cell in row] for row in rows]) for name, rows in read if rows]


def _defuse(file: str, data: bytes) -> None:
    """Unpack once, counting, before the workbook is read: a small file can claim millions of cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if not any(name.startswith("xl/") for name in names):
                raise Unusable(file, "This is an archive, not an Excel workbook. Unpack it and import the file inside.")
            total = 0
            for info in archive.infolist():
                total += _measure(file, archive, info, MAX_UNPACKED - total)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Unusable(file, "The workbook is damaged. Open it in Excel and save it as .xlsx again.") from error


def _measure(file: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowed: int) -> int:
    size, tail = 0, b""
    is_sheet = "worksheets/" in info.filename
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise Unusable(file, "The workbook unpacks to far more than a workbook of 20 MB. Save it as CSV.")
            if is_sheet:
                _check_places(file, tail + chunk)
                tail = chunk[-40:]
    return size


def _check_places(file: str, part: bytes) -> None:
    for column, row in set(_PLACE.findall(part)):
        if int(row) > MAX_SHEET_ROWS:
            raise Unusable(file, f"The sheet has a cell in row {int(row)}; up to 100,000 rows can be imported.")
        if _number(column) > MAX_COLUMNS:
            raise Unusable(file, "The sheet has more than 1,000 columns. Keep those that describe the positions.")


def _number(column: bytes) -> int:
    """AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


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
