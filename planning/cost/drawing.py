"""Cost as drawings: quarters as columns, functions as bars. Numbers only; the template writes the SVG."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from planning.cost.table import CostTable, Entry, PeriodColumn

# As wide as a page for reading has room for, so that its letters are as large as those around it.
WIDTH, HEIGHT = 1106, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 12, 26
ROW, NAME, ROOM = 34, 168, 190


class Bar(NamedTuple):
    """`kind` is `current` or `planned`; `told` says what it stands for."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    told: str


class Tick(NamedTuple):
    at: float
    label: str


class BudgetMark(NamedTuple):
    """A budget: from x1 to x2 at the height y in columns; at x from y1 to y2 in bars."""

    one: float
    two: float
    at: float
    told: str


class QuarterChart(NamedTuple):
    """Quarters beside each other. `labels` are (x, text)."""

    width: int
    height: int
    ticks: list[Tick]
    bars: list[Bar]
    labels: list[tuple[float, str]]
    marks: list[BudgetMark]

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a known cost nor a budget to draw."""
        return len(self.ticks) == 1


class FunctionBars(NamedTuple):
    """A function's bars; `text` (at `text_x`) is the amount that counts, `y` the middle of the row."""

    name: str
    y: float
    bars: list[Bar]
    mark: BudgetMark | None
    text_x: float
    text: str
    over: bool


class FunctionChart(NamedTuple):
    """Functions below each other, for the year that `label` names."""

    label: str
    width: int
    height: int
    rows: list[FunctionBars]


def short(amount: Decimal) -> str:
    """An amount for an axis: 1.2m, 450k."""
    for size, letter in ((Decimal(1_000_000), "m"), (Decimal(1_000), "k")):
        if amount >= size:
            return f"{amount / size:.3g}{letter}" if amount < size * 1000 else f"{amount / size:.0f}{letter}"
    return f"{amount:.0f}"


def steps(top: Decimal) -> list[Decimal]:
    """Round amounts from nought to at least `top`, three to six of them."""
    if top <= 0:
        return [Decimal(0)]
    unit = Decimal(10) ** (top.adjusted() - 1)
    size = next(unit * n for n in (2, 5, 10, 20, 50, 100) if unit * n * 5 >= top)
    count = int((top / size).to_integral_value(ROUND_CEILING))
    return [size * n for n in range(count + 1)]


def columns(table: CostTable) -> QuarterChart:
    """The whole organisation, a quarter a column, as things are beside the plan."""
    quarters = [entry for entry in table.totals if not entry.column.is_year]
    share = {entry.column.year: entry.budget / 4 for entry in table.totals if entry.budget is not None}
    top = max((*(max(e.current, e.told) for e in quarters), *share.values()), default=Decimal(0))
    ladder = steps(top)
    room = HEIGHT - TOP - BOTTOM
    scale = room / float(ladder[-1] or 1)
    pitch = (WIDTH - LEFT - RIGHT) / max(len(quarters), 1)
    bars: list[Bar] = []
    labels = []
    for n, entry in enumerate(quarters):
        left = LEFT + n * pitch
        labels.append((left + pitch / 2, entry.column.label))
        bars += _pair(table, entry, left, pitch, scale)
    return QuarterChart(
        WIDTH,
        HEIGHT,
        [Tick(TOP + room - float(step) * scale, short(step)) for step in ladder],
        bars,
        labels,
        [
            _line(quarters, year, part, pitch, TOP + room - float(part) * scale, table.currency)
            for year, part in share.items()
        ],
    )


def _pair(table: CostTable, entry: Entry, left: float, pitch: float, scale: float) -> list[Bar]:
    sides = [("current", entry.current)] + ([("planned", entry.planned)] if entry.planned is not None else [])
    wide = min(44.0, pitch * 0.8 / len(sides))
    start = left + (pitch - wide * len(sides)) / 2
    floor = HEIGHT - BOTTOM
    return [
        Bar(
            kind,
            start + n * wide,
            floor - float(a) * scale,
            wide - 2,
            float(a) * scale,
            _told(table, kind, entry.column, a),
        )
        for n, (kind, a) in enumerate(sides)
    ]


def _told(table: CostTable, kind: str, column: PeriodColumn, amount: Decimal) -> str:
    what = "Plan" if kind == "planned" else "Current"
    return f"{what}, {column.label}: {table.currency} {amount:,.0f}"


def _line(quarters: list[Entry], year: int, part: Decimal, pitch: float, at: float, currency: str) -> BudgetMark:
    mine = [n for n, entry in enumerate(quarters) if entry.column.year == year]
    told = f"A quarter of the {year} budget: {currency} {part:,.0f}"
    return BudgetMark(LEFT + mine[0] * pitch + 4, LEFT + (mine[-1] + 1) * pitch - 4, at, told)


def rows(table: CostTable, year: int) -> FunctionChart:
    """Each function in one year, as things are, in the plan, against its budget."""
    found = [(line.name, entry) for line in table.lines for entry in line.entries if entry.column.is_year]
    mine = [(name, entry) for name, entry in found if entry.column.year == year]
    top = max((max(e.current, e.told, e.budget or Decimal(0)) for _, e in mine), default=Decimal(0))
    scale = (WIDTH - NAME - ROOM) / float(top or 1)
    made = [_row(table, name, entry, n, scale) for n, (name, entry) in enumerate(mine)]
    return FunctionChart(str(year), WIDTH, ROW * len(made), made)


def _row(table: CostTable, name: str, entry: Entry, number: int, scale: float) -> FunctionBars:
    y = number * ROW
    sides = [("current", entry.current)] + ([("planned", entry.planned)] if entry.planned is not None else [])
    high = 20 / len(sides)
    bars = [
        Bar(kind, NAME, y + 7 + n * high, float(a) * scale, high - 2, _told(table, kind, entry.column, a))
        for n, (kind, a) in enumerate(sides)
    ]
    mark = None
    if entry.budget is not None:
        told = f"{name} budget for {entry.column.label}: {table.currency} {entry.budget:,.0f}"
        mark = BudgetMark(y + 4, y + ROW - 6, NAME + float(entry.budget) * scale, told)
    reach = max(float(entry.current), float(entry.told), float(entry.budget or 0)) * scale
    text = "unknown" if entry.is_unknown else f"{table.currency} {short(entry.told)}"
    return FunctionBars(name, y + ROW / 2, bars, mark, NAME + reach + 8, text, entry.over > 0)
