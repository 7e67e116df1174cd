"""A finding's life, as a planner and an admin see it: accept one, hand one over, try a rule."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right
from tests import small_organisation

pytestmark = pytest.mark.browser


def test_a_finding_is_accepted_and_a_rule_is_tried(
    signed_in_page: Callable[[Right], Page], organisation: Organisation
) -> None:
    small_organisation.fill(organisation)
    page = signed_in_page(Right.ADMIN)
    page.goto("/o/acme/findings/?severity=critical")
    page.get_by_role("link", name=re.compile("Details of Ledger")).click()
    page.get_by_label("Reason").fill("Ledger is closed in autumn.")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Ledger is closed in autumn.").first).to_be_visible()
    page.get_by_label("Comment").fill("Agreed with finance.")
    page.get_by_role("button", name="Comment").click()
    expect(page.get_by_text("Agreed with finance.")).to_be_visible()

    page.get_by_role("link", name="Findings").last.click()
    expect(page.get_by_role("link", name="Accepted 1")).to_be_visible()
    expect(page.get_by_text("No Product Manager covers Ledger")).to_have_count(0)

    page.get_by_role("navigation", name="Findings").get_by_role("link", name="Rules").click()
    page.locator("[name=cov-pm-on]").uncheck()
    page.get_by_role("button", name="See what it does").last.click()
    expect(page.get_by_text("Closes 1")).to_be_visible()
    expect(page.get_by_text("No Product Manager covers Ledger")).to_be_visible()
    page.get_by_role("link", name="Leave it as it was").click()
    expect(page.locator("[name=cov-pm-on]")).to_be_checked()
