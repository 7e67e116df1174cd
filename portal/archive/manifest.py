"""What an archive says of itself, and how it is refused."""

from __future__ import annotations

from typing import NamedTuple

FORMAT, VERSION = "lineup-organisation", 1
MANIFEST, PEOPLE = "manifest.json", "people"


class Part(NamedTuple):
    """One file of the archive: a table, or the people. `size` in bytes as unpacked; `sha256` of those."""

    name: str
    rows: int
    size: int
    sha256: str


class Damaged(Exception):
    """The archive cannot be read; the text says why, and what to do."""


def part_name(label: str) -> str:
    """The file of a part in the archive."""
    return f"{label}.jsonl"
