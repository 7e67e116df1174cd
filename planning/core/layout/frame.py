"""What a drawing is arranged for: how wide a row may be, how tall a column, and the shape that columns aim at."""

from __future__ import annotations

from typing import NamedTuple

ASPECT = 1.6  # width by height
TALLEST_COLUMN = 1600  # of a stacked branch, before another column is begun
WIDEST_LINE = 2320  # of closed managers or of whole trees side by side, before they go into columns or below


class Frame(NamedTuple):
    """Lengths are whole pixels at a zoom of 1. `line` is how wide closed managers under a head, or trees, stand side by
    side; `column` how tall a stacked branch becomes; `aspect` the width by height that columns aim at."""

    line: int = WIDEST_LINE
    column: int = TALLEST_COLUMN
    aspect: float = ASPECT


USUAL_FRAME = Frame()
