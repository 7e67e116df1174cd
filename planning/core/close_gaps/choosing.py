"""The best choice, one aim after the other: critical days, warnings, cost, people who change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from planning.core.close_gaps.model import Come, Model, Take
from planning.core.close_gaps.program import MakeSolver, Solution

# Sums of whole numbers of days may be off by less than this, sums of cost by less than a cent.
DAY, CENT = 0.01, 0.005

Aim = Mapping[int, float]


class Choice(NamedTuple):
    """How many lanes of a class go to which source from which day, and how many newcomers of a kind come when. `gap` is
    how much better the first aim that was not proven could still be, at most; `is_optimal` where all are."""

    takes: Sequence[tuple[Take, int]]
    comes: Sequence[tuple[Come, int]]
    people: Mapping[tuple[int, int], int]
    is_optimal: bool
    gap: float


@dataclass
class Aims:
    """In their order. `handovers`: last, nobody covers for a time without need."""

    critical: Aim
    warnings: Aim
    cost: Aim
    people: Aim
    handovers: Aim

    def joined(self, people: int) -> Aims:
        """Cost and people as one aim, for large models: so many people count less than one unit of the currency."""
        both = dict(self.cost)
        for column, number in self.people.items():
            both[column] = both.get(column, 0.0) + number * 0.5 / (people + 1)
        return Aims(self.critical, self.warnings, both, {}, self.handovers)

    def in_order(self) -> list[tuple[Aim, float]]:
        """Each with what it may be off by once it is held."""
        days = [(self.critical, DAY), (self.warnings, DAY)]
        aims = [*days, (self.cost, CENT), (self.people, DAY), (self.handovers, DAY)]
        return [(aim, near) for aim, near in aims if aim]


def choose(
    model: Model, aims: Aims, make: MakeSolver, seconds: float, within: tuple[Aim, float] | None = None
) -> Choice | None:
    """None where nothing keeps to the limits. An aim that takes longer than is left stops the sequence, with the best
    found so far; where not even one was found, nothing is done. `within` bounds a sum beside the model's own rows."""
    solver, until = make(model.program), monotonic() + seconds
    if within:
        solver.hold(*within)
    best: Solution | None = None
    for aim, near in aims.in_order() or [({}, DAY)]:
        found = solver.minimise(aim, max(until - monotonic(), 0.1))
        if not found.is_feasible and best is None:
            return None
        if found.values is None:
            gap = -found.bound if best is None and aim is aims.critical else 0.0
            return _choice(model, best or found, is_optimal=False)._replace(gap=gap)
        best = found
        if not found.is_optimal:
            gap = found.objective - found.bound if aim is aims.critical else 0.0
            return _choice(model, best, is_optimal=False)._replace(gap=gap)
        solver.hold(aim, found.objective + near)
    return _choice(model, best, is_optimal=True) if best else None


def _choice(model: Model, found: Solution, *, is_optimal: bool) -> Choice:
    whole = [round(value) for value in found.values or ()] or [0] * len(model.program.lower)
    takes = [(take, whole[take.column]) for take in model.takes if whole[take.column]]
    comes = [(come, whole[come.column]) for come in model.comes if whole[come.column]]
    people = {place: whole[column] for place, column in model.people.items() if whole[column]}
    return Choice(takes, comes, people, is_optimal, 0.0)
