"""An organisation is deleted, brought back, and deleted for good."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.closing import emptying
from portal.models import Organisation, Right

pytestmark = pytest.mark.browser


def delete(page: Page, name: str) -> None:
    page.get_by_label("The organisation’s name").fill(name)
    page.get_by_role("button", name="Delete organisation").click()


def test_an_organisation_is_deleted_brought_back_and_deleted(
    signed_in_page: Callable[[Right], Page], organisation: Organisation, complaints: list[str]
) -> None:
    page = signed_in_page(Right.ADMIN)
    page.goto("/o/acme/organisation/")
    page.get_by_role("link", name="Delete organisation").click()
    delete(page, "another name")
    expect(page.get_by_text("This is not the organisation's name")).to_be_visible()
    delete(page, organisation.name)
    expect(page.get_by_role("heading", name=f"{organisation} is closed")).to_be_visible()
    page.get_by_role("link", name="Your organisations").click()
    expect(page.get_by_text("Closed, to be deleted on")).to_be_visible()
    page.get_by_role("link", name=organisation.name).click()
    page.get_by_role("button", name="Restore organisation").click()
    expect(page.get_by_text("is open again, as it was")).to_be_visible()
    page.goto("/o/acme/organisation/delete/")
    delete(page, organisation.name)
    emptying.empty(organisation)
    page.get_by_role("link", name="Your organisations").click()
    expect(page.get_by_text("You are not a member of an organisation yet")).to_be_visible()
    # That it is gone (410), and what was typed wrong (422), is what the browser complains of.
    complaints.clear()
