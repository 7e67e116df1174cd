"""Which numbers of a workbook are shown with leading zeros, such as 7 as 00007 or as TRN-007: calamine does not say.

Runs in the process that opens files, whose memory and time are limited; see `process`.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree  # expat refuses entities that grow, and the process is limited

from portal.files.archive import BROKEN

_ZEROS = re.compile(r'^((?:"[^"]*"|\\.|[-/ ])*)(0+)((?:"[^"]*"|\\.)*)(;.*)?$', re.S)
_QUOTES = re.compile(r'"([^"]*)"|\\(.)')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*?)/?>")
_ATTRIBUTE = re.compile(rb"""\b([rs])\s*=\s*["']([A-Za-z]{0,3})(\d+)["']""")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Format(NamedTuple):
    """Text, as many digits as `zeros` at least, text."""

    before: str
    zeros: int
    after: str


Padding = dict[tuple[int, int], Format]


def shown(number: float, how: Format) -> str:
    """The number as its cell shows it."""
    if number < 0 or number != int(number) or how.zeros > 100:
        return str(number)
    return f"{how.before}{int(number):0{how.zeros}d}{how.after}"


def by_sheet(archive: zipfile.ZipFile) -> dict[str, Padding]:
    """By name of sheet: the cells that are shown so, by row and column (0 is the first)."""
    try:
        styles = _styles(archive)
        if not styles:
            return {}
        parts = _parts(archive)
        return {name: _cells(archive.read(part), styles) for name, part in parts.items()}
    except (ElementTree.ParseError, RuntimeError, *BROKEN):
        return {}


def _styles(archive: zipfile.ZipFile) -> dict[int, Format]:
    """Formats with leading zeros by the number of the style that cells name."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    tree = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314
    formats: dict[str, Format] = {}
    for about in tree.iterfind(".//{*}numFmt"):
        if (how := _format(about.get("formatCode", ""))) is not None:
            formats[about.get("numFmtId", "")] = how
    kept = enumerate(tree.iterfind("./{*}cellXfs/{*}xf"))
    return {number: formats[style.get("numFmtId", "")] for number, style in kept if style.get("numFmtId") in formats}


def _format(code: str) -> Format | None:
    found = _ZEROS.match(code)
    if found is None:
        return None
    before, after = (_QUOTES.sub(lambda match: match[1] or match[2] or "", found[i]) for i in (1, 3))
    return Format(before, len(found[2]), after) if len(found[2]) > 1 or before or after else None


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the workbook that holds each sheet, by its name."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    found = {}
    for sheet in book.iterfind(".//{*}sheet"):
        target = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_ID), ""))).lstrip("/")
        if target in archive.namelist():
            found[sheet.get("name", "")] = target
    return found


def _cells(part: bytes, styles: dict[int, Format]) -> Padding:
    found: Padding = {}
    for match in _CELL.finditer(part):
        attributes = {name: (letters, int(digits)) for name, letters, digits in _ATTRIBUTE.findall(match[1])}
        if b"s" in attributes and b"r" in attributes and (how := styles.get(attributes[b"s"][1])):
            letters, row = attributes[b"r"]
            found[row - 1, _column(letters)] = how
    return found


def _column(letters: bytes) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
