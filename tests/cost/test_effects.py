"""What a plan or an open position changes in cost over time, each figure summed anew day by day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from planning.core.changes.change import add, edit
from planning.core.cost.effect import twelve_months
from planning.core.cost.ledger import quarters
from planning.core.dates import day as written
from planning.core.records import Person, Position
from planning.cost.effects import Effect, plan_effect, position_effect
from planning.models import Plan
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation
from tests.cost.conftest import TODAY, member_of
from tests.factories import MembershipFactory

Url = Callable[..., str]
YEAR = Decimal(65_000)  # what the band of `priced` makes of a PM
FIRST, SECOND = (date(TODAY.year + 1, 3, 10), date(TODAY.year + 1, 9, 1))


def opening(key: str = "pm2", **more: Any) -> Position:
    return Position(key, "Product Manager", "product-manager", 2)._replace(**more)


def planned(organisation: Organisation, *changes: Any) -> Plan:
    owner = MembershipFactory.create(organisation=organisation).user
    made = editing.create(organisation, name="Two", target=TODAY, owner=owner)
    made = editing.edit(made, [change for change in changes if change], title="Two", author=owner)
    organisation.refresh_from_db()
    return made


def summed(first: date, last: date, costs: Callable[[date], Decimal]) -> Decimal:
    """Day by day, by what a year costs at that day's state."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum((costs(d) / (366 if d.year % 4 == 0 else 365) for d in days), Decimal(0))


# Of the PM who is there already, in the twelve months from FIRST.
CURRENT = summed(FIRST, FIRST.replace(year=FIRST.year + 1) - timedelta(days=1), lambda _: YEAR)


def more(effect: Effect) -> dict[str, Decimal]:
    return {row.label: row.more for row in effect.rows}


def expected(costs: Callable[[date], Decimal], start: date, settled: date) -> dict[str, Decimal]:
    end = start.replace(year=start.year + 1) - timedelta(days=1)
    found = {f"12 months from {written(start)}": summed(start, end, costs)}
    if settled != start:
        found[f"Yearly run rate from {written(settled)}"] = costs(settled)
    for quarter in quarters(start, 8):
        if quarter.starts <= max(end, settled):
            found[quarter.label] = summed(quarter.starts, quarter.ends, costs)
    return found


def close(one: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    """Each figure is rounded to the cent, by function and year."""
    return list(one) == list(other) and all(abs(one[label] - other[label]) < Decimal("0.05") for label in one)


@pytest.mark.django_db
def test_a_plan_with_a_later_start_shows_its_full_year_and_its_quarters(priced: Organisation) -> None:
    plan = planned(priced, add(TODAY, opening(target_start=FIRST)))
    found = plan_effect(priced, TODAY, plan)
    assert found.start == FIRST
    assert close(more(found), expected(lambda d: YEAR if d >= FIRST else Decimal(0), FIRST, FIRST))


@pytest.mark.django_db
def test_a_plan_that_starts_in_steps_tells_the_rate_of_the_last(priced: Organisation) -> None:
    half = add(TODAY, opening("pm3", target_start=SECOND, fte=0.5))
    plan = planned(priced, add(TODAY, opening(target_start=FIRST)), half)

    def costs(d: date) -> Decimal:
        return (YEAR if d >= FIRST else 0) + (YEAR / 2 if d >= SECOND else Decimal(0))

    assert close(more(plan_effect(priced, TODAY, plan)), expected(costs, FIRST, SECOND))


@pytest.mark.django_db
def test_before_and_after_are_those_of_the_whole_organisation(priced: Organisation) -> None:
    row = plan_effect(priced, TODAY, planned(priced, add(TODAY, opening(target_start=FIRST)))).rows[0]
    assert [round(side) for side in (row.before, row.after)] == [round(n * CURRENT) for n in (1, 2)]


@pytest.mark.django_db
def test_a_plan_that_saves_shows_less(priced: Organisation) -> None:
    pm = store.org_at(priced, TODAY).positions["pm"]
    found = plan_effect(priced, TODAY, planned(priced, edit(FIRST, pm, ends=FIRST)))
    after = FIRST + timedelta(days=1)
    assert close(more(found), expected(lambda d: -YEAR if d >= after else Decimal(0), after, after))


@pytest.mark.django_db
def test_a_plan_that_costs_nothing_shows_no_rows(priced: Organisation) -> None:
    pm = store.org_at(priced, TODAY).positions["pm"]
    assert plan_effect(priced, TODAY, planned(priced, edit(TODAY, pm, title="Lead PM"))).rows == []


@pytest.mark.django_db
def test_what_cannot_be_counted_is_told(priced: Organisation) -> None:
    unknown = add(TODAY, Position("x", "Cook", "cook", 2, target_start=FIRST))
    found = plan_effect(priced, TODAY, planned(priced, unknown, add(TODAY, opening())))
    assert (found.rows, found.unknown, found.undated) == ([], 1, 1)


def of_position(organisation: Organisation, position: Position, *more_records: Any) -> Effect:
    records = [add(TODAY, record) for record in (*more_records, position)]
    writes.commit(organisation, records, title="Open", today=TODAY)
    organisation.refresh_from_db()
    return position_effect(Snapshot(organisation, TODAY), TODAY, position)


@pytest.mark.django_db
def test_an_open_position_shows_what_its_function_costs_without_and_with_it(priced: Organisation) -> None:
    found = of_position(priced, opening(target_start=FIRST))
    assert close(more(found), expected(lambda d: YEAR if d >= FIRST else Decimal(0), FIRST, FIRST))
    assert [round(side) for side in found.rows[0][1:3]] == [round(n * CURRENT) for n in (1, 2)]


@pytest.mark.django_db
def test_someone_known_to_start_counts_as_the_position_does(priced: Organisation) -> None:
    found = of_position(priced, opening(holder="cy"), Person("cy", "Cy Dahl", starts=FIRST))
    assert found.start == FIRST


@pytest.mark.django_db
def test_an_open_position_without_a_start_counts_for_nothing(priced: Organisation) -> None:
    found = of_position(priced, opening())
    assert (found.rows, found.undated) == ([], 1)


@pytest.mark.django_db
def test_both_pages_show_it_to_those_who_see_cost(priced: Organisation, url: Url) -> None:
    of_position(priced, opening(target_start=FIRST))
    plan = planned(priced, add(TODAY, opening("pm3", target_start=SECOND)))
    Plan.objects.update(state=Plan.State.REVIEW)
    clients = [member_of(priced, right, sees_cost=sees) for right, sees in (("admin", True), ("admin", False))]  # type: ignore[arg-type]
    for name, key, label in (("hiring-requisition", "pm2", FIRST), ("plan", plan.slug, SECOND)):
        shown = [f"12 months from {written(label)}" in _text(client, url(name, key)) for client in clients]
        assert shown == [True, False]


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_twelve_months_are_a_year_to_the_day(start: date) -> None:
    periods = twelve_months(start)
    days = sum((period.ends - period.starts).days + 1 for period in periods)
    assert all(period.starts.year == period.ends.year for period in periods)
    assert days in (365, 366)
    assert (periods[0].starts, (periods[-1].ends + timedelta(days=1)).month) in ((start, start.month), (start, 3))
