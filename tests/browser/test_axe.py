"""Every page of the project in a real browser: nothing for axe, nothing wider than a phone, no complaint."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from portal.models import Organisation, Right, User
from tests import samples
from tests.browser import axe
from tests.browser.conftest import MIDDLE, NARROW, WIDE
from tests.factories import MembershipFactory, OrganisationFactory

SIGNED_OUT = ("account_login", "account_signup", "account_reset_password", "account_reset_password_done")
SIGNED_IN = ("account_email", "account_change_password", "account_logout", "mfa_index")
PAGES = {page.name: page for page in samples.pages()}
SHARES = 12
OWN = [page for page in samples.own_pages() if "GET" in getattr(page.view, "needs", {})]

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    return signed_in_page(Right.ADMIN)


def filled(user: User) -> Organisation:
    """An organisation of an admin's own: sixty positions and six products, with the oddities that the pages are for."""
    organisation = OrganisationFactory.create()
    MembershipFactory.create(organisation=organisation, user=user, right=Right.ADMIN)
    call_command("make_org", org=organisation.slug, positions=60, products=6, seed=3)
    organisation.refresh_from_db()
    return organisation


def is_page(page: Page, path: str) -> bool:
    """Whether the address shows a page; a download or a redirect has nothing of its own to look at."""
    answer = page.context.request.get(path, max_redirects=0)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def unroll(page: Page, window: tuple[int, int]) -> None:
    """Make the window as high as the page: what a bar at the foot covers depends on how far somebody has scrolled."""
    width, height = window
    page.set_viewport_size({"width": width, "height": height})
    tall = max(height, page.evaluate("document.documentElement.scrollHeight") + height)
    page.set_viewport_size({"width": width, "height": tall})


def look(page: Page, path: str) -> None:
    page.goto(path)
    unroll(page, WIDE)
    axe.check(page)
    unroll(page, MIDDLE)
    width, _ = MIDDLE
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than a small window"
    assert not (found := axe.violations(page, axe.BY_WIDTH)), "\n".join([f"{path} (small window)", *found])
    width, height = NARROW
    page.set_viewport_size({"width": width, "height": height})
    page.reload()
    unroll(page, NARROW)
    axe.check(page, dark=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than a phone"
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


@pytest.mark.parametrize("share", range(SHARES))
def test_pages(share: int, admin: Page, organisation: Organisation) -> None:
    """A share of all pages: to empty the tables after each page would take longer than the pages do."""
    user, wrong = organisation.memberships.get().user, []
    for page_of in OWN[share::SHARES]:
        path = page_of.path(samples.arguments(page_of, filled(user)))
        try:
            if is_page(admin, path):
                look(admin, path)
        except AssertionError as found:
            wrong.append(f"{page_of.name}: {found}")
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in SIGNED_OUT if name in PAGES])
def test_page_for_everybody(name: str, page: Page) -> None:
    look(page, PAGES[name].path({}))


@pytest.mark.parametrize("name", [name for name in SIGNED_IN if name in PAGES])
def test_page_of_the_own_account(name: str, admin: Page) -> None:
    look(admin, PAGES[name].path({}))
