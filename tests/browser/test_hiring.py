"""From a gap to somebody who starts: a finding's fix, the board, approvals, the day on which it is covered."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planning.core.changes.change import add
from planning.core.records import Person, Position, Product
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.browser.conftest import give_session
from tests.browser.hands import DONE
from tests.factories import MembershipFactory

pytestmark = pytest.mark.browser
TODAY = date.today()
POSITION = "Product Marketing Manager, Payments"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """Payments launches in thirty days and has nobody to market it."""
    records = [
        Person("ann", "Ann Ek"),
        Position("boss", title="Chief Marketing Officer", holder="ann"),
        Position("lead", title="Content Lead", holder="ann", manager="boss"),
        Product("pay", "Payments", "beta", launch=TODAY + timedelta(days=30)),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


def do(page: Page) -> None:
    """Press the button of the dialog, and wait for the page to have taken it in."""
    dialog = page.get_by_role("dialog")
    with page.expect_navigation():
        dialog.get_by_role("button", name=DONE).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def card(page: Page, stage: str) -> Any:
    return page.locator(f"[data-stage='{stage}'] [data-requisition]").filter(has_text=POSITION)


def covered(page: Page, state: str, on: date = TODAY) -> None:
    page.goto(f"/o/acme/coverage/?on={on}")
    expect(page.locator(".board td .state").nth(1)).to_have_text(state)


def brief(page: Page, as_approver: Callable[[], None], as_planner: Callable[[], None]) -> None:
    """From the requisition's page and back to it: one writes, another reviews."""
    page.get_by_role("link", name="Job brief").click()
    page.get_by_role("button", name="Write the brief").click()
    expect(page.get_by_role("article")).to_contain_text("no one is responsible for ")
    expect(page.get_by_text("You wrote this brief, so someone else has to review it.")).to_be_visible()
    as_approver()
    page.reload()
    page.get_by_role("button", name="Mark as reviewed").click()
    expect(page.locator(".head .tag")).to_have_text("Reviewed")
    as_planner()
    page.reload()
    page.get_by_role("button", name="Issue").click()
    expect(page.locator(".head .tag")).to_have_text("Issued")
    page.locator(".crumbs").get_by_role("link", name=POSITION).click()


def interview(page: Page, me: str) -> None:
    """Kit, candidate, scorecard, debrief, outcome: from the requisition's page and back to it."""
    page.get_by_role("link", name="Interview kit").click()
    page.get_by_role("button", name="Create kit").click()
    page.get_by_role("link", name="Candidates").last.click()
    page.get_by_label("Name").fill("Cy Dahl")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Cy Dahl").click()
    page.get_by_label("Step", exact=True).select_option("Product presentation")
    page.get_by_label("Interviewer", exact=True).select_option(label=me)
    page.get_by_role("button", name="Add interviewer").click()
    page.get_by_role("link", name="Fill in").click()
    page.get_by_label("Rating of messaging and storytelling").select_option("strong")
    page.get_by_label("Evidence for messaging and storytelling").fill("Turned a weak pitch into one that sold.")
    page.get_by_label("Strong yes").check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("region", name="Scorecards side by side")).to_contain_text("Strong yes")
    page.get_by_label("Outcome").select_option("Hired")
    page.get_by_role("button", name="Save outcome").click()
    page.locator(".crumbs").get_by_role("link", name=POSITION).click()


def test_from_a_gap_to_cover(company: Organisation, signed_in_page: Callable[[Right], Page], live_server: Any) -> None:
    page = signed_in_page(Right.PLANNER)
    covered(page, "missing")
    page.goto("/o/acme/products/pay/")
    page.get_by_role("link", name="Open a Product Marketing Manager position for Payments").click()
    page.get_by_role("dialog").get_by_role("button", name="Preview impact").click()
    do(page)
    covered(page, "hire due")

    page.goto("/o/acme/hiring/")
    page.locator("[data-pipeline][data-ready]").wait_for()
    card(page, "draft").drag_to(page.locator("[data-stage=submitted]"))
    do(page)
    expect(card(page, "submitted")).to_contain_text("Fills Payments’ missing PMM")

    approver = MembershipFactory.create(organisation=company, right=Right.APPROVER, sees_cost=True).user
    planner = page.context.cookies()

    def as_approver() -> None:
        give_session(page.context, approver, live_server.url)

    def as_planner() -> None:
        page.context.clear_cookies()
        page.context.add_cookies([{"name": c["name"], "value": c["value"], "url": live_server.url} for c in planner])

    as_approver()
    card(page, "submitted").get_by_role("link", name=POSITION, exact=True).click()
    page.get_by_role("link", name="Approve for finance").first.click()
    do(page)
    page.get_by_role("link", name="Approve", exact=True).first.click()
    do(page)

    as_planner()
    page.goto("/o/acme/notices/")
    expect(page.get_by_text(f"{approver} approved {POSITION}").first).to_be_visible()
    page.goto("/o/acme/hiring/")
    page.locator("[data-pipeline][data-ready]").wait_for()
    card(page, "approved").get_by_role("link", name=POSITION, exact=True).focus()
    page.keyboard.press("Shift+ArrowRight")
    do(page)
    card(page, "open").get_by_role("link", name=POSITION, exact=True).click()
    brief(page, as_approver, as_planner)
    interview(page, str(company.memberships.get(right=Right.PLANNER).user))
    # Whoever is hired has accepted; they are due until their first day, and cover from then on.
    page.get_by_role("link", name="Mark as started").first.click()
    first, dialog = TODAY + timedelta(days=10), page.get_by_role("dialog")
    dialog.get_by_label("a new person").fill("Cy Dahl")
    dialog.get_by_label("First day").fill(first.isoformat())
    do(page)
    expect(page.get_by_text("Cy Dahl starts on")).to_be_visible()
    covered(page, "hire due")
    covered(page, "covered", on=first)
