"""One cause of many findings opened, and a leave with the finding that follows: by mouse, and by keys alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser.axe import check
from tests.browser.hands import dialog, press, tab_to
from tests.small_organisation import PM

pytestmark = pytest.mark.browser
LIST = "/o/acme/findings/"


@pytest.fixture
def page(signed_in_page: Callable[[Right], Page], organisation: Organisation) -> Page:
    small_organisation.fill(organisation)
    return signed_in_page(Right.PLANNER)


@pytest.fixture
def incomplete(organisation: Organisation, page: Page) -> None:
    """Twelve managers are not found: the last is named by three people, each of the others by one."""
    for n in range(14):
        manager = f"90{min(n, 11):02}"
        small_organisation.employ(organisation, f"x{n}", f"Pat {n}", title="Agent", manager=manager)


def walk_to(page: Page, row: Locator) -> None:
    """To a row of the list by keys, as somebody without a mouse does."""
    for _ in range(30):
        page.keyboard.press("j")
        if row.evaluate("row => row === document.activeElement"):
            return
    pytest.fail(f"{row} cannot be reached by j.")


def test_cause_of_many_is_opened_by_keys_and_lists_managers_by_size(page: Page, incomplete: None) -> None:
    page.goto(LIST)
    row = page.locator("[data-row]").filter(has_text="12 managers not found")
    walk_to(page, row)
    page.keyboard.press("Enter")
    managers = row.locator(".whom-groups").first.locator("li")
    expect(managers.first).to_have_text(re.compile(r"Manager “9011”\s*3"))
    expect(managers).to_have_count(8)
    press(page, row.get_by_text("Show 4 more"))
    expect(row.get_by_text("Manager “9010”")).to_be_visible()
    press(page, row.get_by_text("Show all 14 people"))
    check(page, dark=False)
    press(page, row.get_by_role("link", name="Pat 3, Agent"))
    expect(page.get_by_role("heading", name="Agent")).to_be_visible()
    page.go_back()
    expect(row).to_be_focused()
    expect(row.get_by_text("Show 4 more")).to_be_visible()


def test_leave_is_recorded_and_its_gap_fixed_by_keys_and_ended_by_mouse(page: Page, organisation: Organisation) -> None:
    small_organisation.employ(organisation, "ines", "Ines", title="Product Manager", role=PM, manager="ceo")
    page.goto("/o/acme/positions/luis/")
    press(page, page.get_by_text("Actions", exact=True))
    press(page, page.get_by_role("link", name="Record leave"))
    expect(dialog(page).get_by_role("heading", name="Record leave")).to_be_visible()
    for label, written in (("First day of leave", "1 Jan 2020"), ("Last day of leave", "12.12.2099")):
        tab_to(page, dialog(page).get_by_label(label))
        page.keyboard.type(written)
    press(page, dialog(page).get_by_role("button", name="Preview impact"))
    expect(dialog(page).get_by_text("PM is on leave until 12 Dec 2099")).to_be_visible()
    check(page)
    press(page, dialog(page).get_by_role("button", name="Apply to live"))
    expect(page.locator(".toast")).to_contain_text("Recorded leave for Luis")
    expect(page.get_by_text("On leave until 12 Dec 2099", exact=True)).to_be_visible()

    page.goto(LIST)
    row = page.locator("[data-row]").filter(has_text="PM is on leave")
    walk_to(page, row)
    page.keyboard.press("f")
    expect(dialog(page).get_by_role("heading", name="Make Ines backup for Checkout")).to_be_visible()
    press(page, dialog(page).get_by_role("button", name="Apply to live"))
    expect(row).to_have_count(0)
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(row).to_have_count(1)

    # By mouse: it turns out that the leave is over.
    row.locator(".since").click()
    row.get_by_role("link", name="Enter when Luis is back").click()
    dialog(page).get_by_label("Last day of leave").fill("2020-02-01")
    dialog(page).get_by_role("button", name="Apply to live").click()
    expect(row).to_have_count(0)
