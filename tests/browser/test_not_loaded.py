"""A part of a page that is not loaded says why: in the server's own word, or that no answer came."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from planning.core.changes.change import add
from planning.core.records import Position
from planning.organisation import writes
from portal.models import Membership, Organisation, Right
from tests.browser.hands import card, walk_to

pytestmark = pytest.mark.browser
CARDS, BESIDE, PANEL = "**/chart/cards/**", "**/chart/beside/**", "**/positions/**"
GONE = "This no longer exists, or you no longer have access to it."
NO_CONNECTION, NO_ANSWER = "Not loaded: no connection.", "Not loaded: the server did not respond."


@pytest.fixture
def chart(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    positions = [
        Position("boss", title="Chief"),
        Position("one", title="Lead One", manager="boss"),
        Position("maker", title="Maker", manager="one"),
    ]
    today = date.today()
    writes.commit(organisation, [add(today, position) for position in positions], title="Start", today=today)
    page = signed_in_page(Right.VIEWER)
    page.route("**/none-of-them", lambda route: route.continue_())
    page.goto("/o/acme/chart/")
    expect(card(page, "maker")).to_be_visible()
    return page


def close_a_branch(page: Page) -> None:
    walk_to(page, "one")
    page.keyboard.press(" ")


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-toasts] .toast")).to_contain_text(text)


def test_cards_that_are_refused_are_told_in_the_servers_own_words(chart: Page, complaints: list[str]) -> None:
    Membership.objects.all().delete()
    close_a_branch(chart)
    says(chart, GONE)
    complaints.clear()


def test_a_lost_connection_is_told_as_such(chart: Page, complaints: list[str]) -> None:
    chart.route(CARDS, lambda route: route.abort())
    close_a_branch(chart)
    says(chart, NO_CONNECTION)
    expect(card(chart, "one")).to_have_attribute("aria-expanded", "true")
    complaints.clear()


def test_an_error_from_before_lineup_is_no_lost_connection(chart: Page, complaints: list[str]) -> None:
    chart.route(CARDS, lambda route: route.fulfill(status=502, body="Bad gateway"))
    close_a_branch(chart)
    says(chart, NO_ANSWER)
    complaints.clear()


def test_whoever_is_signed_out_meanwhile_is_led_to_the_sign_in_and_back(chart: Page) -> None:
    chart.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    close_a_branch(chart)
    expect(chart).to_have_url(re.compile(r"/accounts/login/\?.*next=/o/acme/chart/"))


def test_the_panel_of_a_position_says_why_it_is_empty(chart: Page, complaints: list[str]) -> None:
    chart.route(PANEL, lambda route: route.abort())
    card(chart, "maker").click()
    expect(chart.locator("[data-panel]")).to_contain_text(NO_CONNECTION)
    complaints.clear()


def test_charts_beside_each_other_say_why_they_are_empty(chart: Page, complaints: list[str]) -> None:
    chart.route(BESIDE, lambda route: route.abort())
    chart.goto(f"/o/acme/compare/?a=current&b=current&b_on={date.today()}")
    says(chart, NO_CONNECTION)
    complaints.clear()
