"""What things cost by function and period, as exact sums that can be added to and taken from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import NamedTuple

from planning.core.cost.pay import Terms
from planning.core.dates import quarter, quarter_number, quarter_start
from planning.core.money import CENT

DIGITS = 60  # more than the product of all that is multiplied here can have
DAY = timedelta(days=1)


class Period(NamedTuple):
    """A stretch within one calendar year, both days included."""

    starts: date
    ends: date

    @property
    def year(self) -> int:
        return self.starts.year

    @property
    def label(self) -> str:
        return f"{quarter(self.starts)} {self.year}"


def quarters(first: date, count: int) -> list[Period]:
    """So many calendar quarters, from the one that holds `first`."""
    number = quarter_number(first)
    starts = [quarter_start(number + more) for more in range(count + 1)]
    return [Period(start, following - DAY) for start, following in pairwise(starts)]


@dataclass
class LedgerCell:
    """One function in one period. `sum` is Σ figure × FTE × rate × days, to be divided by the days of the year.
    `positions` and `fte` are those that cost something on the last day, `open` the vacant among them. `unknown` holds
    the positions without a figure or rate, with their FTE."""

    sum: Decimal = Decimal(0)
    positions: int = 0
    fte: Decimal = Decimal(0)
    open: int = 0
    unknown: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Ledger:
    """Cells by function and number of the period. `reasons` says for each position that is unknown why; `undated` are
    vacant positions without a target start, which count for nothing; `currencies` lack a rate."""

    terms: Terms
    periods: Sequence[Period]
    cells: dict[tuple[str, int], LedgerCell] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    undated: set[str] = field(default_factory=set)
    currencies: dict[str, set[str]] = field(default_factory=dict)

    def cell(self, function: str, number: int) -> LedgerCell:
        return self.cells.get((function, number)) or LedgerCell()

    @property
    def functions(self) -> list[str]:
        return sorted({function for function, _ in self.cells})

    def cost(self, function: str, number: int) -> Decimal:
        """In the organisation's currency, to the cent."""
        with localcontext(prec=DIGITS):
            year = self.periods[number].year
            return (self.cell(function, number).sum / _days_of(year)).quantize(CENT)

    def total(self, numbers: Iterable[int], functions: Iterable[str] | None = None) -> Decimal:
        """The sum of the cells as they are shown."""
        chosen = self.functions if functions is None else list(functions)
        return sum((self.cost(f, n) for n in numbers for f in chosen), Decimal(0))

    def unknown(self, numbers: Iterable[int], functions: Iterable[str] | None = None) -> dict[str, Decimal]:
        """The positions whose cost is unknown on some day of these periods, with their FTE."""
        chosen = self.functions if functions is None else list(functions)
        return {key: fte for n in numbers for f in chosen for key, fte in self.cell(f, n).unknown.items()}

    def yearly(self) -> Decimal:
        """For periods of one day: what a year at that day's state costs."""
        with localcontext(prec=DIGITS):
            return sum((cell.sum for cell in self.cells.values()), Decimal(0)).quantize(CENT)


def _days_of(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def replaced(whole: Ledger, before: Ledger, after: Ledger) -> Ledger:
    """`whole` with what `before` put into it exchanged for `after`: both are of the same few positions."""
    gone = {*before.reasons, *before.undated}
    ledger = Ledger(whole.terms, whole.periods)
    with localcontext(prec=DIGITS):
        for place in dict.fromkeys([*whole.cells, *after.cells]):
            a, b, c = (side.cells.get(place) or LedgerCell() for side in (whole, before, after))
            unknown = {key: fte for key, fte in a.unknown.items() if key not in b.unknown} | c.unknown
            ledger.cells[place] = LedgerCell(
                a.sum - b.sum + c.sum,
                a.positions - b.positions + c.positions,
                a.fte - b.fte + c.fte,
                a.open - b.open + c.open,
                unknown,
            )
    ledger.reasons = {key: why for key, why in whole.reasons.items() if key not in gone} | after.reasons
    ledger.undated = (whole.undated - gone) | after.undated
    for code in dict.fromkeys([*whole.currencies, *after.currencies]):
        keys = (whole.currencies.get(code, set()) - gone) | after.currencies.get(code, set())
        if keys:
            ledger.currencies[code] = keys
    return ledger
