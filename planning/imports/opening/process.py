"""Opens files of people, in a process of its own wherever a file could kill the one that opens it.

Text is read here where it is small. That is safe: splitting a text makes at most one cell a byte, so 1 MB stays 1 MB
times a small number, in time and in memory, whatever it holds. Workbooks and archives, whose size says nothing about
what they unpack to, never are, nor is larger text.
"""

from __future__ import annotations

from planning.imports.opening import limits, unpacking
from planning.imports.opening.sheets import Sheet, from_bytes
from portal.files import process
from portal.files.signatures import kind_of

SMALL_TEXT = 1_000_000


def sheets(file: str, data: bytes) -> list[Sheet]:
    """The sheets of a file. Raises `Unusable`."""
    if len(data) <= SMALL_TEXT and kind_of(data) not in ("zip", "ole"):
        return unpacking.sheets(file, data)
    return from_bytes(process.opened(limits.OPENER, file, data))
