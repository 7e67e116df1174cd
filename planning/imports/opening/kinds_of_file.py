"""What a file is by its first bytes and by what it holds, whatever its name says; and what cannot be read at all."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from portal.files.refusal import Unusable
from portal.files.signatures import Kind, is_empty, kind_of

_MESSAGES: dict[Kind, str] = {
    "pdf": "This is a PDF. Export the list as CSV or Excel instead.",
    "picture": "This is a picture. Export the list as CSV or Excel instead.",
    "compressed": "This file is compressed. Unpack it and import the file inside, or make a ZIP of it.",
    "database": "This is a database. Export the list from it as CSV.",
    "rich-text": "This is a text document. Put the list into a spreadsheet and save it as .xlsx or CSV.",
    "program": "This is a program. Export the list as CSV or Excel instead.",
    "html": "This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx or CSV.",
    "xml": "This is XML. Open it in a spreadsheet program and save it as .xlsx or CSV.",
}
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def check(file: str, data: bytes) -> None:
    """Raises `Unusable` for what is no table, as far as its first bytes say."""
    kind = kind_of(data)
    if is_empty(data):
        raise Unusable(file, "The file is empty. Export it again with a header row and one row per position.", "empty")
    if kind in _MESSAGES:
        raise Unusable(file, _MESSAGES[kind], "no-table")
    if kind == "ole" and _PASSWORD in data:
        raise Unusable(
            file, "The workbook is password-protected. Save a copy without a password and import that.", "password"
        )


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
        raise Unusable(
            file, "This is not a spreadsheet. Put the list into one and save it as .xlsx or CSV.", "no-table"
        )
    if "Index" in firsts and "Metadata" in firsts:
        raise Unusable(file, "This is a Numbers file. In Numbers choose File → Export to → Excel or CSV.", "no-table")
