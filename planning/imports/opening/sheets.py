"""What is in an opened file: sheets of clean cells, kept as one text each."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planning.core.cell_text import is_clean, one_line
from planning.imports.opening import limits

# Between the cells, rows and sheets of a packed file; no clean cell holds one.
CELL, ROW, SHEET = "\x1f", "\x1e", "\x1d"


class Remark(NamedTuple):
    """Something to say about a sheet as a whole or one of its rows (1 is the first)."""

    row: int
    value: str
    message: str
    code: str


class Sheet(NamedTuple):
    """One sheet of a workbook, or a text file. `file` is how problems name it, `title` the name of the sheet or file
    alone; `body` holds its rows of clean cells, see `packed`."""

    file: str
    title: str
    body: str
    remarks: tuple[Remark, ...] = ()

    def rows(self) -> list[list[str]]:
        """All rows from the first; blank ones have a single empty cell, cells may be missing at the end of a row."""
        return [line.split(CELL) for line in self.body.split(ROW)] if self.body else []


# What was opened: one file, of which one table is of use.
Sheets = tuple[Sheet, ...]


def packed(file: str, rows: Iterable[list[str]]) -> str:
    """Rows as one text: cells cleaned, empty ones at the end of a row and of the sheet left out. Raises `Unusable`
    beyond a limit."""
    return ROW.join(_counted(file, rows)).rstrip(ROW)


def _counted(file: str, rows: Iterable[list[str]]) -> Iterator[str]:
    filled = cells = characters = 0
    for number, row in enumerate(rows):
        line = _line(row)
        if line:
            width = line.count(CELL) + 1
            filled, cells, characters = filled + 1, cells + width, characters + len(line)
            _check(file, width, filled, cells, characters)
        if number > limits.SHEET_ROWS:
            raise limits.over(file, "rows")
        yield line


def _check(file: str, width: int, filled: int, cells: int, characters: int) -> None:
    # A few rows more than can be imported, for titles, headers and totals; the table itself is counted exactly.
    if filled > limits.MAX_ROWS + 1_000:
        raise limits.over(file, "rows")
    if width > limits.MAX_COLUMNS:
        raise limits.over(file, "columns")
    if cells > limits.MAX_CELLS:
        raise limits.over(file, "cells")
    if characters > limits.MAX_TEXT:
        raise limits.over(file, "text")


def _line(row: list[str]) -> str:
    line = CELL.join(row)
    if not _is_clean(line) or len(line) > limits.MAX_CELL or line.count(CELL) >= len(row):
        line = CELL.join([one_line(cell[: limits.MAX_CELL + 1]) for cell in row])
    # A Mac writes accents as marks of their own; the same letters are to be the same text.
    return line.rstrip(CELL) if line.isascii() else unicodedata.normalize("NFC", line).rstrip(CELL)


def _is_clean(line: str) -> bool:
    """Whether `one_line` would leave every cell as it is: looked at for a whole row at once, which is much cheaper."""
    if "  " in line or f" {CELL}" in line or f"{CELL} " in line or line[:1] == " " or line[-1:] == " ":
        return False
    return is_clean(line.replace(CELL, ""))


def as_bytes(sheets: Iterable[Sheet]) -> bytes:
    """Sheets on their way between processes, or to be kept. Raises `Unusable` where they are too much together."""
    found = list(sheets)
    if sum(len(sheet.body) for sheet in found) > limits.MAX_TEXT:
        raise limits.over(found[0].file, "text")
    heads = [(sheet.file, sheet.title, sheet.remarks) for sheet in found]
    return SHEET.join([json.dumps(heads), *(sheet.body for sheet in found)]).encode()


def from_bytes(data: bytes) -> list[Sheet]:
    """The inverse of `as_bytes`."""
    heads, *bodies = data.decode().split(SHEET)
    return [
        Sheet(file, title, body, tuple(Remark(*remark) for remark in remarks))
        for (file, title, remarks), body in zip(json.loads(heads), bodies, strict=True)
    ]
