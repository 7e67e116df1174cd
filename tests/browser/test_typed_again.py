"""What was typed when a session had ended comes back after the sign-in: on a page, in a dialog, and to nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from playwright.sync_api import Page, expect

from planning.plans import editing
from portal import invitations
from portal.models import Organisation, Right, User
from tests.browser.conftest import NARROW, give_session
from tests.factories import MembershipFactory
from tests.small_organisation import employ

AGAIN = "This was not sent. What you typed has been filled in again"

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(organisation: Organisation, signed_in_page: Callable[[Right], Page]) -> Page:
    employ(organisation, "vera", "Vera Lindqvist", title="Head of Product")
    return signed_in_page(Right.ADMIN)


def end_session(page: Page) -> None:
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def sign_in(page: Page, user: User, url: str) -> None:
    """As the form does, which leads back to where one was."""
    expect(page.get_by_text("What you typed is kept in this tab")).to_be_visible()
    back = page.locator("input[name=next]").input_value()
    give_session(page.context, user, url)
    page.goto(back)


def user_of(organisation: Organisation) -> User:
    return organisation.memberships.get(right=Right.ADMIN).user


def invite(page: Page, email: str) -> None:
    page.goto("/o/acme/members/")
    page.get_by_role("textbox", name="E-mail address").fill(email)
    end_session(page)
    page.get_by_role("button", name="Send invitation").click()


def test_a_form_is_filled_in_again_and_sent(admin: Page, organisation: Organisation, live_server: Any) -> None:
    invite(admin, "new@example.com")
    sign_in(admin, user_of(organisation), live_server.url)
    expect(admin.get_by_text(AGAIN)).to_be_visible()
    expect(admin.get_by_role("textbox", name="E-mail address")).to_have_value("new@example.com")
    admin.get_by_role("button", name="Send invitation").click()
    expect(admin.get_by_role("rowheader", name="new@example.com")).to_be_visible()
    expect(admin.get_by_text(AGAIN)).to_have_count(0)


def test_a_dialog_is_opened_and_filled_in_again(admin: Page, organisation: Organisation, live_server: Any) -> None:
    admin.goto("/o/acme/people/")
    admin.get_by_role("link", name="Edit Vera Lindqvist").click()
    dialog = admin.locator("#edit-dialog")
    dialog.get_by_label("Name", exact=False).and_(dialog.locator("[name=name]")).fill("Vera Lindqvist-Berg")
    end_session(admin)
    dialog.get_by_role("button", name="Preview impact").click()
    sign_in(admin, user_of(organisation), live_server.url)
    expect(dialog.get_by_text(AGAIN)).to_be_visible()
    expect(dialog.locator("[name=name]")).to_have_value("Vera Lindqvist-Berg")


def test_a_form_beside_a_filter_of_the_same_page_is_filled_in(
    admin: Page, organisation: Organisation, live_server: Any
) -> None:
    admin.goto("/o/acme/privacy/")
    days = admin.locator("form[method=post] input[type=number]").first
    days.fill("77")
    end_session(admin)
    admin.get_by_role("button", name="Save").click()
    sign_in(admin, user_of(organisation), live_server.url)
    expect(admin.get_by_text(AGAIN)).to_be_visible()
    expect(days).to_have_value("77")


def test_a_dialog_that_was_turned_to_another_place_writes_nothing_by_itself(
    admin: Page, organisation: Organisation, live_server: Any
) -> None:
    plan = editing.create(organisation, name="Spring", target=date.today(), owner=user_of(organisation))
    admin.goto(f"/o/acme/people/?plan={plan.slug}")
    admin.get_by_role("link", name="Edit Vera Lindqvist").click()
    dialog = admin.locator("#edit-dialog")
    dialog.get_by_text("The live organisation", exact=True).click()
    expect(dialog.get_by_text("Applies to the")).to_be_visible()
    dialog.locator("[name=name]").fill("Vera Lindqvist-Berg")
    end_session(admin)
    dialog.get_by_role("button", name="Preview impact").click()
    sign_in(admin, user_of(organisation), live_server.url)
    expect(dialog.get_by_text("Applies to the")).to_be_visible()
    expect(dialog.get_by_label("The live organisation")).to_be_checked()
    expect(dialog.locator("[name=name]")).to_have_value("Vera Lindqvist-Berg")
    assert not plan.steps.exists()


def test_somebody_else_in_the_same_tab_gets_nothing(admin: Page, organisation: Organisation, live_server: Any) -> None:
    invite(admin, "new@example.com")
    other = MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    sign_in(admin, other, live_server.url)
    expect(admin.get_by_role("textbox", name="E-mail address")).to_have_value("")
    assert admin.evaluate("sessionStorage.getItem('typed')") is None


def test_a_form_that_was_sent_leaves_nothing(admin: Page) -> None:
    admin.goto("/o/acme/members/")
    admin.get_by_role("textbox", name="E-mail address").fill("new@example.com")
    admin.get_by_role("button", name="Send invitation").click()
    expect(admin.get_by_role("rowheader", name="new@example.com")).to_be_visible()
    assert admin.evaluate("sessionStorage.getItem('typed')") is None


def test_what_a_busy_site_could_not_take_is_there_when_one_goes_back(
    admin: Page, monkeypatch: pytest.MonkeyPatch, complaints: list[str]
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    admin.goto("/o/acme/members/")
    admin.get_by_role("textbox", name="E-mail address").fill("new@example.com")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(invitations, "invite", busy)
        admin.get_by_role("button", name="Send invitation").click()
        expect(admin.get_by_role("heading", name="Temporarily unavailable")).to_be_visible()
    admin.get_by_role("button", name="Go back").click()
    expect(admin.get_by_role("textbox", name="E-mail address")).to_have_value("new@example.com")
    complaints.clear()  # the answer of a site that is busy


def test_the_tab_that_is_open_is_in_sight_on_a_phone(admin: Page) -> None:
    width, height = NARROW
    admin.set_viewport_size({"width": width, "height": height})
    admin.goto("/accounts/sessions/")
    expect(admin.get_by_role("link", name="Sessions")).to_be_in_viewport(ratio=0.9)
