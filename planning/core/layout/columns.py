"""Things of some height shared among columns, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

MOST_TRIES = 6


def even_columns(items: Sequence[int], heights: Sequence[int], count: int) -> list[list[int]]:
    """About `count` columns of about one height."""
    if not items:
        return []
    tall = sum(heights) / max(1, count)
    columns: list[list[int]] = [[]]
    used = 0.0
    for item, height in zip(items, heights, strict=True):
        if columns[-1] and used + height / 2 > tall:
            columns.append([])
            used = 0.0
        columns[-1].append(item)
        used += height
    return columns


def packed_columns(items: Sequence[int], sizes: Sequence[tuple[int, int]], aspect: float) -> list[list[int]]:
    """The columns that come nearest to `aspect`, width by height. `sizes` are widths and heights."""
    if not items:
        return []
    total = sum([height for _, height in sizes])
    widest, mean = max([width for width, _ in sizes]), sum([width for width, _ in sizes]) / len(sizes)
    few, many = (max(1, round(sqrt(aspect * total / width))) for width in (widest, mean))
    heights = [height for _, height in sizes]
    counts = range(few, min(many, few + MOST_TRIES - 1, len(items)) + 1)
    tries = [even_columns(items, heights, count) for count in counts or (few,)]
    if len(tries) == 1:
        return tries[0]
    size_of = dict(zip(items, sizes, strict=True))
    return min(tries, key=lambda columns: _extent(columns, size_of, aspect))


def _extent(columns: Sequence[Sequence[int]], size_of: dict[int, tuple[int, int]], aspect: float) -> float:
    """How large a window of that aspect has to be to hold them."""
    width = sum(max([size_of[item][0] for item in column]) for column in columns)
    height = max([sum([size_of[item][1] for item in column]) for column in columns])
    return max(width / aspect, height)
