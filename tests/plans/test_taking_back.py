"""A plan that was applied is taken back from the history as from its own page, and brought again."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.models import Batch, Notice, Plan
from planning.organisation import store, writes
from portal.models import Right
from tests.factories import MembershipFactory

State = Plan.State


@pytest.fixture
def applied(plan: Plan, move: Callable[..., Plan], client_as: Callable[[Right], Client]) -> Plan:
    """The maker comes under the second lead, from today."""
    owner = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER).user
    move(plan, "ic", "two", timezone.localdate())
    Plan.objects.update(state=State.APPROVED, owner=owner)
    client_as(Right.APPROVER).post(reverse("plan-apply", args=[plan.organisation.slug, plan.slug]))
    Notice.objects.all().delete()
    return Plan.objects.select_related("organisation").get()


def undo(client: Client, plan: Plan) -> str:
    """Undo the newest entry of the history."""
    slug, newest = plan.organisation.slug, Batch.objects.latest("id")
    return unescape(client.post(reverse("history-undo", args=[slug, newest.pk]), follow=True).content.decode())


def manager_and_state(plan: Plan) -> tuple[str, str]:
    """To whom the maker reports, and what has become of the plan."""
    found = Plan.objects.select_related("organisation").get(pk=plan.pk)
    return store.org_at(found.organisation, timezone.localdate()).positions["ic"].manager, found.state


def test_an_approver_reverts_a_plan_from_the_history_and_its_owner_hears_of_it(
    applied: Plan, client_as: Callable[[Right], Client]
) -> None:
    undo(client_as(Right.APPROVER), applied)
    assert manager_and_state(applied) == ("one", State.REVERTED)
    assert "reverted the plan" in Notice.objects.get(kind=Notice.Kind.APPLIED).text


def test_a_redo_applies_the_plan_again(applied: Plan, client_as: Callable[[Right], Client]) -> None:
    approver = client_as(Right.APPROVER)
    undo(approver, applied)
    undo(approver, applied)
    assert manager_and_state(applied) == ("two", State.APPLIED)


def test_a_plan_that_was_applied_again_is_reverted_from_its_page(
    applied: Plan, client_as: Callable[[Right], Client]
) -> None:
    approver = client_as(Right.APPROVER)
    undo(approver, applied)
    undo(approver, applied)
    approver.post(reverse("plan-revert", args=[applied.organisation.slug, applied.slug]))
    assert manager_and_state(applied) == ("one", State.REVERTED)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_planner_does_neither_and_reads_whom_to_ask(
    applied: Plan, client_as: Callable[[Right], Client], times: int
) -> None:
    for _ in range(times):
        undo(client_as(Right.APPROVER), applied)
    before = manager_and_state(applied)
    assert "only approvers and admins can apply and revert plans. Ask " in undo(client_as(Right.PLANNER), applied)
    assert manager_and_state(applied) == before


def test_the_history_offers_a_planner_no_revert_of_a_plan(applied: Plan, client_as: Callable[[Right], Client]) -> None:
    url = reverse("history-undo", args=[applied.organisation.slug, Batch.objects.latest("id").pk])
    history = reverse("history", args=[applied.organisation.slug])
    pages = {right: client_as(right).get(history).content.decode() for right in (Right.PLANNER, Right.APPROVER)}
    assert [url in page for page in pages.values()] == [False, True]


def test_a_plan_that_went_on_meanwhile_is_not_applied_by_a_redo(
    applied: Plan, client_as: Callable[[Right], Client]
) -> None:
    approver = client_as(Right.APPROVER)
    undo(approver, applied)
    Plan.objects.update(state=State.ARCHIVED)
    said = undo(approver, applied)
    assert "Only a plan that was reverted can be applied again." in said
    assert ">View plan</a>" in said
    assert manager_and_state(applied) == ("one", State.ARCHIVED)


def test_a_plan_whose_changes_were_undone_before_is_only_said_to_be_reverted(
    applied: Plan, client_as: Callable[[Right], Client]
) -> None:
    writes.undo(Batch.objects.latest("id"), today=timezone.localdate())
    client_as(Right.APPROVER).post(reverse("plan-revert", args=[applied.organisation.slug, applied.slug]))
    assert manager_and_state(applied) == ("one", State.REVERTED)
