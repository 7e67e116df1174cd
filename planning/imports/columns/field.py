"""What a column can hold."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """`headers` in order of trust: where a file has two of them, the cell of the earlier one counts, and
    the later one fills its blanks."""

    name: str
    label: str
    headers: tuple[str, ...]


def field(name: str, label: str, headers: str) -> Field:
    """`headers` with bars between them."""
    return Field(name, label, tuple(header.strip() for header in headers.split("|")))
