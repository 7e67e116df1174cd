"""The table that the benchmark prints: a row for each thing measured, a column for each size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.clock import exponent

GROWTH_AIM = 1.1


@dataclass
class Row:
    """`values` by size. `aim` holds for the sizes in `at` (empty: for each), in words and as a test."""

    what: str
    unit: str = ""
    aim: str = ""
    met: Callable[[float], bool] | None = None
    at: tuple[int, ...] = ()
    values: dict[int, float] = field(default_factory=dict)
    grows: bool = False
    ours: bool = True

    def judged(self) -> list[float]:
        return [value for size, value in self.values.items() if not self.at or size in self.at]

    @property
    def verdict(self) -> str:
        if self.met is None or not self.judged():
            return ""
        return "met" if all(map(self.met, self.judged())) else "MISSED"


def at_most(limit: float) -> Callable[[float], bool]:
    return lambda value: value <= limit


def at_least(limit: float) -> Callable[[float], bool]:
    return lambda value: value >= limit


class Table:
    def __init__(self, sizes: list[int]) -> None:
        self.sizes = sizes
        self.rows: dict[str, Row] = {}
        self.notes: list[str] = []

    def row(self, what: str, unit: str = "", aim: str = "", met: Callable[[float], bool] | None = None) -> Row:
        """The row of that name, made at its first use."""
        return self.rows.setdefault(what, Row(what, unit, aim, met))

    def time(self, what: str, size: int, seconds: float, *, ours: bool = True) -> None:
        """A time in milliseconds, whose growth is shown, and judged where it is ours."""
        row = self.row(what, "ms")
        row.values[size], row.grows, row.ours = seconds * 1000, True, ours

    def constant(self, what: str, size: int, value: float) -> None:
        """A number that no size may change."""
        row = self.row(what, "", "the same for each size")
        row.values[size] = value
        first = next(iter(row.values.values()))
        row.met = lambda each: each == first

    def text(self) -> str:
        head = ["", *(f"{size:,}" for size in self.sizes), "growth", "aim", ""]
        lines = [head, *(self._cells(row) for row in self.rows.values())]
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        return "\n".join(_line(line, widths) for line in lines) + "".join(f"\n{note}" for note in ["", *self.notes])

    def _cells(self, row: Row) -> list[str]:
        growth = self._growth(row)
        shown = [f"{number(row.values[size])} {row.unit}".strip() if size in row.values else "-" for size in self.sizes]
        aims = [row.aim] if row.aim else []
        verdicts = [row.verdict] if row.verdict else []
        if growth is not None and row.ours:
            aims.append(f"growth ≤ {GROWTH_AIM}")
            verdicts.append("met" if growth <= GROWTH_AIM else "MISSED")
        return [row.what, *shown, "" if growth is None else f"{growth:.2f}", ", ".join(aims), ", ".join(verdicts)]

    def _growth(self, row: Row) -> float | None:
        if not row.grows or len(row.values) < 2:
            return None
        sizes = sorted(row.values)
        return exponent(sizes, [row.values[size] for size in sizes])


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def _line(cells: list[str], widths: list[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    name, width = first
    return "  ".join([name.ljust(width), *(cell.rjust(width) for cell, width in others)]).rstrip()
