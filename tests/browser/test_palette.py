"""Search in one dialog, from any page, by keys alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planning.plans import editing
from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser import axe
from tests.browser.hands import card, dialog

pytestmark = pytest.mark.browser


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    """A planner with a plan, in an organisation with two products."""
    small_organisation.fill(organisation)
    page = signed_in_page(Right.PLANNER)
    owner = organisation.memberships.get().user
    editing.create(organisation, name="Spring", target=date.today(), owner=owner)
    return page


def search(page: Page, text: str) -> None:
    """Open the dialog and wait for what is found."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.get_by_role("combobox", name="Search or go to")).not_to_have_attribute("aria-busy", "true")


def chosen(page: Page, text: str) -> None:
    expect(page.locator("#palette").get_by_role("option", selected=True)).to_contain_text(text)


def test_anything_is_found_gone_through_and_opened_by_keys(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/people/")
    page.get_by_role("searchbox").last.focus()
    page.keyboard.press("Control+k")  # from within a field, too
    chosen(page, "Home")
    page.keyboard.type("chekout")
    chosen(page, "Checkout")
    axe.check(page)
    expect(page.get_by_role("group", name="Positions and people").get_by_role("option")).to_have_count(2)
    expect(page.locator("#palette mark").first).to_have_text("Checkout")
    page.keyboard.press("End")
    chosen(page, "…")
    page.keyboard.press("ArrowDown")
    chosen(page, "Checkout")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    expect(page.get_by_role("searchbox").last).to_be_focused()

    page.keyboard.press("Control+k")
    page.keyboard.type("luis")
    page.keyboard.press("Enter")  # before there is any answer
    page.wait_for_url("**/positions/luis/")

    search(page, "quokka")
    expect(page.get_by_text("No results.")).to_be_visible()


def test_a_hit_is_shown_on_the_chart_and_what_is_done_goes_into_the_plan(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/coverage/?plan=spring")
    search(page, "aisha")
    chosen(page, "Product Marketing Manager")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/chart/?plan=spring&card=aisha")
    expect(card(page, "aisha")).to_be_in_viewport()
    expect(page.locator("[data-tree]")).to_be_focused()

    search(page, "luis")  # on a chart it is shown in place
    chosen(page, "Luis")
    page.keyboard.press("Enter")
    expect(page.locator("[data-panel] h2").first).to_have_text("Product Manager")
    expect(page.locator("[data-tree]")).to_be_focused()

    search(page, "> cover ledger")
    chosen(page, "adds to Spring")
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("heading", name="Assign someone")).to_be_visible()
    expect(dialog(page).get_by_role("combobox", name="Position", exact=True)).to_be_visible()
    expect(dialog(page)).to_contain_text("Spring")
    page.keyboard.press("Escape")
    expect(page.locator("[data-tree]")).to_be_focused()

    # What somebody may not do is told, and Enter does nothing; who leaves the plan stays on the page.
    search(page, "invite")
    chosen(page, "needs admin access")
    page.keyboard.press("Enter")
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/o/acme/coverage/?plan=spring")
    search(page, "leave plan")
    chosen(page, "Leave plan Spring")
    page.keyboard.press("Enter")
    page.wait_for_url("**/coverage/")


def test_a_search_that_is_refused_says_why_and_when_to_go_on(
    planner: Page, settings: Any, complaints: list[str]
) -> None:
    page, refused = planner, "You have searched too often in a short time. Try again in"
    settings.COSTLY = settings.COSTLY | {"searches": 1}
    page.goto("/o/acme/people/")
    search(page, "checkout")
    expect(page.locator("#palette")).to_contain_text(refused)
    page.goto("/o/acme/do/move/?key=luis")
    page.get_by_label("New manager").press_sequentially("ais")
    expect(page.locator("[data-toasts]")).to_contain_text(refused)
    complaints.clear()  # the browser says of each refusal that it is one
