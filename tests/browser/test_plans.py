"""A plan's story: edited by mouse and by keyboard alone, undone, reviewed in part, applied and taken back."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from planning import service, store
from planning.models import Plan
from planning.org.changes import add
from planning.org.state import Org, Person, Position, Product
from planning.plans import drafting
from portal.models import Organisation, Right
from tests.browser.conftest import NARROW, give_session, listen
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SignedIn = Callable[[Right], Page]


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A chief, two leads and two makers, one product that nobody covers."""
    today = date.today()
    seats = [
        Position("boss", title="Chief Executive", holder="ada"),
        Position("one", title="Lead One", manager="boss"),
        Position("two", title="Lead Two", manager="boss"),
        Position("maker", title="Maker", manager="one", holder="max"),
        Position("baker", title="Baker", manager="one"),
    ]
    people = [Person("ada", name="Ada Archer"), Person("max", name="Max Moor")]
    records = [*people, *seats, Product("till", name="Till", stage="growth")]
    service.commit(organisation, [add(today, record) for record in records], title="Start", today=today)
    return organisation


@pytest.fixture
def planner(signed_in_page: SignedIn, company: Organisation) -> Page:
    """A planner before the chart of a plan of their own."""
    page = signed_in_page(Right.PLANNER)
    owner = company.memberships.get(right=Right.PLANNER).user
    drafting.create(company, name="Spring", target=date.today(), owner=owner)
    open_chart(page)
    return page


@pytest.fixture
def approver(browser: Browser, company: Organisation, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(10_000)
    give_session(context, MembershipFactory(organisation=company, right=Right.APPROVER).user, live_server.url)
    page = context.new_page()
    listen(page, complaints)
    yield page
    context.close()


def open_chart(page: Page) -> None:
    page.goto(f"/o/acme/chart/?plan=spring&on={date.today()}")
    expect(card(page, "boss")).to_be_visible()


def card(page: Page, key: str) -> Locator:
    return page.locator(f'[data-stage] [data-key="{key}"]')


def dialog(page: Page) -> Locator:
    return page.locator("#doing")


def panel(page: Page) -> Locator:
    return page.locator("[data-panel]")


def drag(page: Page, key: str, onto: str) -> None:
    start, end = card(page, key).bounding_box(), card(page, onto).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * 0.7, steps=6)
    page.mouse.up()


def choose(page: Page, key: str, gesture: str) -> None:
    """By mouse: what the menu of a position offers."""
    card(page, key).click()
    shown = panel(page).locator(f'[data-position="{key}"]')
    expect(shown).to_be_visible()
    expect(panel(page)).not_to_have_attribute("aria-busy", "true")
    shown.get_by_text("Do…").click()
    shown.get_by_role("link", name=gesture).click()
    expect(dialog(page)).to_be_visible()


def confirm(page: Page, button: str) -> None:
    page.wait_for_load_state("networkidle")  # the form may still be on its way into the dialog
    look = dialog(page).get_by_role("button", name="See what it does")
    if look.is_visible():
        look.click()
        page.wait_for_load_state("networkidle")
    dialog(page).get_by_role("button", name=button, exact=True).click()
    expect(dialog(page)).to_be_hidden()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if wanted.count() and wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} cannot be reached with the Tab key.")


def press(page: Page, wanted: Locator) -> None:
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def planned() -> Org:
    plan = Plan.objects.get(slug="spring")
    return store.org_at(plan.organisation, plan.target, plan)


def current(company: Organisation) -> Org:
    company.refresh_from_db()
    return store.org_at(company, date.today())


def decide(page: Page, button: str, text: str = "") -> None:
    page.goto("/o/acme/plans/spring/")
    page.get_by_label("What you think of it").fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def submit(page: Page) -> None:
    page.goto("/o/acme/plans/spring/")
    page.locator("summary", has_text="Send for review").click()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Sent for review.")).to_be_visible()


def test_a_card_is_dragged_onto_a_manager_undone_and_done_again(planner: Page) -> None:
    drag(planner, "maker", "two")
    expect(dialog(planner)).to_contain_text("moves from Lead One to Lead Two")
    confirm(planner, "Move")
    expect(card(planner, "two")).to_have_attribute("aria-expanded", "true")
    assert planned().positions["maker"].manager == "two"
    planner.get_by_role("button", name="Undo").click()
    expect(planner.locator("#said")).to_contain_text("Undone: Move Maker")
    assert planned().positions["maker"].manager == "one"
    planner.get_by_role("button", name="Redo").click()
    expect(planner.locator("#said")).to_contain_text("Done again: Move Maker")
    assert planned().positions["maker"].manager == "two"


def test_a_ring_is_shown_and_not_made(planner: Page) -> None:
    drag(planner, "one", "maker")
    expect(dialog(planner).locator(".note.error")).to_be_visible()
    expect(dialog(planner).get_by_role("button", name="Move", exact=True)).to_have_count(0)


