"""A finding's life, as a planner and an admin see it: accept one, hand one over, try a rule."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser.axe import check
from tests.findings.test_index import LEDGER

pytestmark = pytest.mark.browser

LIST = "/o/acme/findings/"


@pytest.fixture
def planner(signed_in_page: Callable[[Right], Page], organisation: Organisation) -> Page:
    small_organisation.fill(organisation)
    return signed_in_page(Right.PLANNER)


def test_a_finding_is_accepted_and_a_rule_is_tried(
    signed_in_page: Callable[[Right], Page], organisation: Organisation
) -> None:
    small_organisation.fill(organisation)
    page = signed_in_page(Right.ADMIN)
    page.goto(f"{LIST}{LEDGER}/")
    page.get_by_label("Reason").fill("Ledger is closed in autumn.")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Ledger is closed in autumn.").first).to_be_visible()
    page.get_by_label("Comment").fill("Agreed with finance.")
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Agreed with finance.")).to_be_visible()

    page.get_by_role("link", name="Findings").last.click()
    expect(page.get_by_role("link", name="Accepted 1")).to_be_visible()
    expect(page.locator(f"#row-{LEDGER}")).to_have_count(0)

    page.get_by_role("navigation", name="Findings").get_by_role("link", name="Rules").click()
    page.locator("[name=cov-pm-on]").uncheck()
    page.get_by_role("button", name="Preview impact").last.click()
    expect(page.get_by_text("Closes 1")).to_be_visible()
    expect(page.get_by_text("No Product Manager covers Ledger")).to_be_visible()
    page.get_by_role("link", name="Discard changes").click()
    expect(page.locator("[name=cov-pm-on]")).to_be_checked()


def test_list_is_worked_through_by_keys_alone(planner: Page) -> None:
    page, keys, dialog = planner, planner.keyboard, planner.locator("#edit-dialog")
    page.goto(LIST)
    first = page.locator("[data-row]").first
    keys.press("j")
    expect(first).to_be_focused()
    keys.press("Enter")
    expect(first.get_by_text("How to fix it")).to_be_visible()
    expect(first).to_be_focused()
    page.evaluate("scrollTo(0, 0)")  # what the header covers is no place to press
    check(page)
    keys.press("Escape")
    expect(first.locator(".opened")).to_have_count(0)
    expect(first).to_be_focused()

    # The best fix, from a row that is closed; what is applied comes into the list, and the focus stays in it.
    keys.press("f")
    expect(dialog.get_by_role("button", name="Apply to live")).to_be_visible()
    keys.press("Escape")
    number = page.locator("[data-row]").count()
    keys.press("f")
    dialog.get_by_role("button", name="Apply to live").focus()
    keys.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(f"#row-{LEDGER} >> .opened")).to_have_count(0)
    expect(page.locator("[data-row]:focus")).to_have_count(1)
    keys.press("Control+z")
    expect(page.locator("[data-row]")).to_have_count(number)
    expect(page.locator("[data-row]:focus")).to_have_count(1)


def test_cell_of_the_board_leads_to_its_findings_and_the_filters_stay_on_the_way_back(planner: Page) -> None:
    page, filtered = planner, re.compile("/findings/.*product=ledger&role=product-manager")
    page.goto("/o/acme/coverage/")
    page.locator('[data-label] .cell a.to-findings[href*="product=ledger"]').first.click()
    expect(page).to_have_url(filtered)
    expect(page.locator("[data-row]")).to_have_attribute("id", f"row-{LEDGER}")
    page.locator("[data-row] .since").click()
    page.get_by_role("link", name="Open full page").click()
    page.wait_for_url(f"**{LIST}{LEDGER}/**")
    page.go_back()
    expect(page).to_have_url(filtered)
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row]")).to_be_focused()
    expect(page.locator("[data-row] .opened")).to_have_count(1)
    page.go_forward()
    page.wait_for_url(f"**{LIST}{LEDGER}/**")


def test_list_follows_what_is_typed_pressed_and_chosen(planner: Page) -> None:
    page = planner
    page.goto(LIST)
    search = page.get_by_role("searchbox", name="Filter findings")
    search.press_sequentially("ledger covers")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(search).to_be_focused()
    expect(page).to_have_url(re.compile("q=ledger"))
    search.fill("")
    expect(page.locator("[data-row]").nth(1)).to_be_visible()

    page.get_by_role("link", name="Where", exact=True).click()
    expect(page.get_by_role("columnheader", name="Where")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#sort-where")).to_be_focused()
    page.locator(".more-filters > summary").click()
    page.get_by_label("Group by").select_option("Rule")
    expect(page).to_have_url(re.compile("group=rule.*sort=where|sort=where.*group=rule"))
    check(page)

    # A press anywhere on a row opens it; loading the page again leaves it open.
    page.locator(".more-filters > summary").click()
    page.locator("[data-row] .since").first.click()
    expect(page.locator("[data-row] .opened")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-row] .opened")).to_have_count(1)

    # Boxes choose all of a group, and all of a page.
    page.get_by_role("checkbox", name="Select all on this page").check()
    expect(page.locator("[data-choose-row]:not(:checked)")).to_have_count(0)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-choose-row]:checked")).to_have_count(0)
    back_undoes_the_last_filter(page)


def back_undoes_the_last_filter(page: Page) -> None:
    """From a list that was sorted by where and then grouped by rule."""
    critical, search = page.locator(".work-group .sev-critical"), page.locator("#f-q")
    expect(critical).to_have_count(0)
    page.go_back()
    expect(critical).to_have_count(1)
    expect(page).to_have_url(re.compile(r"\?sort=where$"))
    search.press_sequentially("ledger covers")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.go_back()
    expect(page.locator("[data-row]").nth(1)).to_be_visible()
    expect(search).to_have_value("")
    page.go_back()
    expect(page.locator("[aria-sort]")).to_have_count(0)
    steps = page.evaluate("history.length")
    search.press("Enter")
    assert page.evaluate("history.length") == steps, "Nothing is asked, so there is nothing that Back could undo."
    page.go_forward()
    expect(page.locator("[aria-sort]")).to_have_count(1)


def test_findings_on_a_phone(planner: Page) -> None:
    page = planner
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{LIST}?open={LEDGER}")
    expect(page.get_by_role("link", name="Preview impact").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".more-filters > summary").click()
    page.get_by_label("Select several in the list").check()
    check(page, dark=False)
    page.locator(".more-filters > summary").press("Escape")
    page.get_by_role("checkbox", name=re.compile("^Select: ")).first.check()
    expect(page.get_by_text("1 selected")).to_be_visible()


def test_all_chosen_at_the_head_are_handled_by_keys_from_there(planner: Page) -> None:
    page, dialog = planner, planner.locator("#edit-dialog")
    page.goto(LIST)
    page.locator("[data-choose-all]").check()
    page.keyboard.press("o")
    expect(dialog.get_by_role("button", name=re.compile("^Assign"))).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.locator("[data-choose-all]").focus()
    page.keyboard.press("Escape")
    expect(page.locator("[data-choose-row]:checked")).to_have_count(0)
