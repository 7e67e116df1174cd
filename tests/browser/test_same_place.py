"""By keys one stays where one is: in a page that comes anew, in a dialog, in a field whose choice is not made."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import press_keys

pytestmark = pytest.mark.browser


def test_a_page_has_the_focus_where_it_was_and_leads_into_its_drawing(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/coverage/")
    tabs = page.get_by_role("navigation", name="Coverage")
    tabs.get_by_role("link", name="Pairs").focus()
    press_keys(page, "Enter")
    expect(tabs.get_by_role("link", name="Pairs")).to_be_focused()  # of the next page
    expect(page).to_have_url(re.compile("/pairs/$"))

    order = page.get_by_label("Order")
    order.focus()
    press_keys(page, "ArrowDown")  # sends the form
    expect(page).to_have_url(re.compile("sort="))
    expect(order).to_be_focused()

    page.goto("/o/acme/chart/")
    expect(page.locator("[data-tree]")).not_to_have_attribute("aria-busy", "true")
    press_keys(page, "ArrowDown")
    expect(page.locator("[data-tree]")).to_be_focused()
    page.get_by_role("link", name="Skip to the content").focus()
    press_keys(page, "Enter")
    expect(page.locator("main")).to_be_focused()
    expect(page).not_to_have_url(re.compile("#"))


def test_what_was_previewed_by_keys_is_applied_by_the_next_press(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/do/add-team/?next=/o/acme/people/teams/")
    page.get_by_label("Name").fill("Platform")
    page.get_by_role("button", name="Preview impact").focus()
    press_keys(page, "Enter")
    expect(page.get_by_role("button", name="Apply to live")).to_be_focused()
    press_keys(page, "Enter")
    expect(page.get_by_role("link", name="Platform", exact=True)).to_be_visible()


def test_enter_on_what_several_can_be_shows_the_first_and_posts_nothing(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/do/add/")
    role = page.get_by_role("combobox", name="Role")
    role.focus()
    page.keyboard.type("manager")
    press_keys(page, "Enter")
    expect(role).to_have_attribute("aria-activedescendant", re.compile("."))
    press_keys(page, "Enter")
    expect(role).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#impact")).to_be_empty()
