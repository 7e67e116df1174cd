"""A plan over a budget before an approver: held, and told with amounts only to those who may see cost."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Budget, Plan, PlanRules
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.cost.conftest import TODAY, member_of
from tests.factories import MembershipFactory

AMOUNT = "by GBP"


@pytest.fixture
def sent(priced: Organisation) -> Plan:
    """In review: another title for the PM, and a second position for one, which goes over next year's budget."""
    Budget.objects.create(organisation=priced, function="product", year=TODAY.year + 1, amount=90_000, currency="GBP")
    PlanRules.objects.create(organisation=priced, gate="none", budget=True)
    writes.touch(priced)
    owner = MembershipFactory.create(organisation=priced, right=Right.PLANNER).user
    plan = editing.create(priced, name="Two", target=TODAY, owner=owner)
    title = edit(TODAY, store.org_at(priced, TODAY).positions["pm"], title="Lead PM")
    second = add(TODAY, Position("pm2", "Product Manager", "product-manager", 2, target_start=TODAY))
    editing.edit(plan, [change for change in (title, second) if change], title="Two", author=owner)
    Plan.objects.update(state=Plan.State.REVIEW)
    return Plan.objects.get()


def decide(plan: Plan, *, sees_cost: bool, **said: str) -> str:
    client = member_of(plan.organisation, Right.APPROVER, sees_cost=sees_cost)
    url = reverse("plan-state", args=[plan.organisation.slug, plan.slug])
    return client.post(url, {"seen": plan.version, **said}, follow=True).content.decode()


@pytest.mark.parametrize("sees_cost", [True, False])
def test_a_plan_over_a_budget_is_not_approved(sent: Plan, sees_cost: bool) -> None:
    page = decide(sent, sees_cost=sees_cost, do="approve")
    assert "The plan goes over" in page
    assert (f"The plan goes over the budget of Product in {TODAY.year + 1} {AMOUNT}" in page) is sees_cost
    assert ("GBP" in page) is sees_cost
    assert Plan.objects.get().state == Plan.State.REVIEW


def test_a_part_is_held_to_the_budget_by_itself(sent: Plan) -> None:
    title, opening = store.planned(sent)
    assert AMOUNT in decide(sent, sees_cost=True, do="approve-some", change=opening, text="Not the title")
    assert "Approved in part" in decide(sent, sees_cost=True, do="approve-some", change=title, text="Not the position")


def test_what_is_over_a_budget_anyway_is_not_held_against_a_plan(sent: Plan, url: Callable[..., str]) -> None:
    PlanRules.objects.update(budget=False)
    assert "Approved." in decide(sent, sees_cost=False, do="approve")
