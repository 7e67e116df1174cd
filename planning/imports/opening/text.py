"""From the bytes of a text file to rows of cells: encoding, delimiter, quotes."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from planning.imports.problems import Unusable

DELIMITERS = ",;\t|"
SAMPLE = 65_536
END = "\x1e"  # a last row of its own, unless an open quotation mark swallows it
csv.field_size_limit(25_000_000)  # a huge cell is said where it stands, it does not stop the reader


def decode(file: str, data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Unicode is recognised by its form; what is not Unicode is
    Western European (Windows-1252) unless so many bytes are not ASCII that another alphabet is likely."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), "UTF-8" if name == "utf-8-sig" else name.upper()
    if b"\0" in data[:SAMPLE]:
        return _with_zeros(file, data)
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _legacy(data)


def _with_zeros(file: str, data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: every second byte of mostly Latin text is zero. Other zeros: not text."""
    sample = data[:SAMPLE]
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = sample[first::2], sample[1 - first :: 2]
        if half.count(0) > 0.7 * len(half) and other.count(0) < 0.05 * len(other) + 1:
            return data.decode(name, errors="replace"), "UTF-16"
    if sample.count(0) > 0.1 * len(sample):
        raise Unusable(
            file, "This is not a text file. Save the sheet as CSV or as an Excel workbook (.xlsx).", "no-table"
        )
    return data.decode("utf-8", errors="replace"), "UTF-8"


def _legacy(data: bytes) -> tuple[str, str]:
    sample = data[:SAMPLE]
    foreign = sum(byte > 127 for byte in sample)
    if foreign > 0.25 * len(sample):
        from charset_normalizer import from_bytes  # takes longer to load than most files to read

        best = from_bytes(sample).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace"), best.encoding
    return data.decode("cp1252", errors="replace"), "Windows-1252"


def split(file: str, text: str) -> Iterator[list[str]]:
    """The rows of a delimited text one by one, the delimiter chosen by what makes the most even columns. Raises
    `Unusable`."""
    if text[:4].lower() == "sep=" and len(text) > 5 and text[4] not in '\r\n"':
        text, delimiter = text.partition("\n")[2], text[4]
    else:
        delimiter = _delimiter(text)
    row, number = [END], 0
    try:
        for number, following in enumerate(_rows(f"{text}\n{END}", delimiter)):
            if number:
                yield row
            row = following
    except csv.Error as error:
        message = f"The file cannot be split into columns ({error}). Save it as CSV again."
        raise Unusable(file, message, "unsplit") from error
    if row != [END]:
        place = f"A quotation mark in row {number + 1} is never closed"
        message = f"{place}, so the text after it would be lost. Close it, or save the file as CSV again."
        raise Unusable(file, message, "open-quote")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _delimiter(text: str) -> str:
    """Of the delimiters, the one that gives the most cells in the rows that are as wide as the widest of
    the first few. One that parts the first two rows alike goes before one that parts cells only further down, such as
    the semicolon in “Maps,Ida Berg; Tom Falk”."""
    head = text[:SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))


def _evenness(head: str, delimiter: str) -> tuple[bool, int]:
    """Whether the first two rows are of the usual width, and how many cells stand in rows of that width."""
    widths: list[int] = []
    try:
        for row in _rows(head, delimiter):
            widths += [len(row)] if any(row) else []
            if len(widths) == 25:
                break
    except csv.Error:
        return False, 0
    usual = max(set(widths), key=widths.count, default=0)
    return (widths[:2] == [usual, usual], usual * widths.count(usual)) if usual > 1 else (False, 0)
