"""What a budget buys, as a drawing: open critical days against cost a year, or against hires where cost is not seen.

Numbers only; the template writes the SVG. Steps, not a slope: between two plans there is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from operator import itemgetter
from typing import NamedTuple

from planning.core.close_gaps.answer import Point
from planning.core.words import count
from planning.cost.drawing import Tick, short, steps

WIDTH, HEIGHT = 420, 176
LEFT, RIGHT, TOP, BOTTOM = 34, 18, 16, 22
# So much of the drawing lies right of the last plan, that its step is seen to go on.
BEYOND = Decimal("1.12")
FEW = 5  # plans that each say their days; of more only the first, the last and the chosen one do
ROOM = 120  # what the label of the chosen plan needs on its left


class Asked(NamedTuple):
    """What the drawing is for: the limits on the budget and on hires, and the plan that is shown, None for none."""

    budget: Decimal | None
    at: Point | None
    currency: str = ""
    hires: int | None = None

    def limit(self, by_cost: bool) -> Decimal | None:
        if by_cost or self.hires is None:
            return self.budget if by_cost else None
        return Decimal(self.hires)


class Plan(NamedTuple):
    """A plan of the curve: where it stands, its days, what it costs in words; `amount` is what the question then says,
    `kind` is `at` (it is shown), `over` (beyond the limit) or '', `text` what stands beside it ('' for nothing)."""

    x: float
    y: float
    days: int
    costs: str
    amount: str
    kind: str
    text: str

    @property
    def told(self) -> str:
        """What is said of it aloud."""
        said = f"{count(self.days, 'open critical day')} {self.costs}"
        if self.kind == "at":
            return f"This plan: {said}"
        return f"{said}, above the limit" if self.kind == "over" else said


class Curve(NamedTuple):
    """`across` are the marks of the axis of cost or hires, `up` those of days, `path` the steps, `limit` where the
    budget stands with its words, `field` the field of the question that a plan sets, `shown` the plan that is shown."""

    plans: list[Plan]
    across: list[Tick]
    up: list[Tick]
    path: str
    limit: Tick | None
    field: str
    axis: str
    shown: Plan | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM
    top: int = TOP

    @property
    def label(self) -> Tick | None:
        """The words beside the plan that is shown: left of it, or right of it where there is no room."""
        if self.shown is None:
            return None
        return Tick(self.shown.x, f"this plan: {count(self.shown.days, 'day')}")

    @property
    def is_left(self) -> bool:
        """Where the step comes down there is room on the left; elsewhere its words stand above the line."""
        before = [plan.y for plan in self.plans if self.shown and plan.x < self.shown.x]
        return bool(self.shown and self.shown.x - LEFT > ROOM and before and before[-1] < self.shown.y)


def draw(points: Sequence[Point], asked: Asked) -> Curve | None:
    """None where there is nothing to choose between."""
    if len(points) < 2:
        return None
    by_cost = all(point.cost is not None for point in points)
    where = sorted(((_amount(point, by_cost), point) for point in points), key=itemgetter(0))
    scale = _Scale(where, asked.limit(by_cost), by_cost)
    plans = [_plan(scale, n, amount, point, asked, len(where)) for n, (amount, point) in enumerate(where)]
    shown = next((plan for plan in plans if plan.kind == "at"), None)
    axis = f"{asked.currency} a year".strip() if by_cost else "hires"
    field = "budget" if by_cost else "hires"
    return Curve(plans, scale.across, scale.up, _path(plans), scale.limit, field, axis, shown)


def with_plan(points: Sequence[Point], plan: Point) -> tuple[tuple[Point, ...], Point | None]:
    """The curve with the plan that an answer is, in the place of a point that costs the same: the curve knows some
    budgets, not all. Then that plan as it stands there; None where it stands on no such curve."""
    by_cost = all(point.cost is not None for point in points)
    if by_cost and plan.cost is None:
        return tuple(points), None
    plan = plan if by_cost else plan._replace(cost=None)
    others = (point for point in points if _amount(point, by_cost) != _amount(plan, by_cost))
    return (*others, plan), plan


def _amount(point: Point, by_cost: bool) -> Decimal:
    return point.cost if by_cost and point.cost is not None else Decimal(point.hires)


class _Scale:
    """Where amounts and days stand."""

    def __init__(self, where: Sequence[tuple[Decimal, Point]], limit: Decimal | None, by_cost: bool) -> None:
        most = max(*(amount for amount, _ in where), Decimal(1)) * BEYOND
        most = max(most, limit * BEYOND) if limit is not None and limit <= most * 2 else most
        marks = steps(most) if by_cost else _whole(most)
        days = steps(Decimal(max(point.open_critical_days for _, point in where)))
        self._most, self._days, self.by_cost = marks[-1], days[-1] or Decimal(1), by_cost
        self.across = [Tick(self.x(amount), self._said(amount)) for amount in marks]
        self.up = [Tick(self.y(amount), f"{amount:,.0f}") for amount in days]
        bound = "budget" if by_cost else "limit"
        is_drawn = limit is not None and limit <= self._most
        self.limit = Tick(self.x(limit), f"{bound} {self._said(limit)}") if limit is not None and is_drawn else None

    def x(self, amount: Decimal) -> float:
        return LEFT + float(max(amount, Decimal(0)) / self._most) * (WIDTH - LEFT - RIGHT)

    def y(self, days: Decimal) -> float:
        return HEIGHT - BOTTOM - float(days / self._days) * (HEIGHT - TOP - BOTTOM)

    def _said(self, amount: Decimal) -> str:
        return short(amount) if self.by_cost else f"{amount:,.0f}"


def _whole(most: Decimal) -> list[Decimal]:
    """Whole numbers from nought to at least `most`, seven of them at most."""
    every = (most / 6).to_integral_value(ROUND_CEILING)
    return [every * n for n in range(int((most / every).to_integral_value(ROUND_CEILING)) + 1)]


def _plan(scale: _Scale, number: int, amount: Decimal, point: Point, asked: Asked, of: int) -> Plan:
    days = point.open_critical_days
    limit = asked.limit(scale.by_cost)
    is_over = limit is not None and amount > limit
    kind = "at" if point == asked.at else "over" if is_over else ""
    is_said = kind != "at" and (of <= FEW or number in (0, of - 1))
    x, y = scale.x(amount), scale.y(Decimal(days))
    costs = _costs(scale, amount, point, asked)
    return Plan(x, y, days, costs, f"{amount}", kind, f"{days:,}" if is_said else "")


def _costs(scale: _Scale, amount: Decimal, point: Point, asked: Asked) -> str:
    if not scale.by_cost:
        return f"with {count(point.hires, 'hire')}"
    more = f" plus {count(point.unknown, 'hire')} of unknown cost" if point.unknown else ""
    return f"for {asked.currency} {amount:,.0f} a year{more}" if amount else f"at no cost{more}"


def _path(plans: Sequence[Plan]) -> str:
    first, *others = plans
    stairs = "".join(f" H{plan.x:.1f} V{plan.y:.1f}" for plan in others)
    return f"M{first.x:.1f} {first.y:.1f}{stairs} H{WIDTH - RIGHT}"
