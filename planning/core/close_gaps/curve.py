"""What a budget buys: open critical days against cost, each point a plan. Warnings and people are solved for once a
point is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import monotonic

from planning.core.close_gaps.answer import Point
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.checking import days_of
from planning.core.close_gaps.choosing import CENT, Aims, Choice, choose
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.program import MakeSolver
from planning.core.close_gaps.question import Basis, Question
from planning.core.fixes.base import FixKind

SECONDS = 120.0
POINTS = 10  # so many at most, beside the one at which no more is to be had
ANY = Decimal(10) ** 12  # a budget that bounds nothing, and bars what has no known cost
DRAWING = "Working out what a budget buys"


def untold(what: str, done: int, of: int) -> None:
    """Progress that nobody wants to hear."""


def curve(
    question: Question,
    basis: Basis,
    make: MakeSolver,
    *,
    tell: Callable[[str, int, int], None] = untold,
    seconds: float = SECONDS,
) -> tuple[Point, ...]:
    """The points from no cost to the cost at which no more critical days close, the other limits as the question has
    them. Where no hire has a known cost, or cost is not to be seen, hires are counted instead."""
    until = monotonic() + seconds
    asked = Asked(replace(question, budget=ANY if basis.terms else None, most_hires=None), basis)
    if basis.terms is not None and not any(one.kind == FixKind.HIRE for one in asked.newcomers):
        asked = Asked(replace(question, budget=None, most_hires=None), replace(basis, terms=None))
    found = list(_points(asked, make, tell, until))
    return tuple(point for number, point in enumerate(found) if number == 0 or _is_better(point, found[number - 1]))


def _is_better(point: Point, than: Point) -> bool:
    return point.open_critical_days < than.open_critical_days


def _points(asked: Asked, make: MakeSolver, tell: Callable[[str, int, int], None], until: float) -> Iterator[Point]:
    """From the cheapest to the dearest."""
    tell(DRAWING, 0, POINTS)
    model, aims = asked.prepared(is_relaxed=True)
    aims = replace(aims, warnings={}, people={}, handovers={})
    whole = choose(model, aims, make, until - monotonic())
    if whole is None:
        return
    dearest = _cost(aims, whole)
    for number in range(POINTS if dearest > CENT else 0):
        tell(DRAWING, number + 1, POINTS + 1)
        if monotonic() > until:
            break
        if point := _at(asked, model, aims, make, dearest * number / POINTS, until):
            yield point
    yield _point(asked, model, aims, whole)


def _at(asked: Asked, model: Model, aims: Aims, make: MakeSolver, budget: float, until: float) -> Point | None:
    """The best within a budget."""
    found = choose(model, aims, make, max(until - monotonic(), 0.1), (aims.cost, budget + CENT))
    return _point(asked, model, aims, found) if found else None


def _point(asked: Asked, model: Model, aims: Aims, choice: Choice) -> Point:
    first = len(model.holders)
    hires = sum(n for come, n in choice.comes if model.newcomers[come.newcomers - first].kind == FixKind.HIRE)
    closed = sum(model.classes[take.lanes].stretch.until(take.start, take.end).critical * n for take, n in choice.takes)
    for come, _ in choice.comes:
        own = model.newcomers[come.newcomers - first].own
        closed += sum(lane.stretch.days(max(come.start, lane.stretch.first)).critical for lane in own)
    cost = Decimal(round(_cost(aims, choice) * 100)) / 100 if asked.basis.terms else None
    return Point(cost, hires, days_of(asked.every_lane).critical - closed)


def _cost(aims: Aims, choice: Choice) -> float:
    return sum(aims.cost.get(come.column, 0.0) * n for come, n in choice.comes)
