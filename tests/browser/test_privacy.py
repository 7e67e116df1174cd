"""An admin erases somebody: found by name, looked at, confirmed by the typed name, and gone from the list of people."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right
from tests.small_organisation import employ

pytestmark = pytest.mark.browser


def test_an_admin_erases_a_person(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> None:
    employ(organisation, "vera", "Vera Lindqvist", title="Head of Product")
    page = signed_in_page(Right.ADMIN)
    page.goto(f"/o/{organisation.slug}/members/")
    page.get_by_role("link", name="Personal data").click()
    page.get_by_role("searchbox", name="Name, e-mail address or ID").fill("lindq")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Erase… Vera Lindqvist").click()
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    page.get_by_label("Type the name to confirm").fill("Vera Lindqvist")
    page.get_by_label("Reason").fill("She asked for it")
    page.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_text("They now appear as “Erased person 1”.")).to_be_visible()
    page.goto(f"/o/{organisation.slug}/people/")
    expect(page.get_by_role("rowheader", name="Erased person 1")).to_be_visible()
    expect(page.get_by_text("Lindqvist")).to_have_count(0)
