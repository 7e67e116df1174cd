"""Moves by their keys, also where two have the same: somebody who covers a product in two stretches of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from planning.core.close_gaps.answer import Move


def told_apart(moves: Iterable[Move]) -> Iterator[tuple[str, Move]]:
    """Each move with its key; from the second of the same key on, with its number."""
    seen: Counter[str] = Counter()
    for move in moves:
        seen[move.key] += 1
        number = seen[move.key]
        yield (move.key if number == 1 else f"{move.key} {number}"), move
