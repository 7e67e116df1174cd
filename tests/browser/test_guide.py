"""The role guide as a planner uses it: look something up, compare, find out what suits, and what a product needs."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right
from tests.browser import axe
from tests.factories import ProductFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    ProductFactory.create(organisation=organisation, key="pay", name="Payments", stage="build", market_facing=False)
    return signed_in_page(Right.PLANNER)


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Role guide").get_by_role("link", name=name).click()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_from_a_question_to_an_open_position(planner: Page) -> None:
    planner.goto("/o/acme/")
    planner.get_by_role("navigation", name="Main").get_by_role("link", name="Role guide").click()
    planner.get_by_role("searchbox", name="Search the role guide").fill("agile")
    planner.keyboard.press("Enter")
    heading(planner, "“agile” in the role guide")
    axe.check(planner)
    planner.get_by_role("listitem").filter(has_text="Hard skills").get_by_role("link").click()
    expect(planner.locator("#agile:target")).to_be_visible()

    planner.get_by_label("Compare with").fill("Product Designer")
    planner.keyboard.press("Tab")
    planner.get_by_role("button", name="Compare").click()
    heading(planner, "Product Manager and Product Designer")

    tab(planner, "Which role suits me?")
    for statement in ("vision for a product", "side by side with the people who build"):
        planner.get_by_role("group").filter(has_text=statement).get_by_text("Very much").click()
    planner.get_by_role("group").filter(has_text="words for a product").get_by_text("Not really").click()
    planner.get_by_role("button", name="Show my result").click()
    heading(planner, "Product Manager suits you best")
    axe.check(planner)

    tab(planner, "Which role do we need?")
    planner.get_by_label("Product", exact=True).select_option("Payments")
    planner.get_by_role("button", name="Show answer").first.click()
    heading(planner, "Payments needs a Product Manager now.")
    axe.check(planner)
    planner.get_by_role("link", name="Open a position").click()
    dialog = planner.locator("#edit-dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Role")).to_have_value("Product Manager")
    dialog.get_by_label("Target start").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    dialog.get_by_role("button", name="Preview impact").click()
    expect(dialog.locator(".effect")).to_be_visible()
    dialog.get_by_role("button", name="Apply to live").click()
    expect(planner.get_by_role("article").filter(has_text="hire due")).to_be_visible()


def test_without_scripts_a_product_is_described_and_answered_for(planner: Page) -> None:
    """The keyboard alone, on a page that needs no script."""
    planner.goto("/o/acme/roles/need/")
    planner.get_by_label("Stage").select_option("Launch")
    planner.get_by_role("checkbox", name="Sales").focus()
    planner.keyboard.press("Space")
    planner.keyboard.press("Enter")
    heading(planner, "Your product needs a Product Manager and a Product Marketing Manager now.")
    expect(planner.get_by_role("checkbox", name="Sales")).to_be_checked()
