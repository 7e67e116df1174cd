"""The products found are gone through by keys, with fast hands, by two people, and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from planning.organisation import writes
from planning.setup.products import deciding
from portal.models import Organisation, Right
from tests.browser.axe import check
from tests.setup.products import found
from tests.setup.products.found import Hands
from tests.shapes import SignIn

pytestmark = pytest.mark.browser


def test_products_are_decided_on_by_keys(
    organisation: Organisation,
    signed_in_page: Callable[[Right], Page],
    client_as: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found.employ(organisation)
    writes.touch(organisation)
    monkeypatch.setattr(deciding, "proposals", lambda snapshot: found.found_in_three())
    page = signed_in_page(Right.PLANNER)
    page.goto(f"/o/{organisation.slug}/setup/products/")
    press, type_, count = page.keyboard.press, page.keyboard.type, page.locator("#found-foot strong")
    at_keys = page.locator("[data-row][tabindex='0']")  # once it has the focus, an answer is wholly there
    expect(count).to_have_text("2 to keep")

    # Each key waits for the answer to the one before; the focus stays in its row.
    for key in ("j", "Space", "i", "j", "Space"):
        press(key)
    expect(count).to_have_text("0 to keep")
    expect(page.locator("#found-ledger")).to_be_focused()
    press("Control+z")
    expect(count).to_have_text("1 to keep")
    expect(at_keys).to_be_focused()

    # In place: rename, which has the whole name chosen, and merge, by a part of a name.
    press("r")
    type_("Books")
    expect(page.locator("#found-ledger-name")).to_have_value("Books")
    press("Enter")
    expect(page.locator("#found-ledger .name")).to_have_text("Books")
    press("m")
    expect(page.locator("#found-ledger-into")).to_be_focused()
    type_("check")
    press("Tab")
    press("Enter")
    expect(page.locator("#found-ledger")).to_have_count(0)
    press("Control+z")
    expect(page.locator("#found-ledger .name")).to_have_text("Books")
    expect(at_keys).to_be_focused()

    # Opened, with what somebody else did meanwhile told before it is kept.
    Hands(client_as(Right.PLANNER), organisation).press("Ledger", "market")
    press("Enter")
    press("Space")
    expect(page.locator("#found-foot")).to_contain_text("Someone else has changed the list")
    page.get_by_role("link", name="Show changes").click()
    expect(page.locator("#found-enterprise [role=checkbox]")).to_be_checked()
    page.locator("#found-checkout [data-open]").click()
    expect(page.locator("#found-checkout .says")).to_contain_text("Dora Lind")
    check(page)
    page.set_viewport_size({"width": 390, "height": 844})
    check(page)
    page.get_by_role("button", name="Keep 2 products").click()
    expect(page.locator(".toast")).to_contain_text("Kept 2 found products")
