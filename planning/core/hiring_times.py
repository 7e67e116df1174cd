"""How long filling a position takes, by those that were filled before: what is usual, and how long it may still take.

The estimate is the product-limit one with the position asked about counted in every group: of `n` that are open for so
long and one more, each is as likely to be filled next, so the share still open after a hire is that before it times
n / (n + 1). This is the predictive distribution of Berliner and Hill (Bayesian nonparametric survival analysis, JASA
83, 1988), and the upper survival function of Coolen and Yan (Nonparametric predictive inference with right-censored
data, JSPI 126, 2004). It assumes no shape. Between two hires it falls in a straight line. Where all were filled, its
shares are those of the order statistics, k / (n + 1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import NamedTuple

ENOUGH = 5  # hires of a family, before they say anything
LONGER = 2  # of them that took at least as long as a position is open by now, before they say how long it still takes
EARLY, MIDDLE, LATE = 0.9, 0.5, 0.1  # the shares that are still open then: between the first and the last are 8 in 10
# What floating point may be off by: of a share, and decimals of a day.
_NEAR, _DECIMALS = 1e-11, 5


class Wait(NamedTuple):
    """How many whole days a position was open for hiring, and whether it was filled then; else it may have taken
    longer: it is still open, or was given up."""

    days: int
    filled: bool


class Range(NamedTuple):
    """Days from the opening. 8 in 10 lie between `early` and `late`, half are not above `middle`. `late` is None where
    too few took long enough to say."""

    early: int
    middle: int
    late: int | None


class Forecast(NamedTuple):
    """When somebody may accept a position that is open: the days of a `Range` as dates."""

    early: date
    likely: date
    late: date | None


@dataclass(frozen=True)
class Curve:
    """The share of positions still open, day by day. `days` are those of the hires, in order, `shares` what is open
    after each."""

    days: tuple[int, ...]
    shares: tuple[float, ...]

    @property
    def hires(self) -> int:
        return len(self.days)

    def longer_than(self, days: int) -> int:
        """How many hires took as long as that or longer."""
        return self.hires - bisect_left(self.days, days)

    def after(self, days: int = 0) -> Range | None:
        """The range of positions that are open for so long already; None where too little is known of such."""
        if self.hires < ENOUGH or self.longer_than(days) < LONGER:
            return None
        early, middle, late = (self._when(share, days) for share in (EARLY, MIDDLE, LATE))
        if early is None or middle is None:
            return None
        return Range(floor(early), ceil(middle), None if late is None else ceil(late))

    def _when(self, share: float, days: int) -> float | None:
        """By which day only that share of those open for `days` still is; None where it is never reached."""
        first = bisect_left(self.days, days)
        wanted = share * self._open_before(first) * (1 + _NEAR)
        at = bisect_left(self.shares, -wanted, lo=first, key=lambda open_then: -open_then)
        if at == self.hires:
            return None
        left, before = (self.days[at - 1], self.shares[at - 1]) if at > first else (days, self._open_before(first))
        gone = (before - wanted) / (before - self.shares[at])
        return round(left + gone * (self.days[at] - left), _DECIMALS)

    def _open_before(self, at: int) -> float:
        return self.shares[at - 1] if at else 1.0


def curve(waits: Iterable[Wait]) -> Curve:
    """Of waits in any order. One that ended unfilled on a day was still open at the hires of that day."""
    known = list(waits)
    ended = sorted(wait.days for wait in known)
    hires = sorted(wait.days for wait in known if wait.filled)
    return Curve(tuple(hires), tuple(_shares(ended, hires)))


def _shares(ended: list[int], hires: list[int]) -> Iterator[float]:
    share = 1.0
    for at, days in enumerate(hires):
        first = bisect_left(hires, days)
        beside = len(ended) - bisect_left(ended, days) - (at - first)
        share *= beside / (beside + 1)
        yield share


def forecast(known: Curve, open_for: int, today: date) -> Forecast | None:
    """Of a position that has been open for hiring for so many days today; None where too little is known."""
    found = known.after(open_for)
    if found is None:
        return None

    def on(days: int) -> date:
        return today + timedelta(days=days - open_for)

    return Forecast(on(found.early), on(found.middle), None if found.late is None else on(found.late))
