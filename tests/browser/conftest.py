"""A real Chromium in front of a real server.

`page` fails its test on anything the browser complains of: console errors, script errors, breaches of the content
security policy, addresses that are not found.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect, sync_playwright

from portal.models import Organisation, Right, User
from scripts import chromium
from tests.factories import MembershipFactory, OrganisationFactory

WIDE, NARROW = (1440, 900), (390, 844)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser, a server and a test take turns on a busy machine as they please: once more, before it counts. What
    ran twice is said in the closing line."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def _content_survives(django_db_serialized_rollback: None) -> None:
    """A live server's tests empty the tables; this puts back what `migrate` filled in, for the next test."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    # Playwright runs an event loop in this thread; Django would refuse every query next to it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def organisation(transactional_db: None) -> Organisation:
    return OrganisationFactory.create(slug="acme", name="Acme")


@pytest.fixture
def context(browser: Browser, live_server: Any, settings: Any) -> Iterator[BrowserContext]:
    settings.SITE_URL = live_server.url
    width, height = WIDE
    opened = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, locale="en-GB")
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has complained of so far. A test that provokes a complaint clears it."""
    return []


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    opened = context.new_page()
    listen(opened, complaints)
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
