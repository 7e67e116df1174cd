"""A hand that is faster than the network: nothing that it does is lost, and nothing is done that it did not mean."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from planning.core.changes.change import add
from planning.core.records import Position
from planning.models import Plan
from planning.organisation import store, writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.browser.hands import active, card, confirm, dialog, drag, settled, walk_to

pytestmark = pytest.mark.browser


@pytest.fixture
def chart(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    """A planner before the chart of a plan: a chief, two leads, a maker of each."""
    today = date.today()
    positions = [
        Position("boss", title="Chief"),
        Position("one", title="Lead One", manager="boss"),
        Position("maker", title="Maker", manager="one"),
        Position("two", title="Lead Two", manager="boss"),
        Position("baker", title="Baker", manager="two"),
    ]
    writes.commit(organisation, [add(today, position) for position in positions], title="Start", today=today)
    page = signed_in_page(Right.PLANNER)
    owner = organisation.memberships.get().user
    editing.create(organisation, name="Spring", target=today, owner=owner)
    # Told while a page is open to hold requests back, Chromium lets one slip through at times: this tells it before.
    page.route("**/none-of-them", lambda route: route.continue_())
    page.goto(f"/o/acme/chart/?plan=spring&on={today}")
    expect(card(page, "baker")).to_be_visible()
    return page


@contextmanager
def waiting(page: Page, address: str) -> Iterator[None]:
    """What is asked of the address meanwhile is answered only afterwards, in its order."""
    asked: list[Route] = []
    page.route(address, lambda route: asked.append(route))
    with page.expect_request(address):
        yield
    for route in asked:
        route.continue_()
    page.unroute(address)


def test_a_walk_goes_on_while_cards_are_on_their_way(chart: Page) -> None:
    walk_to(chart, "one")
    with waiting(chart, "**/chart/cards/**"):
        chart.keyboard.press(" ")
        chart.keyboard.press("ArrowUp")
    settled(chart)
    expect(card(chart, "one")).to_have_attribute("aria-expanded", "false")
    assert active(chart) == "boss"


def test_two_branches_are_closed_at_once(chart: Page) -> None:
    walk_to(chart, "one")
    with waiting(chart, "**/chart/cards/**"):
        chart.keyboard.press(" ")
        chart.keyboard.press("ArrowDown")
        chart.keyboard.press("ArrowDown")
        chart.keyboard.press(" ")
    settled(chart)
    for key in ("one", "two"):
        expect(card(chart, key)).to_have_attribute("aria-expanded", "false")
    chart.reload()
    for key in ("one", "two"):
        expect(card(chart, key)).to_have_attribute("aria-expanded", "false")


def test_a_position_chosen_while_cards_are_on_their_way_stays_chosen(chart: Page) -> None:
    walk_to(chart, "one")
    with waiting(chart, "**/chart/cards/**"):
        chart.keyboard.press(" ")
        chart.keyboard.press("ArrowUp")
        chart.keyboard.press("Enter")
    settled(chart)
    expect(card(chart, "boss")).to_have_attribute("aria-selected", "true")
    assert "card=boss" in chart.url
    chart.reload()
    expect(card(chart, "one")).to_have_attribute("aria-expanded", "false")
    expect(card(chart, "boss")).to_have_attribute("aria-selected", "true")


def test_keys_that_are_meant_for_a_form_do_nothing_before_it_is_there(chart: Page) -> None:
    card(chart, "maker").click()
    settled(chart)
    with waiting(chart, "**/do/**"):
        drag(chart, "maker", "two")
        chart.keyboard.press("x")
    confirm(chart)
    settled(chart)
    expect(chart.locator("[data-picks]")).to_be_hidden()


def test_a_form_that_comes_anew_answers_in_the_moment_it_shows(chart: Page) -> None:
    drag(chart, "maker", "two")
    expect(dialog(chart).locator(".effect")).to_be_visible()
    chart.evaluate(
        """() => {
          const dialog = document.getElementById("edit-dialog");
          new MutationObserver((_, watching) => {
            watching.disconnect();
            dialog.querySelector("button.primary").click();
          }).observe(dialog, { childList: true });
        }"""
    )
    dialog(chart).locator("button.again").evaluate("button => button.click()")
    expect(chart.locator(".toast")).to_contain_text("Moved Maker")
    expect(dialog(chart)).to_be_hidden()
    plan = Plan.objects.get()
    assert store.org_at(plan.organisation, plan.target, plan).positions["maker"].manager == "two"


def test_what_is_typed_while_another_place_is_asked_about_is_kept(chart: Page) -> None:
    drag(chart, "maker", "two")
    expect(dialog(chart).locator(".effect")).to_be_visible()
    with waiting(chart, "**/do/**"):
        dialog(chart).get_by_label("Which plan").select_option("new")
        dialog(chart).get_by_label("New plan").press_sequentially("Autumn")
    expect(dialog(chart).get_by_text("Creates a plan")).to_be_visible()
    expect(dialog(chart).get_by_label("New plan")).to_have_value("Autumn")
    expect(dialog(chart).get_by_label("New plan")).to_be_focused()