def test_a_holder_dropped_on_a_vacant_position_can_take_it(planner: Page) -> None:
    drag(planner, "maker", "two")
    dialog(planner).get_by_role("link", name="Have the holder take it instead").click()
    confirm(planner, "Move")
    expect(card(planner, "two")).to_contain_text("Max Moor")
    assert planned().positions["maker"].holder == ""


def test_positions_are_edited_by_the_menu(planner: Page) -> None:
    choose(planner, "two", "Edit")
    dialog(planner).get_by_label("Title").fill("Second Lead")
    confirm(planner, "Save")
    expect(card(planner, "two")).to_contain_text("Second Lead")
    expect(panel(planner).get_by_role("heading", name="Second Lead")).to_be_visible()
    choose(planner, "two", "Add a report")
    dialog(planner).get_by_label("Title").fill("Tester")
    confirm(planner, "Add")
    expect(card(planner, "two")).to_have_attribute("aria-label", re.compile("1 direct, 1 in all"))
    choose(planner, "maker", "Make vacant")
    confirm(planner, "Make vacant")
    choose(planner, "maker", "Fill")
    dialog(planner).get_by_label("A new person").fill("Zoe Zimmer")
    confirm(planner, "Fill")
    expect(card(planner, "maker")).to_contain_text("Zoe Zimmer")
    choose(planner, "baker", "End")
    confirm(planner, "End")
    expect(planner.locator("#said")).to_contain_text("End Baker")
    assert planned().positions["baker"].ends == date.today()


def test_a_plan_is_edited_by_keyboard_alone(planner: Page) -> None:
    planner.locator("[data-tree]").focus()
    for key in ("Home", "ArrowRight", "Enter"):
        planner.keyboard.press(key)
    shown = panel(planner).locator('[data-position="one"]')
    expect(shown).to_be_visible()
    press(planner, shown.locator("summary", has_text="Do…"))
    press(planner, shown.get_by_role("link", name="Edit"))
    title = dialog(planner).get_by_label("Title")
    expect(title).to_be_focused()
    planner.keyboard.press("Control+a")
    planner.keyboard.type("Lead Uno")
    press(planner, dialog(planner).get_by_role("button", name="See what it does"))
    save = dialog(planner).get_by_role("button", name="Save", exact=True)
    expect(save).to_be_visible()
    press(planner, save)
    expect(card(planner, "one")).to_contain_text("Lead Uno")
    press(planner, planner.get_by_role("button", name="Undo"))
    expect(card(planner, "one")).to_contain_text("Lead One")


def test_a_plan_is_reviewed_applied_and_taken_back(planner: Page, approver: Page, company: Organisation) -> None:
    before = current(company).tables
    drag(planner, "maker", "two")
    confirm(planner, "Move")
    submit(planner)
    decide(approver, "Ask for changes", "Why?")
    expect(approver.get_by_text("Sent back with your comment.")).to_be_visible()
    submit(planner)
    decide(approver, "Approve")
    approver.get_by_role("link", name="Apply…").click()
    approver.get_by_role("button", name="Apply").click()
    expect(approver.get_by_text("Applied.", exact=False).first).to_be_visible()
    assert current(company).positions["maker"].manager == "two"
    approver.get_by_role("button", name="Take back").click()
    expect(approver.get_by_text("The organisation is as it was before.")).to_be_visible()
    assert current(company).tables == before


def test_an_approver_takes_some_changes_and_sends_back_the_rest(planner: Page, approver: Page) -> None:
    choose(planner, "two", "Edit")
    dialog(planner).get_by_label("Title").fill("Second Lead")
    confirm(planner, "Save")
    drag(planner, "maker", "two")
    confirm(planner, "Move")
    submit(planner)
    approver.goto("/o/acme/plans/spring/")
    approver.get_by_label("becomes Second Lead").check()
    approver.get_by_role("button", name="Approve the ticked ones").click()
    expect(approver.get_by_text("Approved in part", exact=False)).to_be_visible()
    assert planned().positions["maker"].manager == "one"
    planner.goto("/o/acme/plans/spring-sent-back/")
    expect(planner.locator("#changes")).to_contain_text("Maker")


def test_a_phone_moves_by_the_menu(planner: Page) -> None:
    planner.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    planner.goto(f"/o/acme/positions/maker/?plan=spring&on={date.today()}")
    planner.get_by_text("Do…").click()
    planner.get_by_role("link", name="Change manager").click()
    dialog(planner).get_by_label("New manager").fill("Lead Two")
    confirm(planner, "Move")
    expect(planner.get_by_text("Move Maker", exact=False).first).to_be_visible()
    assert planned().positions["maker"].manager == "two"
