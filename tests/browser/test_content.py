"""Content admins at work in a browser: findings follow what is published, and not before; by mouse and by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from portal.models import Organisation, Right
from roles.groups import CONTENT_ADMINS
from roles.models import ReportingLine, Responsibility
from tests.browser.conftest import give_session
from tests.browser.test_axe import look
from tests.factories import MembershipFactory
from tests.roles.editing import company

pytestmark = pytest.mark.browser

DESK = "/admin/role-content/"
PMM = f"{DESK}edit/role/product-marketing-manager/"
LINE = "Product Marketing Manager (Aisha) reports directly to Chief Executive Officer"
NOBODY = "Nobody is accountable for Launch on Checkout"


@pytest.fixture
def desk(page: Page, organisation: Organisation, live_server: Any) -> Page:
    """The page of somebody who edits content and belongs to Acme, where the PMM reports to the chief executive."""
    company.fill(organisation)
    user = MembershipFactory.create(organisation=organisation, right=Right.VIEWER).user
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=CONTENT_ADMINS))
    give_session(page.context, user, live_server.url)
    return page


def findings(page: Page) -> str:
    page.goto("/o/acme/findings/")
    return page.locator("main").inner_text()


def test_findings_follow_the_content_when_it_is_published_and_not_before(desk: Page) -> None:
    before = findings(desk)
    assert LINE not in before
    assert NOBODY in before

    desk.goto(PMM)
    line = desk.get_by_role("region", name="Reporting line")
    line.get_by_role("group", name="Reports to a leader of").get_by_label("Executive").uncheck()
    launch = desk.locator("#responsibility .entry").filter(has=desk.locator("input[value='Launch']"))
    launch.get_by_label("Remove").check()
    desk.get_by_role("button", name="Save in the draft").last.click()
    expect(desk.get_by_text("Saved in the draft")).to_be_visible()
    unpublished = findings(desk)
    assert LINE not in unpublished
    assert NOBODY in unpublished

    desk.goto(f"{DESK}waiting/")
    desk.get_by_role("button", name="See what publishing does").click()
    acme = desk.get_by_role("region", name="Acme")
    expect(acme.get_by_text(LINE)).to_be_visible()
    expect(acme.get_by_text(NOBODY)).to_be_visible()
    desk.get_by_label("What is new").fill("PMMs report to marketing; launches belong to everybody")
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("Version 2 is in force.")).to_be_visible()
    after = findings(desk)
    assert LINE in after
    assert NOBODY not in after


def test_a_contradiction_is_said_at_its_field_and_what_was_typed_stays(desk: Page, complaints: list[str]) -> None:
    desk.goto(PMM)
    desk.locator("#titlepattern [data-more]").press("Enter")
    desk.keyboard.type("Product Manager")
    desk.keyboard.press("Enter")
    row = desk.locator("#titlepattern .entry").last
    expect(row.get_by_text("claimed already, by Product Manager")).to_be_visible()
    expect(row.locator("[name$='-text']")).to_have_value("Product Manager")
    expect(desk.get_by_role("alert")).to_contain_text("Nothing is saved yet")
    complaints.clear()  # the refusal's status


def test_pages_of_the_desk_have_nothing_for_axe(desk: Page) -> None:
    ReportingLine.objects.filter(role_id="product-marketing-manager").update(functions=["marketing"])
    Responsibility.objects.filter(key=company.LAUNCH).delete()
    for path in ("edit/source/article/", "publish/?unit=role/product-marketing-manager"):
        look(desk, DESK + path)
        desk.set_viewport_size({"width": 1440, "height": 900})


def test_an_organisation_gets_a_covering_role_of_its_own_by_keyboard_alone(
    organisation: Organisation, signed_in_page: Callable[[Right], Page]
) -> None:
    company.fill(organisation)
    page = signed_in_page(Right.ADMIN)
    page.goto("/o/acme/role-content/edit/role/product-operations/")
    page.get_by_label("Covers products").press("Space")
    page.get_by_label("Code").press_sequentially("PO")
    need = page.get_by_role("region", name="When a product needs it")
    need.get_by_label("Text").press_sequentially("Every product that is built has one.")
    need.get_by_role("group", name="Stages", exact=True).get_by_label("Build").press("Space")
    page.get_by_role("button", name="See what it would do").press("Enter")
    tried = page.get_by_role("status").filter(has_text="What it would do")
    expect(tried.get_by_text("No Product Operations covers Ledger")).to_be_visible()
    expect(page.get_by_label("Code")).to_have_value("PO")
    page.get_by_label("Code").press("Enter")
    expect(page.get_by_text("Kept for Acme")).to_be_visible()
    expect(page.get_by_text("adapted").first).to_be_visible()
    assert "No Product Operations covers Ledger" in findings(page)
    page.goto("/o/acme/coverage/")
    expect(page.get_by_role("columnheader", name="PO")).to_be_visible()
    page.goto("/o/acme/role-content/")
    page.get_by_role("button", name="All as the site has it").press("Enter")
    expect(page.get_by_text("Nothing is adapted")).to_be_visible()
    assert "No Product Operations" not in findings(page)
