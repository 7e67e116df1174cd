"""Stage, audience and launch in the grid of the setup, by keys alone, as somebody does who knows spreadsheets."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from planning.core.changes.change import Change
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.conftest import NARROW
from tests.factories import ProductFactory

pytestmark = pytest.mark.browser
NAMES = ("Atlas", "Beacon", "Comet", "Delta")


@pytest.fixture
def page(signed_in_page: Callable[[Right], Page], organisation: Organisation) -> Page:
    for name in NAMES:
        assumed = ["stage", "market_facing"]
        ProductFactory.create(organisation=organisation, key=name.lower(), name=name, assumed=assumed)
    opened = signed_in_page(Right.PLANNER)
    opened.goto("/o/acme/setup/grid/")
    return opened


def cell(page: Page, product: str, column: str) -> Locator:
    return page.locator(f'[data-product="{product.lower()}"] [data-cell="{column}"]')


def shown(page: Page, product: str, column: str) -> Locator:
    return cell(page, product, column).locator(".shown")


def paste(page: Page, text: str) -> None:
    """What a spreadsheet has put on the clipboard, pasted at the cell that has the focus."""
    page.evaluate(
        """(text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def saved(page: Page) -> None:
    expect(page.locator(".cells")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator(".saving")).to_have_count(0)


def test_the_grid_is_written_in_like_a_spreadsheet(page: Page, organisation: Organisation) -> None:
    keys = page.keyboard
    cell(page, "Atlas", "stage").click()
    keys.type("be")  # completed to “beta”
    keys.press("Enter")
    expect(cell(page, "Beacon", "stage")).to_be_focused()
    keys.type("GA")
    keys.press("Tab")
    expect(cell(page, "Beacon", "audience")).to_be_focused()
    keys.type("perhaps")
    keys.press("Enter")
    expect(page.get_by_text("“perhaps” is not an audience.")).to_be_visible()
    expect(cell(page, "Beacon", "audience")).to_contain_text("perhaps")
    keys.press("ArrowUp")
    keys.press("Escape")
    expect(shown(page, "Beacon", "audience")).to_contain_text("Market-facing")
    saved(page)
    expect(shown(page, "Atlas", "stage")).to_have_text("Beta")

    keys.type("int")
    keys.press("Enter")
    saved(page)
    expect(page.locator('[data-product="beacon"] .badge-pmm')).to_have_count(0)
    keys.press("ArrowUp")
    keys.press("Shift+ArrowDown")
    keys.press("Shift+ArrowDown")
    expect(page.get_by_text("3 selected")).to_be_visible()
    keys.press("Control+d")
    saved(page)
    for name in NAMES[1:]:
        expect(shown(page, name, "audience")).to_have_text("Internal")
    axe.check(page, dark=False)

    keys.press("ArrowRight")
    expect(cell(page, "Delta", "launch")).to_be_focused()
    paste(page, "1/25/2027\t1")
    expect(shown(page, "Delta", "launch")).to_have_text("25 Jan 2027")
    keys.press("Delete")
    saved(page)
    expect(shown(page, "Delta", "launch")).to_have_text("–")
    keys.press("Control+z")
    expect(shown(page, "Delta", "launch")).to_have_text("25 Jan 2027")
    expect(cell(page, "Delta", "launch")).to_be_focused()
    paste(page, "Name\tLifecycle\nCommet\tSunset\nAtlas\tMature\n")
    expect(page.get_by_text("Nothing has been saved yet.")).to_be_visible()
    axe.check(page, dark=False)
    page.get_by_role("button", name="Set these cells").press("Enter")
    expect(shown(page, "Comet", "stage")).to_have_text("Sunset")
    expect(shown(page, "Atlas", "stage")).to_have_text("Mature")

    edited_elsewhere(organisation)
    cell(page, "Atlas", "tier").click()
    keys.type("1")
    keys.press("Enter")
    expect(page.get_by_text("Someone changed this from empty to large meanwhile.")).to_be_visible()

    cell(page, "Atlas", "audience").click()
    keys.type("weird")
    keys.press("Enter")
    expect(page.get_by_text("“weird” is not an audience.")).to_be_visible()
    page.get_by_role("button", name="Confirm all").click()
    expect(page.get_by_role("button", name="Confirm all 1")).to_be_visible()
    cell(page, "Atlas", "audience").click()
    keys.press("Escape")
    expect(shown(page, "Atlas", "audience")).to_contain_text("Market-facing")
    page.get_by_role("button", name="Confirm all 1").click()
    expect(page.get_by_text("All confirmed")).to_be_visible()

    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.get_by_label("Select Delta").check()
    page.get_by_label("Stage of Delta").select_option("idea")
    expect(page.locator('[data-product="delta"] .need')).to_contain_text("no one")


def test_what_is_pressed_while_a_wrong_entry_is_taken_back_counts_with_the_entry_gone(page: Page) -> None:
    cell(page, "Atlas", "audience").click()
    page.keyboard.type("weird")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“weird” is not an audience.")).to_be_visible()
    held: list[Route] = []
    page.route("**/setup/grid/", lambda route: held.append(route), times=1)
    cell(page, "Atlas", "audience").click()
    page.keyboard.press("Escape")
    expect(page.locator(".cells")).to_have_attribute("aria-busy", "true")
    page.get_by_role("button", name="Confirm all").click()
    while not held:
        page.wait_for_timeout(10)
    held[0].continue_()
    expect(page.get_by_text("All confirmed")).to_be_visible()


def edited_elsewhere(organisation: Organisation) -> None:
    """Somebody else sets the tier of Atlas."""
    organisation.refresh_from_db()
    change = Change(date.today(), "product", "atlas", {"launch_tier": ""}, {"launch_tier": "large"})
    writes.commit(organisation, [change], title="Elsewhere", today=date.today())
