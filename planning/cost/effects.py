"""What a plan or an open position changes in cost: over the twelve months from its start, a year once all of it is
there, and by quarter. For members who see cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import NamedTuple

from planning.core import hiring
from planning.core.changes.change import Change
from planning.core.cost.effect import first_difference, pieces, twelve_months
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import DIGITS, Ledger, Period, quarters, replaced
from planning.core.dates import day, quarter_number
from planning.core.money import CENT
from planning.core.records import Position
from planning.cost.ledgers import LATEST, forecast_of, ledger_of, touched
from planning.organisation import store
from planning.organisation.models import Plan
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

MOST_QUARTERS = 8
AFTERWARDS = timedelta(days=5 * 366)
Sides = tuple[Ledger, Ledger]  # before and after
Whole = Callable[[Sequence[Period]], Sides]


class EffectRow(NamedTuple):
    """What some time costs before and after, in the organisation's currency."""

    label: str
    before: Decimal
    after: Decimal
    is_quarter: bool = False

    @property
    def more(self) -> Decimal:
        return self.after - self.before


class Effect(NamedTuple):
    """`rows` are empty where no known cost changes. `unknown` positions that are changed have no known cost, and
    `undated` ones are open without a target start: neither count."""

    currency: str
    start: date | None
    rows: list[EffectRow]
    unknown: int
    undated: int


def plan_effect(organisation: Organisation, today: date, plan: Plan) -> Effect:
    """Of a plan, beside the whole organisation without it. Worked out once a version."""
    name = ("effect on cost", today, store.content_for(organisation).version)
    return store.derived(organisation, date.min, name, lambda: _of_plan(organisation, today, plan), plan)


def _of_plan(organisation: Organisation, today: date, plan: Plan) -> Effect:
    changes = [planned.change for planned in store.planned(plan).values()]
    last = _last(today, {day for change in changes for day in _days(change)})
    now, then = (forecast_of(organisation, [Period(today, last)], today, side) for side in (None, plan))
    keys = touched(then.path)
    few = _few(now, then, keys, today, last)

    def whole(periods: Sequence[Period]) -> Sides:
        return ledger_of(organisation, periods, today), ledger_of(organisation, periods, today, plan)

    return _effect(few, whole, max([today, *(change.on for change in changes), *_starts(then, keys, last)]))


def position_effect(snapshot: Snapshot, today: date, position: Position) -> Effect:
    """Of filling an open position from its start, beside what its function costs without that."""
    organisation, plan, key = snapshot.organisation, snapshot.plan, position.key
    last = _last(today, filter(None, [snapshot.org.on, hiring.expected_on(snapshot.org, position)]))
    never = Change(today, "position", key, {}, {"holder": "", "sharers": (), "target_start": None})
    function = snapshot.context.function_of(position)

    def both(periods: Sequence[Period]) -> Sides:
        then = forecast_of(organisation, periods, today, plan)
        return _with(then, never).ledger([key]), then.ledger([key])

    def whole(periods: Sequence[Period]) -> Sides:
        every = ledger_of(organisation, periods, today, plan)
        before, after = both(periods)
        return replaced(every, after, before), every

    then = forecast_of(organisation, [Period(today, last)], today, plan)
    return _effect(_few(_with(then, never), then, [key], today, last), whole, today, [function])


def _with(forecast: CostForecast, change: Change) -> CostForecast:
    path = forecast.path
    path = CostPath(path.start, path.changes, (*path.planned, change))
    return CostForecast(path, forecast.terms, forecast.ctx, forecast.periods, forecast.day_zero)


def _days(change: Change) -> Iterator[date]:
    """Those of a change, and those that its values hold or held."""
    yield change.on
    for values in (change.before or {}, change.after or {}):
        yield from (value for value in values.values() if isinstance(value, date))


def _last(today: date, days: Iterable[date]) -> date:
    """So long after the last of them that whoever is known to start or leave has done so."""
    return min(max([today, *days]) + AFTERWARDS, LATEST)


def _starts(forecast: CostForecast, keys: Iterable[str], last: date) -> Iterator[date]:
    """When positions and who holds them are to start, as they are on the last day."""
    for position in filter(None, (forecast.position(key, last) for key in keys)):
        holders = (forecast.person(key, last) for key in (position.holder, *position.sharers))
        starts = (position.target_start, position.starts, *(person.starts for person in holders if person))
        yield from (day for day in starts if day and day <= last)


def _few(before: CostForecast, after: CostForecast, keys: Sequence[str], first: date, last: date) -> Sides:
    """The ledgers of a few positions over pieces in which neither changes."""
    periods = pieces(before.days_of(keys) | after.days_of(keys), first, last)
    made = (CostForecast(f.path, f.terms, f.ctx, periods, f.day_zero) for f in (before, after))
    one, other = (forecast.ledger(keys) for forecast in made)
    return one, other


def _effect(few: Sides, whole: Whole, all_from: date, functions: Sequence[str] | None = None) -> Effect:
    """`all_from` is the day by which everything has started."""
    start, after = first_difference(*few), few[1]
    rows = _rows(whole, start, max(start, all_from), functions) if start else []
    unknown = len(after.unknown(range(len(after.periods))))
    return Effect(after.terms.currency, start, rows, unknown, len(after.undated))


def _rows(whole: Whole, start: date, all_from: date, functions: Sequence[str] | None) -> list[EffectRow]:
    year = whole(twelve_months(start))
    rows = [EffectRow(f"12 months from {day(start)}", _total(year[0], functions), _total(year[1], functions))]
    if all_from > start:
        rate = _run_rate(whole, all_from, functions)
        rows += [rate] if rate.more != _run_rate(whole, start, functions).more else []
    return rows + _quarters(whole, start, max(all_from, year[0].periods[-1].ends), functions)


def _run_rate(whole: Whole, on: date, functions: Sequence[str] | None) -> EffectRow:
    before, after = whole([Period(on, on)])
    return EffectRow(f"Yearly run rate from {day(on)}", _yearly(before, functions), _yearly(after, functions))


def _quarters(whole: Whole, start: date, last: date, functions: Sequence[str] | None) -> list[EffectRow]:
    """Those that cost something else, from the first on."""
    number = min(quarter_number(last) - quarter_number(start) + 1, MOST_QUARTERS)
    one, other = whole(quarters(start, number))
    rows = (
        EffectRow(period.label, one.total([n], functions), other.total([n], functions), True)
        for n, period in enumerate(one.periods)
    )
    return [row for row in rows if row.more]


def _total(ledger: Ledger, functions: Sequence[str] | None) -> Decimal:
    return ledger.total(range(len(ledger.periods)), functions)


def _yearly(ledger: Ledger, functions: Sequence[str] | None) -> Decimal:
    """A year at the state of a ledger's only day."""
    with localcontext(prec=DIGITS):
        cells = (cell for (function, _), cell in ledger.cells.items() if functions is None or function in functions)
        return sum((cell.sum for cell in cells), Decimal(0)).quantize(CENT)
