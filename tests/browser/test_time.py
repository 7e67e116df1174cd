"""Coverage over time in a browser: bands that open, sliders that keep the keyboard, nothing for axe."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from planning.models import Person, Position
from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    """Luis leaves Checkout in a month; the marketer's position is vacant and to be filled."""
    small_organisation.fill(organisation)
    today = timezone.localdate()
    Person.objects.filter(organisation=organisation, key="h-luis").update(leaves=today + timedelta(days=30))
    position = Position.objects.filter(organisation=organisation, key="aisha")
    position.update(holder="", target_start=today + timedelta(days=50))
    return signed_in_page(Right.PLANNER)


def test_bands_open_and_sliders_slide(planner: Page, complaints: list[str]) -> None:
    page = planner
    page.goto("/o/acme/coverage/time/")
    page.get_by_role("link", name="PM, Checkout: ending").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Next")
    axe.check(page)
    dialog.get_by_role("link", name="Assign someone").click()
    expect(dialog.get_by_role("button", name="Preview impact")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("link", name="What if").click()
    slider = page.get_by_role("slider", name="Days that hires slip by")
    slider.focus()
    slider.press("PageUp")
    expect(page.locator("#supposed")).to_contain_text("row of coverage changes")
    expect(slider).to_be_focused()
    axe.check(page)

    # What is wrong is said at its field, which has the focus; once it is right nothing is wrong any more.
    page.get_by_label("This person leaves").fill("Luis")
    page.get_by_label("This person leaves").press("Tab")
    last = page.get_by_label("Last day", exact=True)
    last.fill("")
    last.press("Enter")
    expect(page.locator("#leaves-wrong")).to_contain_text("Enter the last day.")
    expect(last).to_be_focused()
    expect(last).to_have_attribute("aria-invalid", "true")
    last.fill("31.12.2030")
    last.press("Enter")
    expect(page.locator("#supposed")).to_contain_text("of coverage change")
    expect(page.locator(".errorlist, [aria-invalid=true]")).to_have_count(0)
    complaints.clear()  # of the answer that something was wrong

    page.goto("/o/acme/coverage/losses/?view=month")
    axe.check(page)
    day = page.get_by_role("slider", name="Date shown")
    day.focus()
    with page.expect_navigation():
        day.press("ArrowRight")
    expect(day).to_be_focused()
    assert "on=" in page.url
    assert "view=month" in page.url


def test_a_date_is_typed_as_one_writes_it_and_the_page_shows_that_day(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/coverage/")
    day = page.get_by_label("As of")
    day.fill("31.12.2030")
    with page.expect_navigation(url="**/coverage/?on=2030-12-31"):
        day.press("Enter")
    expect(day).to_have_value("31 Dec 2030")
    day.fill("soon")
    day.press("Tab")
    expect(day).to_have_js_property("validationMessage", "Enter a date like 26 Nov 2026.")
