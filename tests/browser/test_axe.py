"""Every page of the project in a real browser: nothing for axe, nothing wider than a phone, no complaint."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from portal.models import Organisation, Right
from tests import samples
from tests.browser import axe
from tests.browser.conftest import NARROW

SIGNED_OUT = ("account_login", "account_signup", "account_reset_password", "account_reset_password_done")
SIGNED_IN = ("account_email", "account_change_password", "account_logout", "mfa_index")
PAGES = {page.name: page for page in samples.pages()}
OWN = [page for page in samples.own_pages() if "GET" in getattr(page.view, "needs", {})]

pytestmark = pytest.mark.browser


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    """Sixty positions and six products, with the oddities that the pages are for."""
    call_command("make_org", org=organisation.slug, positions=60, products=6, seed=3)
    organisation.refresh_from_db()
    return organisation


@pytest.fixture
def admin(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    return signed_in_page(Right.ADMIN)


def is_page(page: Page, path: str) -> bool:
    """Whether the address shows a page; a download or a redirect has nothing of its own to look at."""
    answer = page.context.request.get(path, max_redirects=0)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def look(page: Page, path: str) -> None:
    page.goto(path)
    axe.check(page)
    width, height = NARROW
    page.set_viewport_size({"width": width, "height": height})
    page.reload()
    axe.check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than a phone"


@pytest.mark.parametrize("page_of", OWN, ids=lambda page: page.route or "/")
def test_page(page_of: samples.Page, admin: Page, filled: Organisation) -> None:
    path = page_of.path(samples.arguments(page_of, filled))
    if is_page(admin, path):
        look(admin, path)


@pytest.mark.parametrize("name", [name for name in SIGNED_OUT if name in PAGES])
def test_page_for_everybody(name: str, page: Page) -> None:
    look(page, PAGES[name].path({}))


@pytest.mark.parametrize("name", [name for name in SIGNED_IN if name in PAGES])
def test_page_of_the_own_account(name: str, admin: Page) -> None:
    look(admin, PAGES[name].path({}))
