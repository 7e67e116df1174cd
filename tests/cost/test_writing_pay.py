"""Who may not see cost writes no pay: not by undoing, redoing or reverting, and not by a copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client

from planning.core.changes.change import remove
from planning.core.records import Position
from planning.models import Batch, Plan
from planning.organisation import store, writes
from planning.plans import applying, editing
from portal.models import Organisation, Right
from tests.changes import edited
from tests.cost.conftest import TODAY, member_of

Url = Callable[..., str]
BEFORE, AFTER = Decimal(50_000), Decimal(60_000)


def pm(organisation: Organisation) -> Position:
    organisation.refresh_from_db()
    return store.org_at(organisation, TODAY).positions["pm"]


def commit(organisation: Organisation, called: str, **after: object) -> Batch:
    return writes.commit(organisation, [edited(TODAY, pm(organisation), **after)], title=called, today=TODAY)


@pytest.fixture
def rise(kitchen: Organisation) -> Batch:
    commit(kitchen, "Pay", pay=BEFORE, currency="GBP")
    return commit(kitchen, "Rise", pay=AFTER)


@dataclass
class Undoing:
    organisation: Organisation
    url: Url

    def __call__(self, batch: Batch, *, sees_cost: bool) -> int:
        client = member_of(self.organisation, Right.PLANNER, sees_cost=sees_cost)
        return client.post(self.url("history-undo", batch.pk)).status_code


@pytest.fixture
def undo(kitchen: Organisation, url: Url) -> Undoing:
    return Undoing(kitchen, url)


@pytest.mark.parametrize(("sees_cost", "status", "pay"), [(True, 302, BEFORE), (False, 403, AFTER)])
def test_a_rise_is_undone_by_who_may_see_cost(
    rise: Batch, undo: Undoing, sees_cost: bool, status: int, pay: Decimal
) -> None:
    assert undo(rise, sees_cost=sees_cost) == status
    assert pm(rise.organisation).pay == pay


def test_a_rise_is_not_brought_again_without_the_cost_right(rise: Batch, undo: Undoing) -> None:
    undone = writes.undo(rise, today=TODAY)
    assert undo(undone, sees_cost=False) == 403
    assert pm(rise.organisation).pay == BEFORE


def test_the_page_of_a_rise_says_who_can_undo_it_and_has_no_button(rise: Batch, url: Url) -> None:
    page = member_of(rise.organisation, sees_cost=False).get(url("history-batch", rise.pk)).content.decode()
    assert "This sets pay, so it needs someone with access to cost. Ask " in page
    assert url("history-undo", rise.pk) not in page


def test_a_step_that_leaves_pay_alone_is_undone_by_anybody_who_plans(rise: Batch, undo: Undoing) -> None:
    assert undo(commit(rise.organisation, "Title", title="Lead"), sees_cost=False) == 302


def test_a_position_that_was_removed_comes_back_with_its_pay(rise: Batch, undo: Undoing) -> None:
    """Whoever may remove one may take that back."""
    organisation = rise.organisation
    gone = writes.commit(organisation, [remove(TODAY, pm(organisation))], title="Remove", today=TODAY)
    assert undo(gone, sees_cost=False) == 302
    assert pm(organisation).pay == AFTER


@pytest.mark.parametrize("sees_cost", [True, False])
def test_a_plan_that_set_pay_is_reverted_by_who_may_see_cost(rise: Batch, url: Url, sees_cost: bool) -> None:
    organisation = rise.organisation
    plan = editing.create(organisation, name="Down", target=TODAY, owner=None)
    editing.edit(plan, [edited(TODAY, pm(organisation), pay=BEFORE)], title="Down", author=None)
    Plan.objects.update(state=Plan.State.APPROVED)
    plan.refresh_from_db()
    applying.apply(plan, today=TODAY, author=None)
    client = member_of(organisation, Right.APPROVER, sees_cost=sees_cost)
    overview = client.get(url("plan", plan.slug)).content.decode()
    assert (url("plan-revert", plan.slug) in overview) is sees_cost
    assert ("This sets pay, so it needs someone with access to cost." in overview) is not sees_cost
    page = client.post(url("plan-revert", plan.slug), follow=True).content.decode()
    assert ("This sets pay, so it needs someone with access to cost." in page) is not sees_cost
    assert pm(organisation).pay == (AFTER if sees_cost else BEFORE)


def duplicate(client: Client, organisation: Organisation, url: Url) -> Position:
    client.post(url("do", "duplicate"), {"key": "pm", "of": "pm", "on": TODAY.isoformat()})
    organisation.refresh_from_db()
    (twin,) = [p for key, p in store.org_at(organisation, TODAY).positions.items() if key.startswith("pos-")]
    return twin


@pytest.mark.parametrize(("sees_cost", "pay", "currency"), [(True, AFTER, "GBP"), (False, None, "")])
def test_a_copy_has_the_pay_of_a_position_where_its_author_may_see_cost(
    rise: Batch, url: Url, sees_cost: bool, pay: Decimal | None, currency: str
) -> None:
    organisation = rise.organisation
    twin = duplicate(member_of(organisation, sees_cost=sees_cost), organisation, url)
    assert (twin.pay, twin.currency) == (pay, currency)


@pytest.mark.parametrize("pay", [None, AFTER])
def test_a_copy_without_pay_says_so_whether_or_not_there_is_any(kitchen: Organisation, url: Url, pay: object) -> None:
    if pay:
        commit(kitchen, "Pay", pay=pay, currency="GBP")
    duplicate(member_of(kitchen, sees_cost=False), kitchen, url)
    assert Batch.objects.latest("pk").title.endswith(", without pay")
