"""What a file is by its first bytes and by what it holds, whatever its name says; and what cannot be read at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from planning.imports.problems import Unusable

_PICTURE = "This is a picture. Export the list as CSV or Excel instead."
_COMPRESSED = "This file is compressed. Unpack it and import the file inside, or make a ZIP of it."
_WEB_PAGE = "This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV."
_SIGNATURES = {
    b"%PDF": "This is a PDF. Export the list as CSV or Excel instead.",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _COMPRESSED,
    b"Rar!": _COMPRESSED,
    b"7z\xbc\xaf": _COMPRESSED,
    b"BZh": _COMPRESSED,
    b"\xfd7zXZ": _COMPRESSED,
    b"SQLite format 3": "This is a database. Export the list from it as CSV.",
    b"{\\rtf": "This is a text document. Put the list into a spreadsheet and save it as .xlsx or CSV.",
}
_TAGS = {
    b"<!doctype html": _WEB_PAGE,
    b"<html": _WEB_PAGE,
    b"<table": _WEB_PAGE,
    b"<?xml": "This is XML. Open it in a spreadsheet program and save it as .xlsx or CSV.",
}
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"
_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def check(file: str, data: bytes) -> None:
    """Raises `Unusable` for what is no table, as far as its first bytes say."""
    if not data.strip(_NOTHING):
        raise Unusable(file, "The file is empty. Export it again, with a header row and one row a position.", "empty")
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, message in _SIGNATURES.items():
        if data.startswith(signature):
            raise Unusable(file, message, "no-table")
    for tag, message in _TAGS.items():
        if start.startswith(tag):
            raise Unusable(file, message, "no-table")
    if is_old_workbook(data) and _PASSWORD in data:
        raise Unusable(file, "The workbook has a password. Save a copy without one and import that.", "password")


def is_zip(data: bytes) -> bool:
    """A workbook of today or an archive."""
    return data[:2] == b"PK"


def is_old_workbook(data: bytes) -> bool:
    """An .xls, or another document of that time."""
    return data.startswith(_OLE)


def is_workbook(names: Iterable[str], archive: zipfile.ZipFile) -> bool:
    """Whether what a ZIP holds makes it a workbook (.xlsx, .xlsm, .xlsb, .ods) and not an archive of files."""
    names = set(names)
    if any(name.startswith("xl/") for name in names) or "[Content_Types].xml" in names:
        return True
    if "mimetype" not in names or "content.xml" not in names:
        return False
    return archive.getinfo("mimetype").file_size < 200 and b"opendocument" in archive.read("mimetype")


def check_document(file: str, names: Iterable[str]) -> None:
    """Raises `Unusable` for documents that are ZIPs, too, and hold no sheets."""
    firsts = {name.partition("/")[0] for name in names}
    if "word" in firsts or "ppt" in firsts:
        raise Unusable(file, "This is no spreadsheet. Put the list into one and save it as .xlsx or CSV.", "no-table")
    if "Index" in firsts and "Metadata" in firsts:
        raise Unusable(file, "This is a Numbers file. In Numbers choose File → Export to → Excel or CSV.", "no-table")
