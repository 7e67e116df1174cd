"""On a phone: one button for all sections, one for the filters."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.jobs.models import Mail
from portal.models import Organisation, Right
from tests import small_organisation
from tests.browser import axe
from tests.browser.conftest import NARROW
from tests.factories import InvitationFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    small_organisation.fill(organisation)
    page = signed_in_page(Right.PLANNER)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    return page


def test_one_button_opens_all_sections_with_what_waits_in_them(phone: Page) -> None:
    phone.goto("/o/acme/findings/")
    phone.get_by_role("button", name="Menu").press("Enter")
    sections = phone.get_by_role("navigation", name="Sections")
    expect(sections.get_by_role("link")).to_have_count(10)
    expect(sections.locator("[aria-current=page]")).to_be_focused()
    expect(sections.get_by_role("link", name="Findings")).to_contain_text(re.compile(r"\d"))
    axe.check(phone)
    phone.keyboard.press("Escape")
    expect(sections).to_be_hidden()
    expect(phone.get_by_role("button", name="Menu")).to_be_focused()
    phone.keyboard.press("Enter")
    sections.get_by_role("link", name="Coverage").click()
    expect(phone.get_by_role("heading", name="Coverage", exact=True)).to_be_visible()


def test_filters_are_set_in_a_sheet_whose_button_says_how_many_results(phone: Page) -> None:
    phone.goto("/o/acme/coverage/")
    expect(phone.get_by_label("State")).to_be_hidden()
    phone.get_by_role("button", name="Filters").press("Enter")
    sheet = phone.get_by_role("dialog", name="Filters")
    sheet.get_by_label("State").select_option("missing")
    expect(sheet.get_by_role("button", name="Show 1 product", exact=True)).to_be_visible()
    axe.check(phone)
    sheet.get_by_role("button", name="Clear all").click()
    expect(sheet.get_by_role("button", name="Show 2 products")).to_be_visible()
    sheet.get_by_label("State").select_option("missing")
    sheet.get_by_role("button", name="Show 1 product", exact=True).click()
    phone.wait_for_url("**/coverage/?**state=missing**")
    expect(phone.get_by_role("button", name="Filters 1")).to_be_visible()
    phone.goto("/o/acme/coverage/time/")
    expect(phone.get_by_role("button", name="Filters", exact=True), "what is so by itself is no filter").to_be_visible()


def test_what_the_mail_server_did_not_take_is_said_within_the_window(phone: Page, organisation: Organisation) -> None:
    organisation.memberships.update(right=Right.ADMIN)
    invitation = InvitationFactory.create(organisation=organisation)
    soon = timezone.now() + timedelta(minutes=5)
    Mail.objects.create(
        to=invitation.email, content={}, about=f"invitation:{invitation.pk}", due=soon, tries=1, error="x"
    )
    phone.goto("/o/acme/members/")
    said = phone.get_by_text("The mail server refused the e-mail")
    expect(said).to_be_visible()
    box = said.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= NARROW[0]
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
