"""A linear program with whole numbers, as plain values: what the model builds and a solver solves."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

UNBOUNDED = float("inf")


def _floats() -> array[float]:
    return array("d")


def _numbers() -> array[int]:
    return array("i")


@dataclass
class Program:
    """Columns have bounds and are whole numbers where `whole`; rows bound sums of columns. Filled by `column`, `row`.
    Arrays, as there can be millions. Row-wise: the entries of row n are those from `starts[n]` up to the next start."""

    lower: array[float] = field(default_factory=_floats)
    upper: array[float] = field(default_factory=_floats)
    whole: bytearray = field(default_factory=bytearray)
    row_lower: array[float] = field(default_factory=_floats)
    row_upper: array[float] = field(default_factory=_floats)
    starts: array[int] = field(default_factory=_numbers)
    index: array[int] = field(default_factory=_numbers)
    value: array[float] = field(default_factory=_floats)

    def column(self, upper: float = UNBOUNDED, lower: float = 0.0, *, whole: bool = True) -> int:
        """A new column; its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.lower) - 1

    def row(self, entries: Mapping[int, float], *, lower: float = -UNBOUNDED, upper: float = UNBOUNDED) -> None:
        """A bound on a sum of columns, each times a factor."""
        self.starts.append(len(self.index))
        self.index.extend(entries)
        self.value.extend(entries.values())
        self.row_lower.append(lower)
        self.row_upper.append(upper)


class Solution(NamedTuple):
    """`values` by column; None where none was found. `bound` is what no solution can be below. `is_feasible` False:
    there is none."""

    values: Sequence[float] | None
    objective: float = 0.0
    bound: float = 0.0
    is_optimal: bool = False
    is_feasible: bool = True


class Solver(Protocol):
    """Minimises one aim after the other over one program; the caller adds rows between them. Not for two threads."""

    def minimise(self, costs: Mapping[int, float], seconds: float) -> Solution:
        """Of the program as it is by now; columns that are not named cost nothing."""
        ...

    def hold(self, costs: Mapping[int, float], upper: float) -> None:
        """From now on the costs sum to `upper` at most."""
        ...


class MakeSolver(Protocol):
    def __call__(self, program: Program) -> Solver: ...
