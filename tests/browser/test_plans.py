"""A plan's story: edited by mouse and by keyboard alone, undone, reviewed in part, applied and taken back."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from planning.core.changes.change import add, edit
from planning.core.records import Org, Person, Position, Product
from planning.models import LiveRules, Plan
from planning.organisation import store, writes
from planning.plans import editing, review
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.conftest import NARROW, give_session, open_context, open_page
from tests.browser.hands import DONE, card, choose, confirm, dialog, drag
from tests.factories import MembershipFactory

pytestmark = pytest.mark.browser
SignedIn = Callable[[Right], Page]


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A chief, two leads and two makers, one product that nobody covers."""
    today = date.today()
    positions = [
        Position("boss", title="Chief Executive", holder="ada"),
        Position("one", title="Lead One", manager="boss"),
        Position("two", title="Lead Two", manager="boss", holder="tia"),
        Position("maker", title="Maker", manager="one", holder="max"),
        Position("baker", title="Baker", manager="one"),
    ]
    people = [Person("ada", name="Ada Archer"), Person("max", name="Max Moor"), Person("tia", name="Tia Tan")]
    records = [*people, *positions, Product("till", name="Till", stage="growth")]
    writes.commit(organisation, [add(today, record) for record in records], title="Start", today=today)
    return organisation


@pytest.fixture
def planner(signed_in_page: SignedIn, company: Organisation) -> Page:
    """A planner before the chart of a plan of their own."""
    page = signed_in_page(Right.PLANNER)
    owner = company.memberships.get(right=Right.PLANNER).user
    editing.create(company, name="Spring", target=date.today(), owner=owner)
    open_chart(page)
    return page


