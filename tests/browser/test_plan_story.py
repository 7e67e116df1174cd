"""The story of plans on a real organisation: twelve different edits by mouse and the same by keyboard alone, undone,
compared, reviewed, applied where the organisation has moved meanwhile, and taken back."""

import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from planning.core.changes.change import edit
from planning.core.records import Org
from planning.core.tree import shape
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.browser.conftest import give_session, open_context, open_page
from tests.browser.hands import (
    card,
    choose,
    choose_by_keys,
    confirm,
    confirm_by_keys,
    dialog,
    drag,
    enter,
    panel,
    press,
    settled,
    walk_to,
)
from tests.factories import MembershipFactory
from tests.imports.helpers import shared

pytestmark = pytest.mark.browser
TODAY = date.today()
REAL = [shared("sourcegraph-2022-06-01", name) for name in ("people.csv", "products.csv")]
MADE = re.compile(r"'(pos|asg|prod)-[a-z0-9]{6}'")


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """A real organisation where it lies beside the project, else a synthetic one."""
    if all(path.exists() for path in REAL):
        files = ["--people", str(REAL[0]), "--products", str(REAL[1])]
        call_command("import_org", "--org", "acme", *files, stdout=StringIO(), stderr=StringIO())
    else:
        call_command("make_org", "--org", "acme", "--positions", "250", "--products", "14", stdout=StringIO())
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def planner(browser: Browser, company: Organisation, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    yield from somebody(browser, company, Right.PLANNER, live_server.url, complaints)


@pytest.fixture
def approver(browser: Browser, company: Organisation, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    yield from somebody(browser, company, Right.APPROVER, live_server.url, complaints)


def somebody(browser: Browser, company: Organisation, right: Right, url: str, complaints: list[str]) -> Iterator[Page]:
    context = open_context(browser, url)
    give_session(context, MembershipFactory.create(organisation=company, right=right).user, url)
    yield open_page(context, complaints)
    context.close()
    assert not complaints, "\n".join(complaints)


class Cast:
    """A manager with at least seven reports, all of them filled and leading nobody."""

    def __init__(self, org: Org) -> None:
        below = shape(org).below
        self.lead, positions = next(
            (key, org.reports(key))
            for key in org.positions
            if 7 <= below[key] <= 9 and all(not below[p.key] and p.holder for p in org.reports(key))
        )
        self.keys = [p.key for p in positions][:7]


def current(company: Organisation) -> Org:
    company.refresh_from_db()
    return store.org_at(company, TODAY)


def planned(company: Organisation, slug: str) -> Org:
    return store.org_at(company, TODAY, Plan.objects.get(organisation=company, slug=slug))


def plain(org: Org) -> dict[str, list[str]]:
    """Everything, with keys that were drawn by lot taken out: two that were made alike are equal."""
    return {
        kind: sorted(MADE.sub("'new'", repr(record)) for record in org.tables[kind].values()) for kind in org.tables
    }


def open_chart(page: Page, company: Organisation, cast: Cast, name: str) -> None:
    owner = company.memberships.get(right=Right.PLANNER).user
    plan = editing.create(company, name=name, target=TODAY, owner=owner)
    page.goto(f"/o/acme/chart/?plan={plan.slug}&on={TODAY}&focus={cast.lead}")
    expect(card(page, cast.keys[6])).to_be_visible()


def of_many(page: Page, label: str, choice: str) -> None:
    """In a field of the dialog that is a select of many."""
    dialog(page).get_by_label(label).fill(choice)
    expect(page.get_by_role("option", name=choice, exact=True)).to_be_visible()
    page.keyboard.press("Tab")


def said(page: Page, text: str) -> None:
    """What was done has been said, and the drawing and the panel show it."""
    expect(page.locator(".toast")).to_contain_text(text)
    settled(page)


def test_a_plan_from_the_first_drag_to_taking_it_back(planner: Page, approver: Page, company: Organisation) -> None:
    cast = Cast(current(company))
    open_chart(planner, company, cast, "By mouse")
    edit_by_mouse(planner, cast)
    open_chart(planner, company, cast, "By keys")
    edit_by_keys(planner, cast)
    assert plain(planned(company, "by-mouse")) == plain(planned(company, "by-keys"))
    undo_and_redo(planner, company)
    compare(planner)
    review(planner, approver)
    before = apply_over_a_conflict(approver, company, cast)
    approver.get_by_text("Revert…").click()
    approver.get_by_role("button", name="Revert").click()
    expect(approver.get_by_text("The organisation is as it was before.")).to_be_visible()
    assert current(company).tables == before.tables


def edit_by_mouse(page: Page, cast: Cast) -> None:
    a, b, c, d, e, f, g = cast.keys
    choose(page, a, "Edit")
    dialog(page).get_by_label("Title").fill("Lead Maker")
    dialog(page).get_by_label("Location").fill("Lisbon")
    confirm(page)
    said(page, "Edit")
    choose(page, b, "Vacate position")
    confirm(page)
    said(page, "Vacated ")
    drag(page, a, b)
    expect(page.get_by_role("button", name="Report to it")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    confirm(page)
    said(page, "Transferred ")
    drag(page, c, d)
    confirm(page)
    said(page, " to ")
    drag(page, e, f, at=0.1)
    said(page, "Reorder")
    drag(page, f, page.locator("[data-tray-drop]"))
    confirm(page)
    said(page, "Cleared the manager of")
    choose(page, d, "Add a report")
    of_many(page, "Role", "Product Marketing Manager")
    confirm(page)
    said(page, "Added Product Marketing Manager")
    choose(page, e, "Duplicate")
    confirm(page)
    said(page, "Duplicate")
    choose(page, g, "Close position")
    confirm(page)
    said(page, "Closed ")
    for key in (d, e):
        card(page, key).click(modifiers=["Control"])
    page.get_by_role("button", name="Assign…").click()
    of_many(page, "Role", "Product Manager")
    confirm(page)
    said(page, "Assigned 2 positions")
    panel(page).get_by_role("button", name="Close").click()
    panel(page).get_by_role("link", name="Product", exact=True).click()
    dialog(page).get_by_label("Name").fill("Atlas")
    confirm(page)
    said(page, "Added Atlas")
    panel(page).get_by_role("link", name="Atlas").click()
    page.wait_for_url("**/products/**")
    page.get_by_role("link", name="Edit").first.click()
    dialog(page).get_by_label("Stage").select_option("Idea")
    dialog(page).get_by_label("Launch tier").select_option("Large")
    confirm(page)
    expect(page.get_by_text("launch tier large")).to_be_visible()


def edit_by_keys(page: Page, cast: Cast) -> None:
    a, b, c, d, e, f, g = cast.keys
    do(page, a, "Edit", {"Title": "Lead Maker", "Location": "Lisbon"})
    do(page, b, "Vacate position", {})
    do(page, a, "Transfer person", {"To open position": b})
    do(page, c, "Change manager", {"New manager": d})
    do(page, e, "Reorder", {"Before": f})
    do(page, f, "Change manager", {"New manager": ""})
    do(page, d, "Add a report", {"Role": "Product Marketing Manager"})
    do(page, e, "Duplicate", {})
    do(page, g, "Close position", {})
    for key in (d, e):
        walk_to(page, key)
        page.keyboard.press("x")
    page.keyboard.press("m")
    press(page, page.get_by_role("button", name="Assign…"))
    expect(dialog(page)).to_be_visible()
    enter(page, "Role", "Product Manager")
    confirm_by_keys(page)
    said(page, "Assigned 2 positions")
    page.locator("[data-tree]").focus()
    page.keyboard.press("Escape")
    press(page, panel(page).get_by_role("link", name="Product", exact=True))
    expect(dialog(page)).to_be_visible()
    enter(page, "Name", "Atlas")
    confirm_by_keys(page)
    said(page, "Added Atlas")
    press(page, panel(page).get_by_role("link", name="Atlas"))
    page.wait_for_url("**/products/**")
    press(page, page.get_by_role("link", name="Edit").first)
    expect(dialog(page)).to_be_visible()
    enter(page, "Stage", "Idea")
    enter(page, "Launch tier", "Large")
    confirm_by_keys(page)
    expect(page.get_by_text("launch tier large")).to_be_visible()


def do(page: Page, key: str, action: str, filled: dict[str, str]) -> None:
    choose_by_keys(page, key, action)
    for label, text in filled.items():
        enter(page, label, text)
    confirm_by_keys(page)
    settled(page)


def undo_and_redo(page: Page, company: Organisation) -> None:
    """Across a reload, to the step before and back."""
    done = plain(planned(company, "by-keys"))
    page.reload()
    page.locator(".planbar").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: Edit Atlas")).to_be_visible()
    assert planned(company, "by-keys").products != planned(company, "by-mouse").products
    page.locator(".planbar").get_by_role("button", name="Redo").click()
    expect(page.get_by_text("Redone: Edit Atlas")).to_be_visible()
    assert plain(planned(company, "by-keys")) == done


def compare(page: Page) -> None:
    page.goto("/o/acme/compare/?a=current&b=by-mouse&c=by-keys")
    for name in ("By mouse", "By keys"):
        expect(page.get_by_role("region", name=re.compile(name))).to_contain_text("1 ended")
    for name in ("Charts side by side", "By keys"):
        expect(page.get_by_role("region", name=re.compile(name))).to_contain_text("becomes Lead Maker")
    page.get_by_role("link", name="On the chart").last.click()
    expect(page.locator("[data-stage]")).to_be_attached()
    side = page.get_by_role("navigation", name="Before or after the plan")
    expect(side.get_by_role("link", name="Changes")).to_have_attribute("aria-current", "page")


def review(planner: Page, approver: Page) -> None:
    planner.goto("/o/acme/plans/by-keys/")
    planner.locator("summary", has_text="Send for review").click()
    planner.get_by_role("button", name="Send for review").click()
    expect(planner.get_by_text("Sent for review.")).to_be_visible()
    approver.goto("/o/acme/notices/")
    approver.get_by_role("link", name="asked you to review the plan “By keys”").click()
    approver.get_by_label("Comment on your decision").fill("Go ahead.")
    approver.get_by_role("button", name="Approve", exact=True).click()
    expect(approver.get_by_text("Approved. It takes effect", exact=False)).to_be_visible()


def apply_over_a_conflict(approver: Page, company: Organisation, cast: Cast) -> Org:
    """The organisation as it was just before; its title for one position is the one that clashes."""
    position = current(company).positions[cast.keys[0]]
    change = edit(TODAY, position, title="Someone else's title")
    assert change
    writes.commit(company, [change], title="Rename meanwhile", today=TODAY)
    before, after = current(company), planned(company, "by-keys")
    approver.reload()
    expect(approver.get_by_text("since this plan was created", exact=False)).to_be_visible()
    approver.get_by_role("link", name="Apply…").click()
    expect(approver.get_by_role("cell", name="Someone else's title")).to_be_visible()
    approver.get_by_role("radio", name="Plan").check()
    approver.get_by_role("button", name="Apply").click()
    expect(approver.get_by_text("Applied. It is live now.").first).to_be_visible()
    assert current(company).tables == after.tables
    return before
