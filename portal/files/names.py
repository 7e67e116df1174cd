"""What a file is called."""

from __future__ import annotations

from planning.core.cell_text import one_line

LONGEST = 200


def shown(name: str, unnamed: str = "file") -> str:
    """The name of a file as it can be shown and kept: without folders, on one line, its last 200 characters. It is
    never where anything is written to."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in one_line(last) if letter.isprintable() or letter in "\u200c\u200d")
    return kept[-LONGEST:].strip() or unnamed
