"""What a plan changes as time goes on: coverage before and after, lane by lane, and cost by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString

from planning.core.changes.change import Change, apply
from planning.core.content import Role
from planning.core.cost.forecast import CostForecast, CostPath
from planning.core.cost.ledger import Ledger, quarters
from planning.core.dates import quarter_number
from planning.core.over_time.timeline import Band
from planning.core.over_time.what_if import GapDifference, arriving, gap_differences
from planning.core.rules import Context
from planning.cost.effects import EffectRow
from planning.cost.ledgers import forecast_of, ledger_of, touched
from planning.coverage.over_time.drawing import Moments, axis, lanes
from planning.coverage.over_time.scene import Scene
from planning.coverage.over_time.window import Window
from planning.coverage.views.over_time import named
from planning.findings.presentation import product_name
from planning.organisation import store
from planning.organisation.models import Plan
from portal.guard import Access
from portal.models import Organisation

MOST_QUARTERS = 8
FEW_DAYS = 120  # up to so many the axis counts weeks


class ComparedLane(NamedTuple):
    """A product in a role whose gaps are others with the plan: both sides drawn one above the other."""

    key: str
    name: str
    role: Role
    differences: list[GapDifference]
    drawing: SafeString


class Sides:
    """Coverage without and with the changes, hires that are due arriving on both sides, from `on` to `by`."""

    def __init__(self, access: Access, changes: Sequence[Change], on: date, by: date) -> None:
        self.access, self.on, self.by = access, on, by
        content = store.content_for(access.organisation)
        dated = store.dated(access.organisation, on, access.plan)
        self.before = Scene(arriving(dated, on), content, on, by)
        self.after = Scene(arriving(dated.with_over(changes), on), content, on, by)

    @property
    def window(self) -> Window:
        step = "week" if self.by - self.on < timedelta(days=FEW_DAYS) else "month"
        return Window(self.on if step == "week" else self.on.replace(day=1), self.by, step, 12)

    @property
    def axis(self) -> SafeString:
        return axis(self.window)

    @cached_property
    def differing(self) -> list[list[GapDifference]]:
        """The differences of each product and role together, those that begin first at the head."""
        found = gap_differences(self.before.line, self.after.line)
        by_lane = sorted(found, key=lambda d: (d.product, d.role, d.first))
        groups = [list(group) for _, group in groupby(by_lane, key=lambda d: (d.product, d.role))]
        return sorted(groups, key=lambda group: (group[0].first, group[0].product))

    def lane(self, differences: list[GapDifference]) -> ComparedLane:
        key, role = differences[0].product, self.after.content.roles[differences[0].role]
        product = self.after.line.products[key]
        name = product_name(product)
        sides = [scene.line.lanes.get((key, role.slug), ()) for scene in (self.before, self.after)]
        labels = [f"{role.code}, {name}, {side}" for side in ("without the plan", "with the plan")]
        at = Moments(product.launch, self.access.today, self.on)
        drawn = lanes(self.window, sides, labels, partial(self._name, {id(band) for band in sides[0]}), _no_link, at)
        return ComparedLane(key, name, role, differences, drawn)

    def _name(self, before: set[int], band: Band) -> str:
        return named(self.before if id(band) in before else self.after, band)


def _no_link(band: Band) -> str:
    return ""


def by_quarter(
    organisation: Organisation, changes: Sequence[Change], on: date, by: date, plan: Plan | None, today: date
) -> list[EffectRow]:
    """What each quarter costs without and with the changes, in the organisation's currency; those that stay the same
    are left out. For members who see cost."""
    number = min(quarter_number(by) - quarter_number(on) + 1, MOST_QUARTERS)
    periods = quarters(on, number)
    whole = ledger_of(organisation, periods, today, plan)
    few = forecast_of(organisation, periods, today, plan)
    path = CostPath(few.path.start, few.path.changes, (*few.path.planned, *_in_order(changes)))
    later = apply(store.org_at(organisation, periods[-1].ends, plan), _in_order(changes))
    then = CostForecast(path, few.terms, Context(later, few.ctx.content), periods, today)
    keys = touched(path)
    return list(_rows(whole, few.ledger(keys), then.ledger(keys)))


def _in_order(changes: Sequence[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.on)


def _rows(whole: Ledger, before: Ledger, after: Ledger) -> Iterator[EffectRow]:
    for number, period in enumerate(whole.periods):
        now = whole.total([number])
        more = after.total([number]) - before.total([number])
        if more:
            yield EffectRow(period.label, now, now + more, is_quarter=True)
