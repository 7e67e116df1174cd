"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from typing import Literal

Kind = Literal["pdf", "picture", "compressed", "database", "rich-text", "program", "zip", "ole", "html", "xml"]
_SIGNATURES: dict[bytes, Kind] = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"\x1f\x8b": "compressed",
    b"Rar!": "compressed",
    b"7z\xbc\xaf": "compressed",
    b"BZh": "compressed",
    b"\xfd7zXZ": "compressed",
    b"\x28\xb5\x2f\xfd": "compressed",
    b"SQLite format 3": "database",
    b"{\\rtf": "rich-text",
    b"\x7fELF": "program",
    b"MZ\x90\0": "program",
    b"PK": "zip",
    b"\xd0\xcf\x11\xe0": "ole",
}
_TAGS: dict[bytes, Kind] = {
    b"<!doctype html": "html",
    b"<html": "html",
    b"<table": "html",
    b"<?xml": "xml",
    b"<!doctype": "xml",
    b"<svg": "picture",
}
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\0,;"
_MARKS = b"\xef\xbb\xbf \t\r\n"
# As a sentence says it, for those of no use to most.
SAID: dict[Kind, str] = {
    "pdf": "a PDF",
    "picture": "a picture",
    "compressed": "a compressed file",
    "database": "a database",
    "rich-text": "a text document",
    "program": "a program",
    "zip": "a ZIP file or an Office document",
    "ole": "an Office document",
    "html": "a web page",
    "xml": "XML",
}


def kind_of(data: bytes) -> Kind | None:
    """None for what may be text."""
    found = next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), None)
    start = data[:512].lstrip(_MARKS).lower()
    return found or next((kind for tag, kind in _TAGS.items() if start.startswith(tag)), None)


def is_empty(data: bytes) -> bool:
    """Whether there is nothing but blanks, separators and marks of an encoding."""
    return not data.strip(_NOTHING)
