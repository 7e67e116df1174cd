"""A people partner reviews the odd lines of a company, by keyboard alone, from the start to the signed record."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from planning.models import Position
from portal.models import Organisation, Right
from tests.browser import axe
from tests.factories import MembershipFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    call_command("make_org", org=organisation.slug, positions=250, products=14, seed=3, stdout=StringIO())
    MembershipFactory.create(organisation=organisation, user__name="Olga Owner")
    return organisation


def at_line(page: Page, number: int) -> None:
    """On that line of the review, once it answers to keys."""
    expect(page.get_by_text(f"Line {number} of ")).to_be_visible()
    page.locator("[data-review][data-ready]").wait_for()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def follow(page: Page, name: str) -> None:
    """A link, reached and followed by keyboard."""
    page.get_by_role("main").get_by_role("link", name=name).first.focus()
    press(page, "Enter")


def begin(page: Page, company: Organisation) -> None:
    page.goto(f"/o/{company.slug}/lines/")
    follow(page, "Reviews")
    follow(page, "New review")
    page.get_by_label("Only lines with findings").focus()
    press(page, "Space")
    page.get_by_label("Name").focus()
    press(page, "Enter")
    expect(page.get_by_text("lines answered")).to_be_visible()
    page.locator("[data-review][data-ready]").wait_for()
    press(page, "g")
    at_line(page, 1)


def elsewhere(page: Page, company: Organisation) -> str:
    """Somebody near the top whom the position of this line could come to report to, and does not yet."""
    key = page.url.split("/lines/")[-1].split("/")[0]
    positions = Position.objects.filter(organisation=company)
    top = positions.filter(manager="", key__in=positions.values("manager"))[0]
    if positions.get(key=key).manager != top.key:
        return top.key
    return positions.filter(manager=top.key).exclude(key=key)[0].key


def fix(page: Page, company: Organisation) -> None:
    """Change the manager in the dialog: what it would do first, then do it."""
    press(page, "f")
    dialog = page.locator("#edit-dialog")
    expect(dialog.get_by_label("New manager")).to_be_focused()
    page.keyboard.type(elsewhere(page, company))
    press(page, "Enter")
    expect(dialog.get_by_role("button", name="Add to plan")).to_be_visible()
    dialog.get_by_role("button", name="Add to plan").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="To be fixed in the plan")).to_be_visible()


def test_review_by_keyboard(signed_in_page: Callable[[Right], Page], company: Organisation) -> None:
    page = signed_in_page(Right.PLANNER)
    begin(page, company)
    press(page, "?")
    expect(page.get_by_role("heading", name="In a review")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("heading", name="In a review")).to_be_hidden()
    page.get_by_role("button", name="Keys").focus()
    press(page, "Enter")
    expect(page.get_by_role("heading", name="In a review")).to_be_visible()
    press(page, "Escape")
    press(page, "r")
    at_line(page, 2)
    press(page, "q")
    expect(page.get_by_label("Member")).to_be_focused()
    press(page, "ArrowDown", "Tab")
    page.keyboard.type("Is this span meant to stay?")
    press(page, "Control+Enter")
    at_line(page, 3)
    press(page, "a")
    expect(page.get_by_label("Reason")).to_be_focused()
    page.keyboard.type("Two of them leave in spring.")
    press(page, "Control+Enter")
    at_line(page, 4)
    fix(page, company)
    at_line(page, 4)
    axe.check(page)
    press(page, "k")
    at_line(page, 3)
    expect(page.get_by_text("Two of them leave in spring.").first).to_be_visible()
    press(page, "u")
    expect(page.get_by_role("heading", name="Accepted")).to_be_hidden()
    press(page, "o")  # leave it, and take it up again where it was left
    page.locator("[data-review][data-ready]").wait_for()
    press(page, "g")
    at_line(page, 3)
    sign(page)


def other_than(line: str) -> Callable[[str], bool]:
    """Whether an address is not this one."""
    return lambda url: url != line


def sign(page: Page) -> None:
    """Every line that is left is right; then the signature and the record."""
    left = page.get_by_text("Every line is answered")
    while not left.is_visible():
        line = page.url
        page.locator("[data-review][data-ready]").wait_for()
        press(page, "r")
        page.wait_for_url(other_than(line))
    page.locator("[data-review][data-ready]").wait_for()
    press(page, "s")
    expect(page.get_by_role("heading", name="Sign off")).to_be_visible()
    page.locator("[data-review][data-ready]").wait_for()
    press(page, "s")
    expect(page.get_by_text("as it was signed")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Is this span meant to stay?")).to_be_visible()
    expect(page.get_by_role("link", name="PDF")).to_have_attribute("href", "?format=pdf")
