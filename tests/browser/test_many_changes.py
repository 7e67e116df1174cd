"""The changes of a large plan: more of them are shown where one reads on, and what is ticked there counts."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import change_rows, editing, review
from portal.models import Organisation, Right
from tests.browser import axe
from tests.factories import MembershipFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def sent(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """In review: eight positions, the last of the first page below the first; three are shown at a time."""
    monkeypatch.setattr(change_rows, "PER_PAGE", 3)
    today = date.today()
    writes.commit(organisation, [add(today, Position("boss", title="Chief"))], title="Start", today=today)
    owner = MembershipFactory.create(organisation=organisation, right=Right.PLANNER).user
    plan = editing.create(organisation, name="Spring", target=today, owner=owner)
    below = {4: "p0"}
    new = [Position(f"p{n}", title=f"Maker {n}", manager=below.get(n, "boss")) for n in range(8)]
    editing.edit(plan, [add(today, one) for one in new], title="Hire", author=None)
    return review.submit(Plan.objects.select_related("organisation", "owner").get(pk=plan.pk), by=owner)


def test_more_changes_follow_those_that_are_read_and_are_ticked_with_them(
    sent: Plan, signed_in_page: Callable[[Right], Page]
) -> None:
    page = signed_in_page(Right.APPROVER)
    page.goto("/o/acme/plans/spring/")
    rows = page.locator("#changes .changes > li:not(.more-changes)")
    expect(rows).to_have_count(3)
    axe.check(page)
    page.get_by_role("link", name="Show 3 more").press("Enter")
    expect(rows).to_have_count(6)
    expect(rows.nth(3)).to_be_focused()
    expect(page.locator("#about option")).to_have_count(7)
    page.get_by_label("New position Maker 4").check()
    expect(page.get_by_text("now selected too")).to_be_visible()
    expect(rows.nth(0).get_by_role("checkbox")).to_be_checked()
    page.get_by_role("link", name="Show 2 more").click()
    expect(rows).to_have_count(8)
    expect(page.locator(".more-changes")).to_have_count(0)
    page.get_by_label("Comment on your decision").fill("Those first")
    page.get_by_role("button", name="Approve selected").click()
    expect(page.get_by_text("Approved in part")).to_be_visible()
    kept = store.planned(Plan.objects.get(pk=sent.pk)).values()
    assert {planned.change.key for planned in kept} == {"p0", "p4"}
