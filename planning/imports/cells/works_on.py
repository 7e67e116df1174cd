"""Cells that may name what somebody works on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from planning.imports.cells import words
from planning.imports.columns.works_on import has_word

LONGEST = 120


def texts_of(cells: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """What these columns of a row say in words, once each."""
    return tuple(dict.fromkeys(cell for i in places if is_text(cell := cells[i])))


@lru_cache(4096)
def is_text(cell: str) -> bool:
    return 0 < len(cell) <= LONGEST and not words.is_blank(cell) and has_word(cell)
