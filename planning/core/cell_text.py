"""Text in one cell of a spreadsheet: on one line, guarded where it would be taken for a formula, several values in one.

A guard is an apostrophe before the text, and one within it where a program that parts cells by semicolons or lines
would begin another cell. `unguarded` takes off exactly what `guarded` has put on: text that begins with apostrophes of
its own before such a sign gets one more, so that none of its own is lost.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable

from planning.core.hidden_marks import bare, has_hidden, without_hidden

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
# What begins a formula in one program or another, in any width.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_BEGINS = re.compile(rf"'*(?:[\t\r\n]|\s*[{_SIGNS}])")
# Where a program that takes another separator than the comma would begin a cell of its own, in quotation marks or not.
_PARTS = r";\t\r\n"
_PARTING = re.compile(f"[{_PARTS}]")
# All that stands between two cells, and what follows. It fits wherever it begins, so that nothing is looked at twice.
_BETWEEN = re.compile(rf"([{_PARTS}\s\"\u200b-\u200f\u061c\u2060\ufeff]++)('*+)([{_SIGNS}]?)")


def one_line(text: str) -> str:
    """One line, no control characters, nothing hidden, single blanks, accents composed."""
    if not text.isascii() or not text.isprintable() or "  " in text:
        text = without_hidden(_CONTROL.sub(" ", text))
        text = text.encode("utf-8", "replace").decode("utf-8")
        return unicodedata.normalize("NFC", " ".join(text.split()))
    return text.strip()


def is_clean(line: str) -> bool:
    """Whether a line has nothing that `one_line` would take out but blanks."""
    return line.isprintable() and (line.isascii() or not has_hidden(line))


def guarded(text: str) -> str:
    """The text as a file may hold it that knows no types: a spreadsheet works out none of it."""
    text = _within(text, lambda marks: f"'{marks}")
    return f"'{text}" if _BEGINS.match(bare(text)) else text


def guarded_typed(text: str) -> str:
    """The text as a workbook holds it, whose cell is text by its type: only what `unguarded` would take for a guard is
    guarded."""
    text = _within(text, lambda marks: marks and f"'{marks}")
    return f"'{text}" if _has_guard(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded, either way."""
    text = text[1:] if _has_guard(text) else text
    return _within(text, lambda marks: marks[1:])


def _within(text: str, become: Callable[[str], str]) -> str:
    """The text with other apostrophes before what begins like a formula in a cell that another program would part."""
    if not _PARTING.search(text):
        return text
    return _BETWEEN.sub(lambda found: f"{found[1]}{_marks(found, become)}{found[3]}", text)


def _marks(found: re.Match[str], become: Callable[[str], str]) -> str:
    return become(found[2]) if found[3] and _PARTING.search(found[1]) else found[2]


def _has_guard(text: str) -> bool:
    return text[:1] == "'" and _BEGINS.match(bare(text)) is not None


def joined(values: Iterable[str]) -> str:
    """Several values in one cell, parted by semicolons; one that holds a semicolon stands in quotation marks."""
    values = list(values)
    if not any(mark in value for value in values for mark in ';"'):
        return ";".join(values)
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="").writerow(values)
    return out.getvalue()


def parted(text: str) -> tuple[str, ...]:
    """The values of a cell that `joined` has made, blanks around them left out."""
    if '"' not in text:
        return tuple(part for part in map(str.strip, text.split(";")) if part)
    row = next(csv.reader([text], delimiter=";", skipinitialspace=True), [])
    return tuple(part.strip() for part in row if part.strip())
