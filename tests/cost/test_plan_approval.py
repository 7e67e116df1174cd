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
from tests.factories import MembershipFactory, UserFactory

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


def test_a_plan_over_a_budget_is_not_approved(sent: Plan) -> None:
    assert f"The plan is over budget: Product in {TODAY.year + 1} {AMOUNT}" in decide(
        sent, sees_cost=True, do="approve"
    )
    assert Plan.objects.get().state == Plan.State.REVIEW


def able(plan: Plan) -> str:
    """The name of somebody who can approve."""
    user = UserFactory.create(name="Ines Moreau")
    MembershipFactory.create(organisation=plan.organisation, user=user, right=Right.APPROVER, sees_cost=True)
    return user.name


@pytest.mark.parametrize("amount", [90_000, 9_000_000])
@pytest.mark.parametrize("do", ["approve", "approve-some"])
def test_who_may_not_see_cost_approves_nothing_that_has_to_keep_budgets(sent: Plan, do: str, amount: int) -> None:
    """Whether it keeps them would tell of pay."""
    Budget.objects.update(amount=amount)
    title, _ = store.planned(sent)
    page = decide(sent, sees_cost=False, do=do, change=title, text="This")
    assert "Approvers need access to cost, because plans must stay within budgets." in page
    assert "over budget: " not in page
    assert Plan.objects.get().state == Plan.State.REVIEW


def test_who_may_not_see_cost_is_told_who_can_approve_and_finds_no_button_for_it(sent: Plan) -> None:
    name = able(sent)
    client = member_of(sent.organisation, Right.APPROVER, sees_cost=False)
    page = client.get(reverse("plan", args=[sent.organisation.slug, sent.slug])).content.decode()
    assert f"stay within budgets. Ask {name}." in page
    assert 'value="approve"' not in page
    assert 'value="approve-some"' not in page
    assert 'value="send-back"' in page


def test_a_draft_of_ones_own_is_never_weighed(sent: Plan) -> None:
    """Else whoever plans could try amounts until they know them."""
    Plan.objects.update(state=Plan.State.DRAFT)
    client = member_of(sent.organisation, Right.APPROVER)
    Plan.objects.update(owner=client.session["_auth_user_id"])
    url = reverse("plan-state", args=[sent.organisation.slug, sent.slug])
    page = client.post(url, {"do": "approve", "seen": sent.version}, follow=True).content.decode()
    assert "Someone else has to decide on your own plan." in page
    assert "over budget: " not in page


@pytest.mark.parametrize("sees_cost", [True, False])
def test_whether_budgets_are_kept_is_set_by_who_may_see_cost(sent: Plan, sees_cost: bool) -> None:
    url = reverse("plans-rules", args=[sent.organisation.slug])
    client = member_of(sent.organisation, Right.ADMIN, sees_cost=sees_cost)
    page = client.get(url)
    assert ("Only an admin with access to cost can change this." in page.content.decode()) is not sees_cost
    client.post(url, {"gate": "none", "seen": page.context["form"]["seen"].value()})
    assert PlanRules.objects.get().budget is not sees_cost


def test_a_part_is_held_to_the_budget_by_itself(sent: Plan) -> None:
    title, opening = store.planned(sent)
    assert AMOUNT in decide(sent, sees_cost=True, do="approve-some", change=opening, text="Not the title")
    assert "Approved in part" in decide(sent, sees_cost=True, do="approve-some", change=title, text="Not the position")


def test_what_is_over_a_budget_anyway_is_not_held_against_a_plan(sent: Plan, url: Callable[..., str]) -> None:
    PlanRules.objects.update(budget=False)
    assert "Approved." in decide(sent, sees_cost=False, do="approve")
