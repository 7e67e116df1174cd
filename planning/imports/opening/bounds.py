"""How far the cells of a workbook reach, before a reader makes room for them: a small one can claim billions."""

from __future__ import annotations

import re
import zipfile

from planning.imports.opening import limits
from portal.files import archive

_TAIL = 300
# A cell that is not empty and a row, wherever in a workbook their sheet lies; cells as all programs write them, which
# is found four times as fast, and in every spelling that XML has.
_USUAL_CELL = re.compile(rb""" r="([A-Za-z]+)(\d+)"[^<>]*(?<!/)>""")
_ANY_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*(?<!/)>""")
_ROW = re.compile(rb"""row\s[^<>]*?r\s*=\s*["'](\d+)["']""")
_UNUSUAL = (b"r='", b" =", b"= ", b"\t", b"\r=", b"\n=", b"=\n", b"=\r", b"\nr=", b"\rr=")


def defuse(file: str, book: zipfile.ZipFile) -> None:
    """Unpack every part of a workbook once, counting. Raises `Unusable`."""
    tail, bounds = b"", _Bounds(file)
    for begins, piece in archive.unpacked(limits.OPENER, file, book):
        if begins:
            tail, bounds = b"", _Bounds(file)
        bounds.add(tail + piece)
        tail = piece[-_TAIL:]


class _Bounds:
    """How far the cells of one part of a workbook reach. A reader makes room for the whole rectangle."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.top, self.left, self.bottom, self.right = limits.SHEET_ROWS, 10**9, 0, 0

    def add(self, part: bytes) -> None:
        if any(int(row[:12]) > limits.SHEET_ROWS for row in set(_ROW.findall(part))):
            raise limits.over(self.file, "rows")
        cell = _ANY_CELL if _is_unusual(part) else _USUAL_CELL
        if places := cell.findall(part):
            letters, digits = zip(*places, strict=True)
            self._stretch({_number(column) for column in set(letters)}, {int(row[:12]) for row in set(digits)})

    def _stretch(self, columns: set[int], rows: set[int]) -> None:
        self.top, self.bottom = min(self.top, *rows), max(self.bottom, *rows)
        self.left, self.right = min(self.left, *columns), max(self.right, *columns)
        height, width = self.bottom - self.top + 1, self.right - self.left + 1
        if width > limits.MAX_COLUMNS:
            raise limits.over(self.file, "columns")
        if height > limits.MAX_ROWS + 10_000:
            raise limits.over(self.file, "rows")
        if height * width > 4 * limits.MAX_CELLS:
            raise limits.over(self.file, "cells")


def _is_unusual(part: bytes) -> bool:
    """Whether the place of a cell may be spelled in another way; some text that is none of it may look so, too."""
    return any(sign in part for sign in (_UNUSUAL if b"\n" in part or b"\r" in part else _UNUSUAL[:4]))


def _number(column: bytes) -> int:
    """AA is 27, and so is aa."""
    number = 0
    for letter in column.upper()[:8]:
        number = number * 26 + letter - 64
    return number
