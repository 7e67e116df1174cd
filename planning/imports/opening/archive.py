"""From the bytes of a ZIP to what it holds, counted before it is taken: nothing is ever written to a disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from planning.imports.opening import limits
from planning.imports.problems import Unusable

# What a damaged or hostile archive can make `zipfile` raise.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError, OverflowError)
DAMAGED = "The file is damaged. Open it in a spreadsheet program, save it again and import that."
_CHUNK = 1_000_000
_TAIL = 300
# A cell that is not empty and a row, wherever in a workbook their sheet lies; cells as all programs write them, which
# is found four times as fast, and in every spelling that XML has.
_USUAL_CELL = re.compile(rb""" r="([A-Za-z]+)(\d+)"[^<>]*(?<!/)>""")
_ANY_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Za-z]+)(\d+)["'][^<>]*(?<!/)>""")
_ROW = re.compile(rb"""row\s[^<>]*?r\s*=\s*["'](\d+)["']""")
_UNUSUAL = (b"r='", b" =", b"= ", b"\t", b"\r=", b"\n=", b"=\n", b"=\r", b"\nr=", b"\rr=")
_NO_FILES = ("__MACOSX/", ".", "Thumbs.db", "desktop.ini")


@contextmanager
def opened(file: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises `Unusable` where it is damaged, locked or holds too many entries."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.MAX_ENTRIES:
                raise limits.over(file, "entries")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Unusable(file, "The file has a password. Save a copy without one and import that.", "password")
            yield archive
    except (RuntimeError, *BROKEN) as error:
        raise Unusable(file, DAMAGED, "damaged") from error


def files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The files that somebody put in: no folders, no links, nothing that an operating system adds of its own."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and not is_link(entry) and not _is_added(entry.filename)
    ]


def is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _is_added(path: str) -> bool:
    return path.startswith("__MACOSX/") or path.rpartition("/")[2].startswith(_NO_FILES)


def content(file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One file of an archive, however small it claims to be. Raises `Unusable` where it is too large."""
    with archive.open(entry) as stream:
        data = stream.read(limits.MAX_BYTES + 1)
    if len(data) > limits.MAX_BYTES:
        raise limits.over(file, "size")
    return data


def defuse(file: str, archive: zipfile.ZipFile) -> None:
    """Unpack every part of a workbook once, counting: a small one can claim billions of cells. Raises `Unusable`."""
    total = 0
    for entry in archive.infolist():
        total += _measured(file, archive, entry, limits.MAX_UNPACKED - total)


def _measured(file: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    size, tail, bounds = 0, b"", _Bounds(file)
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > allowed:
                raise limits.over(file, "unpacked")
            bounds.add(tail + chunk)
            tail = chunk[-_TAIL:]
    return size


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
