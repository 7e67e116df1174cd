"""Cost by quarter and function as a page and a file show it: as things are, in a plan, and the budget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planning.core.cost.ledger import Ledger, Period
from planning.core.cost.pay import budget_in


class PeriodColumn(NamedTuple):
    """A quarter, or with several numbers the whole of a year."""

    label: str
    numbers: tuple[int, ...]
    year: int

    @property
    def is_year(self) -> bool:
        return len(self.numbers) > 1


class Entry(NamedTuple):
    """A function in a column. Amounts are in the organisation's currency; `planned` is None without a plan, `budget`
    where there is none for the year. Positions and FTE are those of the last day, `open` the vacant among those that
    count; `unknown` positions, of `unknown_fte`, are in no amount."""

    column: PeriodColumn
    current: Decimal
    planned: Decimal | None
    budget: Decimal | None
    positions: int
    fte: Decimal
    planned_positions: int | None
    planned_fte: Decimal | None
    open: int
    unknown: int
    unknown_fte: Decimal

    @property
    def told(self) -> Decimal:
        """What counts against the budget: the plan, where there is one."""
        return self.current if self.planned is None else self.planned

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return not self.told and bool(self.unknown)

    @property
    def more(self) -> Decimal:
        return self.told - self.current

    @property
    def over(self) -> Decimal:
        """How far above the budget; nought or less where it is kept."""
        return self.told - self.budget if self.budget is not None else Decimal(0)


class FunctionRow(NamedTuple):
    """`function` is '' for none; `name` is what people call it."""

    function: str
    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class CostTable:
    """The ledger as things are, that of a plan, and what names a function."""

    current: Ledger
    planned: Ledger | None
    name_of: Callable[[str], str]

    @property
    def told(self) -> Ledger:
        return self.planned or self.current

    @property
    def currency(self) -> str:
        return self.current.terms.currency

    @cached_property
    def columns(self) -> list[PeriodColumn]:
        """The quarters, and after those of a whole year the year."""
        found: list[PeriodColumn] = []
        periods = self.current.periods
        for number, period in enumerate(periods):
            found.append(PeriodColumn(period.label, (number,), period.year))
            if number == len(periods) - 1 or periods[number + 1].year != period.year:
                mine = tuple(n for n, p in enumerate(periods) if p.year == period.year)
                found.append(PeriodColumn(str(period.year), mine, period.year))
        return found

    @cached_property
    def budgets(self) -> dict[tuple[str, int], Decimal | None]:
        """By function and year; None where its currency has no rate."""
        terms = self.current.terms
        return {(b.function, b.year): budget_in(terms, b) for b in terms.budgets}

    @cached_property
    def lines(self) -> list[FunctionRow]:
        years = {period.year for period in self.current.periods}
        functions = {*self.current.functions, *self.told.functions, *(f for f, y in self.budgets if y in years)}
        ordered = sorted(functions, key=lambda f: (not f, self.name_of(f)))
        return [
            FunctionRow(f, self.name_of(f) or "No function", [self._entry([f], c) for c in self.columns])
            for f in ordered
        ]

    @cached_property
    def totals(self) -> list[Entry]:
        functions = [line.function for line in self.lines]
        return [self._entry(functions, column) for column in self.columns]

    def _entry(self, functions: Sequence[str], column: PeriodColumn) -> Entry:
        last = column.numbers[-1]
        one, two = self.current, self.planned
        cells = [one.cell(f, last) for f in functions]
        then = [two.cell(f, last) for f in functions] if two else None
        unknown = self.told.unknown(column.numbers, functions)
        allowed = [a for f in functions if (a := self.budgets.get((f, column.year))) is not None]
        return Entry(
            column,
            one.total(column.numbers, functions),
            two.total(column.numbers, functions) if two else None,
            # Of several functions, a budget says something only where each has one.
            sum(allowed, Decimal(0)) if allowed and column.is_year and len(allowed) == len(functions) else None,
            sum(cell.positions for cell in cells),
            sum((cell.fte for cell in cells), Decimal(0)),
            sum(cell.positions for cell in then) if then is not None else None,
            sum((cell.fte for cell in then), Decimal(0)) if then is not None else None,
            sum(cell.open for cell in (cells if then is None else then)),
            len(unknown),
            sum(unknown.values(), Decimal(0)),
        )

    @property
    def periods(self) -> Sequence[Period]:
        return self.current.periods
