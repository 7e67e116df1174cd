"""What keys do on every page: the list of them is true, menus are gone through, and the focus is never lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.hands import dialog, press_keys

pytestmark = pytest.mark.browser


def keys_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Keys")


def test_the_list_of_keys_is_true(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/people/teams/")
    press_keys(page, "?")
    expect(keys_of(page)).to_contain_text("search, or go to a page")
    axe.check(page)
    press_keys(page, "Escape")
    expect(keys_of(page)).to_be_hidden()
    search = page.locator("#palette")
    press_keys(page, "/")
    expect(search).to_be_visible()
    press_keys(page, "Escape")
    page.get_by_role("searchbox").last.focus()
    press_keys(page, "/", "?")  # are typed there
    expect(page.get_by_role("searchbox").last).to_have_value("/?")
    press_keys(page, "Control+k")
    expect(search).to_be_visible()
    page.keyboard.type("add a team")
    press_keys(page, "Enter")
    dialog(page).get_by_label("Name").fill("Platform")
    for button in ("Preview impact", "Apply to live"):
        dialog(page).get_by_role("button", name=button).click()
    expect(page.get_by_role("link", name="Platform", exact=True)).to_be_visible()
    press_keys(page, "F6")
    expect(page.locator(".toast").get_by_role("button", name="Undo")).to_be_focused()
    press_keys(page, "Escape", "Control+z")
    expect(page.get_by_role("link", name="Platform", exact=True)).to_be_hidden()
    press_keys(page, "Control+Shift+Z")
    expect(page.get_by_role("link", name="Platform", exact=True)).to_be_visible()


def test_a_menu_is_gone_through_by_keys_and_a_dialog_gives_the_focus_back(planner: Page) -> None:
    page = planner
    page.goto("/o/acme/positions/luis/")
    menu = page.locator("main details.menu").first
    button = menu.locator("summary")
    entries = menu.locator(".sheet").locator("a, button")
    button.focus()
    press_keys(page, "ArrowDown")
    expect(entries.first).to_be_focused()
    press_keys(page, "ArrowUp")
    expect(entries.last).to_be_focused()
    press_keys(page, "Home", "ArrowDown")
    expect(entries.nth(1)).to_be_focused()
    press_keys(page, "Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(button).to_be_focused()

    press_keys(page, "ArrowDown", "c", "Enter")
    expect(dialog(page).get_by_role("heading", name="Change manager")).to_be_visible()
    press_keys(page, "Escape")
    expect(button).to_be_focused()

    press_keys(page, "ArrowDown", "c", "Enter")
    expect(dialog(page).get_by_label("New manager")).to_be_focused()
    main = "document.getElementById('main')"
    page.evaluate(f"{main}.innerHTML = {main}.innerHTML")  # as a fresh part of the page comes
    press_keys(page, "Escape")
    expect(menu.locator("summary")).to_be_focused()


def test_the_focus_is_at_the_first_field_that_is_wrong_and_what_was_typed_stays(
    planner: Page, complaints: list[str]
) -> None:
    page = planner
    page.goto("/o/acme/do/move/?key=luis")
    field = page.get_by_label("New manager")
    field.fill("a quokka")
    page.get_by_role("button", name="Preview impact").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("a quokka")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("No position matches “a quokka”").first).to_be_visible()

    page.goto("/o/acme/plans/new/")
    page.get_by_label("Purpose").fill("Two teams become one.")
    page.locator("main form").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="Create plan").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_label("Name", exact=True)).to_have_accessible_description("This field is required.")
    expect(page.get_by_label("Purpose")).to_have_value("Two teams become one.")
    complaints.clear()  # the browser says of each refusal that it is one


@pytest.mark.parametrize(
    ("path", "target"), [("chart/", "[data-tree]"), ("findings/", "[data-row]"), ("people/teams/", "#list a")]
)
def test_the_drawing_or_the_list_is_few_tabs_away(planner: Page, path: str, target: str) -> None:
    page = planner
    page.goto(f"/o/acme/{path}")
    press_keys(page, "Tab", "Tab", "Enter")
    if path.startswith("people"):
        press_keys(page, "Tab")
    expect(page.locator(target).first).to_be_focused()
