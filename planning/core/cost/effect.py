"""The time over which a change of cost is told: from the first day on which two ledgers differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, localcontext
from itertools import pairwise

from planning.core.cost.ledger import DAY, DIGITS, Ledger, Period


def pieces(cuts: Iterable[date], first: date, last: date) -> list[Period]:
    """The days from `first` to `last`, both included, as stretches that begin on the cuts. They may span years."""
    starts = sorted({first, *(cut for cut in cuts if first < cut <= last)})
    return [Period(start, following - DAY) for start, following in pairwise([*starts, last + DAY])]


def first_difference(before: Ledger, after: Ledger) -> date | None:
    """The first day on which two ledgers over the same pieces, of the same few positions, differ."""
    numbers = range(len(after.periods))
    return next((after.periods[n].starts for n in numbers if _sum(before, n) != _sum(after, n)), None)


def _sum(ledger: Ledger, number: int) -> Decimal:
    with localcontext(prec=DIGITS):
        return sum((cell.sum for (_, n), cell in ledger.cells.items() if n == number), Decimal(0))


def twelve_months(start: date) -> list[Period]:
    """From a day until the day before it comes again; from 29 Feb until 28 Feb."""
    new_year = date(start.year + 1, 1, 1)
    last = _anniversary(start) - DAY
    if last < new_year:
        return [Period(start, last)]
    return [Period(start, new_year - DAY), Period(new_year, last)]


def _anniversary(start: date) -> date:
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return date(start.year + 1, 3, 1)
