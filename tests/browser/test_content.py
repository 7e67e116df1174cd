"""Content admins at work in a browser: findings follow what is published, and not before; by mouse and by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Dialog, Page, expect

from portal.models import Organisation, Right
from roles.groups import CONTENT_ADMINS
from roles.models import ReportingLine, Responsibility
from tests.browser.conftest import give_session, open_context, open_page
from tests.browser.test_axe import look
from tests.factories import MembershipFactory
from tests.roles.editing import company
from tests.roles.editing.conftest import make_content_admin

pytestmark = pytest.mark.browser

BACKOFFICE = "/admin/role-content/"
PMM = f"{BACKOFFICE}edit/role/product-marketing-manager/"
LINE = "Product Marketing Manager (Aisha) reports directly to Chief Executive Officer"
NOBODY = "No one is responsible for Launch on Checkout"


@pytest.fixture
def backoffice(page: Page, organisation: Organisation, live_server: Any) -> Page:
    """The page of somebody who edits content and belongs to Acme, where the PMM reports to the chief executive."""
    company.fill(organisation)
    user = MembershipFactory.create(organisation=organisation, right=Right.VIEWER).user
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=CONTENT_ADMINS))
    give_session(page.context, user, live_server.url)
    return page


def findings(page: Page) -> str:
    """All open findings in full, as the list hands them out."""
    return page.request.get("/o/acme/findings/?format=csv").text()


def test_findings_follow_the_content_when_it_is_published_and_not_before(backoffice: Page) -> None:
    before = findings(backoffice)
    assert LINE not in before
    assert NOBODY in before

    # Whom a PMM reports to is two presses away, and leaving without saving asks.
    backoffice.goto(BACKOFFICE)
    backoffice.get_by_role("link", name="Product Marketing Manager", exact=True).click()
    backoffice.get_by_role("link", name="Reporting line").click()
    backoffice.get_by_role("group", name="Reports to a leader of").get_by_label("Executive").uncheck()
    expect(backoffice.get_by_text("Not saved yet")).to_be_visible()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    backoffice.once("dialog", stay)
    backoffice.get_by_role("navigation", name="Sections").get_by_role("link", name="Responsibilities").click()
    backoffice.keyboard.press("Control+s")
    expect(backoffice.get_by_text("Draft saved")).to_be_visible()
    assert asked == ["beforeunload"]
    backoffice.get_by_role("navigation", name="Sections").get_by_role("link", name="Responsibilities").click()
    launch = backoffice.locator(".entry").filter(has=backoffice.locator("input[value='Launch']"))
    launch.get_by_label("Remove").check()
    backoffice.get_by_role("button", name="Save draft").last.click()
    expect(backoffice.get_by_text("Draft saved")).to_be_visible()
    unpublished = findings(backoffice)
    assert LINE not in unpublished
    assert NOBODY in unpublished

    backoffice.goto(f"{BACKOFFICE}waiting/")
    backoffice.get_by_role("button", name="Preview impact").click()
    acme = backoffice.get_by_role("region", name="Acme")
    expect(acme.get_by_text(LINE)).to_be_visible()
    expect(acme.get_by_text(NOBODY)).to_be_visible()
    backoffice.get_by_label("Release note").fill("PMMs report to marketing; launches belong to everyone")
    backoffice.get_by_role("button", name="Publish").click()
    expect(backoffice.get_by_text("Version 2 is published.")).to_be_visible()
    after = findings(backoffice)
    assert LINE in after
    assert NOBODY not in after


def test_a_contradiction_is_said_at_its_field_and_what_was_typed_stays(backoffice: Page, complaints: list[str]) -> None:
    backoffice.goto(f"{PMM}section/titlepattern/")
    backoffice.get_by_role("button", name="Add a title pattern").press("Enter")
    backoffice.keyboard.type("Product Manager")
    backoffice.keyboard.press("Enter")
    row = backoffice.locator(".entry").last
    expect(row.get_by_text("already belongs to Product Manager")).to_be_visible()
    expect(row.locator("[name$='-text']")).to_have_value("Product Manager")
    expect(row.locator("[name$='-text']")).to_be_focused()
    expect(backoffice.locator(".note.error")).to_contain_text("Nothing is saved yet")
    complaints.clear()  # the refusal's status


def test_pages_of_the_backoffice_have_nothing_for_axe(backoffice: Page) -> None:
    ReportingLine.objects.filter(role_id="product-marketing-manager").update(functions=["marketing"])
    Responsibility.objects.filter(key=company.LAUNCH).delete()
    for path in ("edit/source/article/", "edit/role/product-manager/", "publish/?unit=role/product-marketing-manager"):
        look(backoffice, BACKOFFICE + path)
        backoffice.set_viewport_size({"width": 1440, "height": 900})


def test_an_organisation_gets_a_covering_role_of_its_own_by_keyboard_alone(
    organisation: Organisation, signed_in_page: Callable[[Right], Page]
) -> None:
    company.fill(organisation)
    page = signed_in_page(Right.ADMIN)
    page.goto("/o/acme/role-content/edit/role/product-operations/")
    page.get_by_role("link", name="When a product needs it").press("Enter")
    page.get_by_label("In a sentence").press_sequentially("Every product that is built has one.")
    page.get_by_role("group", name="Needed in these stages").get_by_label("Build").press("Space")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved for Acme")).to_be_visible()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="The role").press("Enter")
    page.get_by_label("Covers products").press("Space")
    page.get_by_label("Abbreviation").press_sequentially("PO")
    page.get_by_role("button", name="Preview impact").press("Enter")
    tried = page.get_by_role("status").filter(has_text="Impact")
    expect(tried.get_by_text("No Product Operations covers Ledger")).to_be_visible()
    expect(page.get_by_label("Abbreviation")).to_have_value("PO")
    page.get_by_label("Abbreviation").press("Enter")
    expect(page.get_by_text("Saved for Acme")).to_be_visible()
    expect(page.get_by_text("adapted").first).to_be_visible()
    assert "No Product Operations covers Ledger" in findings(page)
    page.goto("/o/acme/coverage/")
    expect(page.get_by_role("columnheader", name="PO")).to_be_visible()
    page.goto("/o/acme/role-content/")
    page.get_by_role("button", name="Use standard for all").press("Enter")
    expect(page.get_by_text("Nothing adapted yet")).to_be_visible()
    assert "No Product Operations" not in findings(page)


def order(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator(".entry [name$='-name']").all()]


def test_the_order_is_changed_by_dragging_and_by_keys_and_two_admins_do_not_overwrite_each_other(
    backoffice: Page, live_server: Any, browser: Browser, complaints: list[str]
) -> None:
    there = f"{PMM}section/responsibility/"
    backoffice.goto(there)
    other = open_page(open_context(browser, live_server.url), [])
    give_session(other.context, make_content_admin(), live_server.url)
    other.goto(there)
    before = order(backoffice)
    backoffice.locator("[data-grip]").nth(0).hover()
    backoffice.mouse.down()
    box = backoffice.locator(".entry").nth(1).bounding_box()
    assert box
    backoffice.mouse.move(box["x"] + 20, box["y"] + box["height"] - 4, steps=6)
    backoffice.mouse.up()
    assert order(backoffice)[:2] == [before[1], before[0]]
    backoffice.locator(".entry [name$='-name']").nth(2).focus()
    backoffice.keyboard.press("Alt+ArrowUp")
    backoffice.keyboard.press("Alt+ArrowUp")
    expect(backoffice.locator(".entry [name$='-name']").nth(0)).to_be_focused()
    put = [before[2], before[1], before[0], *before[3:]]
    assert order(backoffice) == put
    backoffice.keyboard.press("Control+s")
    expect(backoffice.get_by_text("Draft saved")).to_be_visible()
    assert order(backoffice) == put
    backoffice.locator("main").focus()
    backoffice.keyboard.press("?")
    expect(backoffice.get_by_role("dialog", name="Keys")).to_contain_text("save the page")
    backoffice.keyboard.press("Escape")

    other.locator(".entry [name$='-name']").nth(0).fill("Mine")
    other.keyboard.press("Control+s")
    expect(other.get_by_text("Nothing of yours is saved yet")).to_be_visible()
    assert order(other) == [before[2], before[1], "Mine", *before[3:]]
    other.keyboard.press("Control+s")
    expect(other.get_by_text("Draft saved")).to_be_visible()
    other.context.close()
