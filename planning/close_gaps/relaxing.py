"""What a program without whole numbers says of the one with them: a bound, and how far from theirs columns and rows may
be in any solution that is nearly as good (reduced cost fixing)."""

from __future__ import annotations

from typing import NamedTuple

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]
Bools = NDArray[numpy.bool_]

TINY = 1e-6  # a price of less than this is none


class Relaxed(NamedTuple):
    """The optimum without whole numbers: by column and row, what one more than its bound costs at least (below 0: one
    less). Whatever whole solutions cost is a multiple of `unit`; 0 where that is not known."""

    objective: float
    columns: Floats
    rows: Floats
    unit: float

    @property
    def bound(self) -> float:
        """What no whole solution can be below."""
        return self.objective if not self.unit else self.unit * float(numpy.ceil(self.objective / self.unit - TINY))


def unit_of(costs: Floats) -> float:
    """What all sums of whole numbers of them are multiples of; 0 where some are no whole numbers themselves."""
    some = costs[costs != 0]
    return 0.0 if (some % 1).any() else float(numpy.gcd.reduce(some.astype(numpy.int64)))


def within(
    prices: Floats, lower: Floats, upper: Floats, gap: float, whole: Bools | None = None
) -> tuple[Floats, Floats]:
    """The bounds that every solution keeps to which is worse than the relaxation by `gap` at most. `whole`: those that
    are whole numbers."""
    least, most = lower.copy(), upper.copy()
    down, up = prices < -TINY, prices > TINY
    least[down] = numpy.maximum(lower[down], upper[down] - _room(prices, gap, down, whole))
    most[up] = numpy.minimum(upper[up], lower[up] + _room(prices, gap, up, whole))
    return least, most


def _room(prices: Floats, gap: float, some: Bools, whole: Bools | None) -> Floats:
    found = (gap + TINY) / numpy.abs(prices[some])
    return found if whole is None else numpy.where(whole[some], numpy.floor(found + TINY), found)
