"""What a hire costs a year, and what is left of the budgets that an organisation set for its functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, localcontext

from planning.core.changes.record_history import DatedOrg
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import DIGITS, quarters
from planning.core.cost.pay import Terms, budget_in
from planning.core.money import CENT
from planning.core.records import Position
from planning.core.rules.context import Context

QUARTERS = 4  # cost is rounded and shown by quarter


def yearly(ctx: Context, terms: Terms, position: Position, on: date) -> Decimal | None:
    """Fully loaded cost of a year in a position at its FTE, in the organisation's currency at the rate of the day; None
    where it has no figure, or no rate."""
    figure = terms.figure(position, ctx.level(position), on)
    rate = None if isinstance(figure, str) else terms.rate(figure.currency, on)
    if isinstance(figure, str) or rate is None:
        return None
    with localcontext(prec=DIGITS):
        return (figure.amount * Decimal(str(position.fte)) * rate).quantize(CENT)


def share_of_year(start: date, year: int) -> float:
    """The part of a calendar year, from 0 to 1, that lies on or after a day."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return max((after - max(start, first)).days, 0) / (after - first).days


def left(dated: DatedOrg, ctx: Context, terms: Terms, on: date) -> Mapping[tuple[str, int], Decimal]:
    """By function and calendar year, from that of `on` on, what remains of each budget when the organisation goes on as
    it is, hires due counted: in its currency, negative where it is overrun. Positions of unknown cost count for
    nothing, and a budget without a rate is left out. What `dated` does not reach back to is taken to have been as on
    its first day. `ctx` tells functions and levels."""
    allowed = {(b.function, b.year): budget_in(terms, b) for b in terms.budgets if on.year <= b.year}
    known = {place: amount for place, amount in allowed.items() if amount is not None}
    if not known:
        return {}
    periods = quarters(date(on.year, 1, 1), QUARTERS * (max(year for _, year in known) - on.year + 1))
    ledger = CostForecast(_path(dated, periods[0].starts), terms, ctx, periods, on).ledger()
    of_year = {year: range(n, n + QUARTERS) for n, year in enumerate(p.year for p in periods) if n % QUARTERS == 0}
    return {(name, year): amount - ledger.total(of_year[year], [name]) for (name, year), amount in known.items()}


def _path(dated: DatedOrg, first: date) -> CostPath:
    """As it goes on from a day, what is planned on top of it."""
    changes = [change for change in (*dated.past, *dated.ahead) if change.on > first]
    return CostPath(dated._replace(over=()).at(first), sorted(changes, key=lambda change: change.on), dated.over)
