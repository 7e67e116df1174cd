"""What a budget buys: open critical days against cost, each point a plan. Warnings and people are solved for once a
point is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from time import monotonic

from planning.core.close_gaps.answer import Point
from planning.core.close_gaps.asked import Asked
from planning.core.close_gaps.checking import days_of
from planning.core.close_gaps.choosing import CENT, Aims, Choice, choose
from planning.core.close_gaps.model import Model
from planning.core.close_gaps.naming import name
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
    return tuple(_worth_it(sorted(_points(asked, make, tell, until), key=_rank)))


def _rank(point: Point) -> tuple[Decimal, int, int]:
    return point.cost or Decimal(0), point.hires, point.open_critical_days


def _worth_it(points: Iterable[Point]) -> Iterator[Point]:
    """Of points from the cheapest to the dearest those that leave less open than all before them."""
    least: int | None = None
    for point in points:
        if least is None or point.open_critical_days < least:
            least = point.open_critical_days
            yield point


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
    yield _point(asked, model, whole)


def _at(asked: Asked, model: Model, aims: Aims, make: MakeSolver, budget: float, until: float) -> Point | None:
    """The best within a budget."""
    found = choose(model, aims, make, max(until - monotonic(), 0.1), (aims.cost, budget + CENT))
    return _point(asked, model, found) if found else None


def _point(asked: Asked, model: Model, choice: Choice) -> Point:
    """What people named by the choice come to: norms of counterparts may leave more open than the model does."""
    named = name(model, choice, asked)
    jobs = [job for _, job in named.holders] + [job for one in named.newcomers for job in one.jobs]
    hires = sum(one.kind.kind == FixKind.HIRE for one in named.newcomers)
    cost = sum(asked.price(one.kind) for one in named.newcomers)
    left = days_of(asked.every_lane).critical - sum(job.days.critical for job in jobs)
    return Point(Decimal(round(cost * 100)) / 100 if asked.basis.terms else None, hires, left)


def _cost(aims: Aims, choice: Choice) -> float:
    return sum(aims.cost.get(come.column, 0.0) * n for come, n in choice.comes)
