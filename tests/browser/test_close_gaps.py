"""The story of a head of product: ask for the best plan, bend it, choose what a budget buys, keep it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Route, expect

from planning.close_gaps import job
from planning.models import KeptQuestion, Plan
from portal.models import Organisation, Right
from tests.browser import axe
from tests.browser.conftest import NARROW, give_session
from tests.browser.hands import dialog
from tests.coverage.test_real import SHARED
from tests.factories import MembershipFactory
from tests.portal.jobs.worker import IN_TABLES, work_off

pytestmark = pytest.mark.browser
HERE = "/o/fernway/plans/close-gaps/"
BY = (date.today() + timedelta(days=300)).isoformat()
# Nobody has room, so that hires are needed.
SCARCE = f"{HERE}?by={BY}&most-product-manager=1&most-product-marketing-manager=1"


@pytest.fixture
def fernway(transactional_db: None) -> Organisation:
    call_command("demo", stdout=StringIO())
    return Organisation.objects.get(slug="fernway")


@pytest.fixture
def signed_in(page: Page, fernway: Organisation, live_server: Any) -> Callable[..., Page]:
    def sign_in(right: Right = Right.PLANNER, *, sees_cost: bool = True) -> Page:
        user = MembershipFactory.create(organisation=fernway, right=right, sees_cost=sees_cost).user
        give_session(page.context, user, live_server.url)
        return page

    return sign_in


def headline(page: Page) -> str:
    return page.locator("#answer-head").inner_text()


def answered(page: Page, *said: str) -> None:
    """The answer to a question whose address says this."""
    for one in said:
        expect(page).to_have_url(re.compile(re.escape(one)))
    expect(page.locator("#answer-head")).to_be_visible()
    expect(page.locator("[data-solved]")).not_to_have_class(re.compile("stale"))


def curve(page: Page) -> None:
    expect(page.locator("[data-curve]")).to_be_visible()


def test_a_plan_is_asked_for_bent_and_kept_by_mouse(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto("/o/fernway/plans/")
    page.get_by_role("link", name="Close gaps").click()
    page.get_by_label("Products per PM", exact=True).fill("1")
    page.get_by_label("Products per PMM").fill("1")
    page.get_by_role("button", name="Find the best plan").click()
    answered(page, "most-product-manager=1")
    assert re.match(r"Closes \d of \d critical gaps for EUR", headline(page))

    page.get_by_role("button", name="Pin this move").first.click()
    answered(page, "pin=")
    expect(page.get_by_role("button", name="Pinned")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Release "))).to_have_count(1)

    page.get_by_role("button", name="Forbid this move").last.click()
    answered(page, "forbid=")
    expect(page.get_by_role("button", name=re.compile("^Release "))).to_have_count(2)

    update = page.get_by_role("button", name="Update answer")
    page.get_by_label("Products per PMM").fill("2")
    expect(page.locator("[data-solved]")).to_have_class(re.compile("stale"))
    expect(update).to_have_class(re.compile("primary"))
    update.click()
    answered(page, "most-product-marketing-manager=2")
    expect(update).not_to_have_class(re.compile("primary"))

    page.get_by_role("button", name=re.compile("^Release ")).last.click()
    expect(page.get_by_role("button", name=re.compile("^Release "))).to_have_count(1)

    page.get_by_role("link", name="Keep as a plan…").click()
    dialog(page).get_by_label("Name").fill("Cover everything")
    dialog(page).get_by_role("button", name="Keep as a plan").click()
    expect(page).to_have_url(re.compile("/plans/cover-everything/$"))
    expect(page.get_by_role("heading", name="Cover everything", level=1)).to_be_visible()
    plan = Plan.objects.get(slug="cover-everything")
    assert KeptQuestion.objects.filter(plan=plan).exists()

    page.get_by_role("link", name="Ask again").click()
    expect(page.get_by_text("Nothing has changed: this is still the best plan.")).to_be_visible()


def test_a_point_of_the_curve_is_chosen_by_mouse(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    curve(page)
    page.get_by_role("link", name=re.compile("open critical days at no cost")).click()
    answered(page, "budget=0")
    assert "at no cost" in headline(page) or "none of" in headline(page)
    page.locator("figure summary").click()
    expect(page.get_by_role("columnheader", name="Open critical days")).to_be_visible()


def test_a_plan_is_asked_for_bent_and_kept_by_keyboard(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(HERE)
    page.get_by_label("Products per PM", exact=True).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    answered(page, "most-product-manager=1", "most-product-marketing-manager=1")

    curve(page)
    first, second = page.locator("[data-curve] a").nth(0), page.locator("[data-curve] a").nth(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_text("next plan, previous plan")).to_be_visible()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    answered(page, "budget=")

    page.get_by_role("button", name="Pin this move").first.focus()
    page.keyboard.press("Space")
    answered(page, "pin=")
    expect(page.get_by_role("button", name="Pinned")).to_be_focused()

    page.get_by_role("link", name="Keep as a plan…").focus()
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_label("Name")).to_be_focused()
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plans/by-keys/$"))


def test_an_answer_is_walked_through_on_the_chart_and_kept_from_there(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    page.get_by_role("link", name="Show on chart").click()
    expect(page.get_by_text("2 changes")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("[data-step-says]")).to_contain_text("Hire in place of Kofi Mensah, Product Manager: Console")
    page.locator("[data-tree] .ringed, [data-tree] [aria-selected=true]").first.click()
    expect(page.get_by_role("heading", name="In this answer")).to_be_visible()
    page.get_by_role("link", name="Keep as a plan…").click()
    expect(dialog(page).get_by_label("Name")).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Back to the answer").click()
    answered(page, "most-product-manager=1")


def test_what_stays_as_it_is_is_chosen_and_released(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    page.get_by_text("Add", exact=True).click()
    page.get_by_label("Person", exact=True).fill("Ben Novak")
    page.get_by_role("option", name=re.compile("Ben Novak")).click()
    page.get_by_role("button", name="Update answer").click()
    answered(page, "forbid=")
    page.get_by_role("button", name="Release Ben Novak").click()
    expect(page.get_by_role("button", name=re.compile("^Release "))).to_have_count(0)


def test_a_product_is_chosen_for_the_scope_and_dropped(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    page.get_by_label("Scope").fill("ledg")
    page.get_by_role("option", name="Ledger").click()
    page.get_by_role("button", name="Update answer").click()
    answered(page, "products=")
    page.get_by_role("button", name="Remove Ledger from the scope").click()
    expect(page).not_to_have_url(re.compile("products="))


def test_what_is_wrong_is_said_at_its_field(signed_in: Callable[..., Page], complaints: list[str]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    page.get_by_label("Products per PM", exact=True).fill("many")
    page.get_by_role("button", name="Update answer").click()
    expect(page.get_by_label("Products per PM", exact=True)).to_be_focused()
    expect(page.get_by_text("The question needs a correction")).to_be_visible()
    complaints.clear()  # the refusal itself


def test_without_access_to_cost_hires_are_counted(signed_in: Callable[..., Page]) -> None:
    page = signed_in(Right.VIEWER, sees_cost=False)
    page.goto(SCARCE)
    assert re.search(r"with \d hires?$", headline(page))
    expect(page.get_by_role("link", name="Keep as a plan…")).to_have_count(0)
    curve(page)
    page.get_by_role("link", name=re.compile("with 0 hires")).click()
    answered(page, "hires=0")


def test_what_is_typed_while_a_worker_looks_is_kept_beside_what_it_finds(
    signed_in: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TASKS = IN_TABLES
    monkeypatch.setattr(job, "POSITIONS", 0)
    page = signed_in()
    page.goto(SCARCE)
    expect(page.get_by_text("Waiting to start")).to_be_visible()
    page.get_by_label("Products per PMM").fill("2")
    work_off()
    expect(page.locator("#answer-head")).to_be_visible()
    expect(page.get_by_label("Products per PMM")).to_have_value("2")
    expect(page.locator("[data-solved]")).to_have_class(re.compile("stale"))
    expect(page.get_by_role("link", name="Keep as a plan…")).to_be_visible()


def test_what_is_typed_while_an_answer_is_on_its_way_is_kept(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    page.goto(SCARCE)
    curve(page)
    held: list[Route] = []
    two = re.compile("most-product-marketing-manager=2")
    page.route(two, lambda route: held.append(route), times=1)
    page.get_by_label("Products per PMM").fill("2")
    with page.expect_request(two):
        page.get_by_role("button", name="Update answer").click()
    page.get_by_label("Changes per person").fill("7")
    held[0].continue_()
    expect(page).to_have_url(two)
    expect(page.get_by_label("Changes per person")).to_have_value("7")
    expect(page.locator("[data-solved].stale")).to_be_visible()


def test_on_a_phone_the_answer_comes_first(signed_in: Callable[..., Page]) -> None:
    page = signed_in()
    width, height = NARROW
    page.set_viewport_size({"width": width, "height": height})
    page.goto(SCARCE)
    expect(page.get_by_label("Products per PMM")).to_be_hidden()
    assert page.locator("#answer").bounding_box()["y"] < height / 2  # type: ignore[index]
    page.get_by_role("button", name="Show the question").click()
    page.get_by_label("Products per PMM").fill("2")
    page.get_by_role("button", name="Update answer").click()
    answered(page, "most-product-marketing-manager=2")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_a_finding_that_the_plan_opens_is_resolved_by_its_step(
    signed_in: Callable[..., Page],
) -> None:
    page = signed_in()
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(f"{HERE}?by={BY}")
    step = page.get_by_role("button", name="Close position Product Manager after Kofi Mensah leaves")
    expect(step).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    step.click()
    answered(page, "pin=")
    expect(step).to_have_count(0)


@pytest.mark.skipif(not SHARED.exists(), reason="the real organisations are not here")
def test_a_real_organisation_is_asked_about_and_its_answer_kept(
    page: Page, live_server: Any, transactional_db: None
) -> None:
    folder, march = SHARED / "sourcegraph-2022-03-01", "2022-03-01"
    files = ["--people", str(folder / "people.csv"), "--products", str(folder / "products.csv")]
    call_command("import_org", "--org", "real", "--create", "--on", march, *files, stdout=StringIO())
    real = Organisation.objects.get(slug="real")
    membership = MembershipFactory.create(organisation=real, right=Right.PLANNER, sees_cost=True)
    give_session(page.context, membership.user, live_server.url)
    page.goto("/o/real/plans/close-gaps/")
    page.get_by_role("button", name="Find the best plan").click()
    answered(page, "by=")
    assert re.match(r"Closes all \d+ critical gaps", headline(page))
    page.get_by_role("button", name="Forbid this move").first.click()
    answered(page, "forbid=")
    page.get_by_role("link", name="Keep as a plan…").click()
    dialog(page).get_by_role("button", name="Keep as a plan").click()
    expect(page).to_have_url(re.compile("/plans/close-gaps-by-"))


@pytest.mark.parametrize("window", [(1440, 900), NARROW], ids=["wide", "narrow"])
def test_nothing_is_wrong_for_axe(signed_in: Callable[..., Page], window: tuple[int, int]) -> None:
    page = signed_in()
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(SCARCE)
    curve(page)
    axe.check(page)
    page.evaluate("for (const one of document.querySelectorAll('#gaps details:not(.menu)')) one.open = true")
    expect(page.get_by_text("Cost by quarter", exact=True)).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Show on chart").click()
    expect(page.locator("[data-step-count]")).to_be_visible()
    axe.check(page)
