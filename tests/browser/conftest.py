"""A real Chromium in front of a real server.

`page` fails its test on anything the browser complains of: console errors, script errors, breaches of the content
security policy, addresses that are not found.
"""

import os
from collections.abc import Callable, Iterator
from threading import Condition, get_ident
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from portal.models import Organisation, Right, User
from scripts import chromium
from tests import small_organisation
from tests.factories import MembershipFactory, OrganisationFactory

WIDE, MIDDLE, NARROW = (1440, 900), (1024, 768), (390, 844)
PATIENCE = 30_000  # milliseconds: how long a busy machine may take over one thing


class Traffic:
    """The threads of the live server that are at a request."""

    def __init__(self) -> None:
        self._busy: set[int] = set()
        self._changed = Condition()

    def begun(self, **_: object) -> None:
        with self._changed:
            self._busy.add(get_ident())

    def ended(self, **_: object) -> None:
        with self._changed:
            self._busy.discard(get_ident())
            self._changed.notify_all()

    def wait(self) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: not self._busy, PATIENCE / 1000), "A request does not end."


@pytest.fixture(autouse=True)
def _no_request_outlives_its_test(transactional_db: None) -> Iterator[None]:
    """A closed browser leaves requests behind. One that is still read for while the tables are emptied would fill the
    caches with what the next test does not have."""
    traffic = Traffic()
    request_started.connect(traffic.begun)
    request_finished.connect(traffic.ended)
    yield
    traffic.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    # Playwright runs an event loop in this thread; Django would refuse every query next to it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def organisation(transactional_db: None) -> Organisation:
    return OrganisationFactory.create(slug="acme", name="Acme")


def open_context(browser: Browser, url: str) -> BrowserContext:
    """A browser of somebody's own, in which nothing glides: what a test looks for stands where it will stay."""
    width, height = WIDE
    opened = browser.new_context(
        base_url=url, viewport={"width": width, "height": height}, locale="en-GB", reduced_motion="reduce"
    )
    opened.set_default_timeout(PATIENCE)
    opened.set_default_navigation_timeout(PATIENCE)
    return opened


def open_page(context: BrowserContext, complaints: list[str]) -> Page:
    """A page whose complaints are noted, and which is acted on and looked at only once its scripts listen."""
    page = context.new_page()
    listen(page, complaints)
    # Playwright asks before each act and each expectation, and goes on once the page has taken the mark away.
    page.add_locator_handler(page.locator("html[data-starting]"), lambda: None)
    return page


@pytest.fixture
def context(browser: Browser, live_server: Any, settings: Any) -> Iterator[BrowserContext]:
    settings.SITE_URL = live_server.url
    opened = open_context(browser, live_server.url)
    yield opened
    opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has complained of so far. A test that provokes a complaint clears it."""
    return []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    opened = open_page(context, complaints)
    yield opened
    assert not complaints, "\n".join(complaints)


def listen(page: Page, complaints: list[str]) -> None:
    """Note errors and warnings of the console (a breach of the policy is one), errors of scripts, refused addresses."""

    def console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status}: {response.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("response", answered)


@pytest.fixture
def signed_in_page(page: Page, organisation: Organisation, live_server: Any) -> Callable[[Right], Page]:
    """The page, signed in as a new member of the organisation with that right, who may see cost unless told."""

    def sign_in(right: Right, sees_cost: bool = True) -> Page:
        user = MembershipFactory.create(organisation=organisation, right=right, sees_cost=sees_cost).user
        give_session(page.context, user, live_server.url)
        return page

    return sign_in


def give_session(context: BrowserContext, user: User, url: str) -> None:
    """Sign `user` in without the form, which has tests of its own."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


@pytest.fixture
def planner(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    """A planner in an organisation with two products."""
    small_organisation.fill(organisation)
    return signed_in_page(Right.PLANNER)