@pytest.fixture
def approver(browser: Browser, company: Organisation, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    context = open_context(browser, live_server.url)
    give_session(context, MembershipFactory.create(organisation=company, right=Right.APPROVER).user, live_server.url)
    yield open_page(context, complaints)
    context.close()


def open_chart(page: Page) -> None:
    page.goto(f"/o/acme/chart/?plan=spring&on={date.today()}")
    expect(card(page, "boss")).to_be_visible()


def planned(days: int = 0) -> Org:
    """The plan's organisation on its target date, or so many days later."""
    plan = Plan.objects.get(slug="spring")
    return store.org_at(plan.organisation, plan.target + timedelta(days=days), plan)


def current(company: Organisation) -> Org:
    company.refresh_from_db()
    return store.org_at(company, date.today())


def decide(page: Page, button: str, text: str = "") -> None:
    page.goto("/o/acme/plans/spring/")
    page.get_by_label("Comment on your decision").fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def submit(page: Page) -> None:
    page.goto("/o/acme/plans/spring/")
    page.locator("summary", has_text="Send for review").click()
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Sent for review.")).to_be_visible()


def test_a_card_is_dragged_onto_a_manager_undone_and_done_again(planner: Page) -> None:
    drag(planner, "maker", "two")
    expect(dialog(planner)).to_contain_text("moves from Lead One to Lead Two")
    confirm(planner)
    expect(card(planner, "two")).to_have_attribute("aria-expanded", "true")
    assert planned().positions["maker"].manager == "two"
    planner.locator(".toast").get_by_role("button", name="Undo").click()
    expect(planner.locator(".toast")).to_contain_text("Undone: Move Max Moor")
    assert planned().positions["maker"].manager == "one"
    planner.keyboard.press("Control+y")
    expect(planner.locator(".toast")).to_contain_text("Redone: Move Max Moor")
    assert planned().positions["maker"].manager == "two"


def test_a_card_dragged_on_the_live_chart_asks_where_before_anything_is_done(
    planner: Page, company: Organisation
) -> None:
    """Also where only the order of siblings changes, which a plan takes at once; a member who may not edit live is
    offered plans alone."""
    planner.goto("/o/acme/chart/")
    drag(planner, "two", "one", at=0.1)
    expect(dialog(planner)).to_contain_text("Applies to the live organisation now")
    planner.keyboard.press("Escape")
    LiveRules.objects.create(organisation=company, who=LiveRules.Who.APPROVERS)
    planner.reload()
    drag(planner, "maker", "two")
    expect(dialog(planner)).to_contain_text("Adds to Spring; live is unchanged")
    confirm(planner)
    planner.wait_for_url("**plan=spring**")
    assert (current(company).positions["maker"].manager, planned().positions["maker"].manager) == ("one", "two")


def test_an_edit_goes_where_its_dialog_says_and_keys_take_it_back(planner: Page, company: Organisation) -> None:
    """From a live page: first live, then into a plan that is chosen in the dialog."""
    planner.goto("/o/acme/products/till/")
    rename(planner, "Till live")
    expect(planner.locator(".toast")).to_contain_text("in the live organisation")
    planner.locator(".toast").hover()  # it stays while somebody is at it
    axe.check(planner)
    assert current(company).products["till"].name == "Till live"
    planner.get_by_role("button", name="Close this message").click()
    planner.keyboard.press("Control+z")
    expect(planner.locator(".toast")).to_contain_text("Undone: Edit Till")
    assert current(company).products["till"].name == "Till"
    rename(planner, "Till planned", plan="spring")
    planner.wait_for_url("**plan=spring**")
    expect(planner.locator(".toast")).to_contain_text("in Spring")
    assert (current(company).products["till"].name, planned().products["till"].name) == ("Till", "Till planned")
    planner.keyboard.press("Control+z")
    expect(planner.locator(".toast")).to_contain_text("Undone: Edit Till")
    assert planned().products["till"].name == "Till"


def rename(page: Page, name: str, plan: str = "") -> None:
    page.get_by_role("link", name="Edit").first.click()
    dialog(page).locator("#id_name").fill(name)
    if plan:
        dialog(page).get_by_label("Which plan").select_option(plan)
        expect(dialog(page).get_by_label("A plan")).to_be_checked()
        expect(dialog(page)).to_contain_text("live is unchanged")
        axe.check(page)
    confirm(page)


def test_a_ring_is_shown_and_not_made(planner: Page) -> None:
    drag(planner, "one", "maker")
    expect(dialog(planner).locator(".note.error")).to_be_visible()
    expect(dialog(planner).get_by_role("button", name=DONE)).to_have_count(0)


def test_a_plan_is_reviewed_applied_and_taken_back(planner: Page, approver: Page, company: Organisation) -> None:
    before = current(company).tables
    drag(planner, "maker", "two")
    confirm(planner)
    submit(planner)
    decide(approver, "Request changes", "Why?")
    expect(approver.get_by_text("Changes requested.")).to_be_visible()
    submit(planner)
    decide(approver, "Approve")
    approver.get_by_role("link", name="Apply…").click()
    approver.get_by_role("button", name="Apply").click()
    expect(approver.get_by_text("Applied.", exact=False).first).to_be_visible()
    assert current(company).positions["maker"].manager == "two"
    approver.get_by_text("Revert…").click()
    approver.get_by_role("button", name="Revert").click()
    expect(approver.get_by_text("The organisation is as it was before.")).to_be_visible()
    assert current(company).tables == before


def test_an_approver_takes_some_changes_and_sends_back_the_rest(planner: Page, approver: Page) -> None:
    choose(planner, "two", "Edit")
    dialog(planner).get_by_label("Title").fill("Second Lead")
    confirm(planner)
    drag(planner, "maker", "two")
    confirm(planner)
    submit(planner)
    approver.goto("/o/acme/plans/spring/")
    approver.get_by_label("becomes Second Lead").check()
    approver.get_by_role("button", name="Approve selected").click()
    expect(approver.get_by_text("Approved in part", exact=False)).to_be_visible()
    assert planned().positions["maker"].manager == "one"
    planner.goto("/o/acme/plans/spring-sent-back/")
    expect(planner.locator("#changes")).to_contain_text("Maker")


def test_a_change_brings_what_it_needs_and_says_who_needs_it(company: Organisation, approver: Page) -> None:
    plan = editing.create(company, name="Spring", target=date.today(), owner=None)
    for key, manager in (("maker", "two"), ("one", "maker")):
        change = edit(date.today(), planned().positions[key], manager=manager)
        plan = editing.edit(plan, [change] if change else [], title="Move", author=None)
    review.submit(plan, by=None)
    approver.goto("/o/acme/plans/spring/")
    boxes, told = approver.locator("[data-needs]"), approver.locator("[data-ticked-too]")
    first, second = boxes.nth(0), boxes.nth(1)
    second.check()
    expect(first).to_be_checked()
    expect(told).to_contain_text("now selected too")
    axe.check(approver)
    first.uncheck()
    told.get_by_role("button", name="Clear it too").press("Enter")
    expect(second).not_to_be_checked()


def test_enter_in_a_field_decides_and_removes_nothing(planner: Page, approver: Page) -> None:
    drag(planner, "maker", "two")
    confirm(planner)
    planner.goto("/o/acme/plans/spring/")
    planner.get_by_role("checkbox", name="Maker").check()
    planner.get_by_label("Note", exact=True).fill("He asked for it")
    planner.get_by_label("Note", exact=True).press("Enter")
    planner.get_by_role("button", name="Add note").click()
    expect(planner.get_by_text("Note added.")).to_be_visible()
    submit(planner)
    approver.goto("/o/acme/plans/spring/")
    approver.get_by_role("checkbox", name="Maker").check()
    approver.get_by_role("checkbox", name="Maker").press("Enter")
    approver.get_by_label("Comment on your decision").fill("Why?")
    approver.get_by_role("button", name="Request changes").click()
    expect(approver.get_by_text("Changes requested.")).to_be_visible()


def test_a_phone_moves_by_the_menu(planner: Page) -> None:
    planner.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    planner.goto(f"/o/acme/positions/maker/?plan=spring&on={date.today()}")
    planner.get_by_text("Actions", exact=True).click()
    planner.get_by_role("link", name="Change manager").click()
    dialog(planner).get_by_label("New manager").fill("Lead Two")
    confirm(planner)
    expect(planner.get_by_text("Moved Max Moor", exact=False).first).to_be_visible()
    assert planned().positions["maker"].manager == "two"


def test_a_phone_does_something_to_several_together(planner: Page) -> None:
    planner.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    open_chart(planner)
    planner.get_by_role("button", name="Select").click()
    for key in ("one", "two"):
        planner.evaluate("key => document.querySelector(`[data-key='${key}']`).click()", key)
    expect(planner.locator("[data-picks-count]")).to_have_text("2 selected")
    planner.get_by_role("button", name="Close…").click()
    confirm(planner)
    managers = {key: position.manager for key, position in planned(days=1).positions.items()}
    assert managers == {
        "boss": "",
        "maker": "boss",
        "baker": "boss",
    }
