"""What a plan costs, in its panel and its comparison, and where it goes over a budget."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.core.changes.change import add, edit
from planning.core.cost.ledger import quarters
from planning.core.records import Position, Team
from planning.cost import ledgers
from planning.models import Budget, Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation
from tests.cost.conftest import NEW_YEAR, TODAY, member_of

Url = Callable[..., str]


@pytest.fixture
def client(priced: Organisation) -> Client:
    return member_of(priced)


@pytest.fixture
def plan(priced: Organisation, client: Client) -> Plan:
    """It halves the PM and opens a second position for one, from today."""
    owner = priced.memberships.get().user
    made = editing.create(priced, name="Two", target=TODAY, owner=owner)
    pm = store.org_at(priced, TODAY).positions["pm"]
    second = Position("pm2", "Product Manager", "product-manager", 2, target_start=TODAY)
    half = edit(TODAY, pm, fte=0.5)
    return editing.edit(made, [c for c in (half, add(TODAY, second)) if c], title="Two", author=owner)


def test_the_panel_and_the_comparison_say_what_a_plan_costs(plan: Plan, client: Client, url: Url) -> None:
    panel = client.get(url("plan-effect", plan.slug), headers={"HX-Request": "true"}).content.decode()
    assert "GBP\u00a065,000" in panel
    assert "GBP\u00a097,500" in panel
    assert "+GBP\u00a032,500" in panel.replace("\n", "")
    compared = client.get(url("compare"), {"a": "current", "b": plan.slug}).content.decode()
    assert "GBP 97,500" in compared


def test_a_plan_counted_by_the_positions_that_it_touches_equals_one_counted_whole(
    plan: Plan, priced: Organisation
) -> None:
    periods = quarters(NEW_YEAR, 8)
    quick = ledgers.ledger_of(priced, periods, TODAY, plan)
    team = add(TODAY, Team("t", "Team", "sales"))
    whole = ledgers.ledger_of(priced, periods, TODAY, editing.edit(plan, [team], title="A team", author=None))
    assert [quick.total([n]) for n in range(8)] == [whole.total([n]) for n in range(8)]
    assert quick.total(range(8)) > ledgers.ledger_of(priced, periods, TODAY).total(range(8))


def test_only_a_budget_that_the_plan_breaks_further_is_counted_against_it(plan: Plan, priced: Organisation) -> None:
    Budget.objects.create(organisation=priced, function="product", year=TODAY.year + 1, amount=90_000, currency="GBP")
    writes.touch(priced)
    [found] = ledgers.overruns(priced, TODAY, plan)
    assert (found.year, found.over, found.worse) == (TODAY.year + 1, Decimal(7_500), True)
    assert ledgers.overruns(priced, TODAY) == []


def test_the_panel_needs_the_same_queries_for_any_number_of_positions(
    plan: Plan, priced: Organisation, client: Client, url: Url
) -> None:
    def count() -> int:
        store.forget()
        with CaptureQueriesContext(connection) as caught:
            client.get(url("plan-effect", plan.slug), headers={"HX-Request": "true"})
        return len(caught)

    def grow(name: str, by: int) -> None:
        more: list[Any] = [add(TODAY, Position(f"{name}{n}", "PM", "product-manager", 2)) for n in range(by)]
        writes.commit(priced, more, title="More", today=TODAY)

    grow("first", 1)  # the quarter has a history
    few = count()
    grow("more", 30)
    assert count() == few
