"""Numbers of an organisation on a date: headcount, positions, spans, layers, ratios."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from planning.core.coverage.coverage import coverage
from planning.core.headcount import people_by, people_in
from planning.core.occupancy import VACANT
from planning.core.rules.context import Context
from planning.core.tree import shape


class Metrics(NamedTuple):
    """`headcount` counts people, once whatever they hold; `open_positions` vacant positions, those left out that
    somebody known will take; `fte` is of filled ones, in full-time units.
    `span` is the mean number of people who report to those who have any, `widest` the most; `layers` counts levels
    from the top. A ratio is None where its divisor is nought. `coverage` counts cells by state."""

    headcount: int
    open_positions: int
    fte: float
    by_function: dict[str, int]
    fte_by_function: dict[str, float]
    span: float | None
    widest: int
    layers: int
    by_role: dict[str, int]
    coverage: dict[str, int]

    def ratio(self, role: str, to: str) -> float | None:
        """How many holders of `role` there are for one of `to`."""
        return self.by_role.get(role, 0) / self.by_role[to] if self.by_role.get(to) else None

    def function_ratio(self, function: str, to: str) -> float | None:
        """How many people of `function` there are for one holder of the role `to`."""
        return self.by_function.get(function, 0) / self.by_role[to] if self.by_role.get(to) else None


def metrics(ctx: Context) -> Metrics:
    """One pass over the positions and one over the products; worked out once."""
    return ctx.once("metrics", "", lambda: _metrics(ctx))


def _metrics(ctx: Context) -> Metrics:
    org = ctx.org
    filled = [p for p in org.positions.values() if org.filled(p)]
    spans = [n for key, n in ctx.census.filled.items() if n and key in org.positions]
    fte: Counter[str] = Counter()
    for p in filled:
        fte[ctx.function(p)] += p.fte  # type: ignore[assignment]
    return Metrics(
        headcount=len(people_in(org, filled)),
        open_positions=sum(org.occupancy(p) == VACANT for p in org.positions.values()),
        fte=sum(p.fte for p in filled),
        by_function=dict(people_by(org, filled, ctx.function).most_common()),
        fte_by_function={name: float(total) for name, total in fte.most_common()},
        span=sum(spans) / len(spans) if spans else None,
        widest=max(spans, default=0),
        layers=max(shape(org).depth.values(), default=-1) + 1,
        by_role=dict(people_by(org, (p for p in filled if p.role), lambda p: p.role)),
        coverage=dict(Counter(cell.state for cell in coverage(org, ctx.content))),
    )
