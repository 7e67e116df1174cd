"""The best choice, one aim after the other: critical days, warnings, cost, people who change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from planning.core.close_gaps.model import Come, Model, Take
from planning.core.close_gaps.program import UNBOUNDED, MakeSolver, Solution

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
    return _as_far_as_proven(model, aims, _chosen(model, aims, make, seconds, within))


def _chosen(
    model: Model, aims: Aims, make: MakeSolver, seconds: float, within: tuple[Aim, float] | None
) -> Choice | None:
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


def _as_far_as_proven(model: Model, aims: Aims, choice: Choice | None) -> Choice | None:
    """Of a model that leaves out days nothing is proven, unless nothing could be better on any."""
    if choice is None or not model.days.is_coarse or (choice.is_optimal and _is_whole(model, aims, choice)):
        return choice
    return choice._replace(is_optimal=False, gap=UNBOUNDED)


def _is_whole(model: Model, aims: Aims, choice: Choice) -> bool:
    """Whether all lanes are covered from the first day on, at no cost."""
    stretches = [(len(one.lanes), one.stretch) for one in model.classes]
    critical = sum(number * stretch.weighted(stretch.first) for number, stretch in stretches)
    warnings = sum(number * stretch.days(stretch.first).warning for number, stretch in stretches)
    columns = [(take.column, n) for take, n in choice.takes] + [(come.column, n) for come, n in choice.comes]
    off = [sum(aim.get(column, 0.0) * n for column, n in columns) for aim in (aims.critical, aims.warnings, aims.cost)]
    return critical + off[0] < DAY and warnings + off[1] < DAY and off[2] < 0.5  # less is of people, not of cost


def _choice(model: Model, found: Solution, *, is_optimal: bool) -> Choice:
    whole = [round(value) for value in found.values or ()] or [0] * len(model.program.lower)
    takes = [(take, whole[take.column]) for take in model.takes if whole[take.column]]
    comes = [(come, whole[come.column]) for come in model.comes if whole[come.column]]
    people = {place: whole[column] for place, column in model.people.items() if whole[column]}
    return Choice(takes, comes, people, is_optimal, 0.0)
