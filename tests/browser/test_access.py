"""Accounts and members, as people meet them; `page` fails on every breach of the content security policy."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from portal.models import Organisation, Right
from tests.browser.conftest import give_session, open_context, open_page
from tests.factories import MembershipFactory
from tests.portal.signing_in import app_code

pytestmark = pytest.mark.browser
PASSWORD = "a-fine-long-Passphrase-7"
SignedIn = Callable[[Right], Page]


def sign_up(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Your name").fill("Nell New")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()


@pytest.fixture
def newcomer(browser: Browser, live_server: Any, complaints: list[str]) -> Iterator[Page]:
    """A second person's browser."""
    context = open_context(browser, live_server.url)
    yield open_page(context, complaints)
    context.close()


def test_an_admin_invites_somebody_who_signs_up_and_joins(
    signed_in_page: SignedIn, newcomer: Page, organisation: Organisation
) -> None:
    admin = signed_in_page(Right.ADMIN)
    admin.goto("/o/acme/members/")
    admin.get_by_label("E-mail address").fill("nell@example.com")
    admin.get_by_label("Access", exact=True).select_option("planner")
    admin.get_by_role("button", name="Send invitation").click()
    expect(admin.get_by_role("row", name="nell@example.com")).to_contain_text("Planner")
    sign_up(newcomer, re.findall(r"https?://\S+", str(mail.outbox[-1].body))[0])
    newcomer.get_by_role("button", name="Join").click()
    expect(newcomer.get_by_text("You are Planner here")).to_be_visible()
    admin.reload()
    expect(admin.get_by_label("Access of Nell New")).to_have_value("planner")


def test_an_admin_changes_a_right_and_removes_a_member(signed_in_page: SignedIn, organisation: Organisation) -> None:
    MembershipFactory.create(organisation=organisation, user__name="Vera Vane")
    page = signed_in_page(Right.ADMIN)
    page.goto("/o/acme/members/")
    page.get_by_label("Access of Vera Vane").select_option("approver")
    page.get_by_role("button", name="Save for Vera Vane").click()
    expect(page.get_by_text("Vera Vane is now Approver")).to_be_visible()
    page.get_by_label("Remove Vera Vane").click()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("no longer belongs to Acme")).to_be_visible()


def test_a_second_factor_is_set_up_and_asked_for(page: Page, organisation: Organisation) -> None:
    user = MembershipFactory.create(organisation=organisation).user
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    def sign_in() -> None:
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()

    sign_in()
    page.wait_for_url("**/o/acme/")
    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("img", name=re.compile(r"[A-Z2-7]{16,}"))).to_be_visible()
    secret = page.get_by_label("Or enter this key in the app").input_value()
    page.get_by_label("Current code from the app").fill(app_code(secret, 10))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_label("Your recovery codes")).to_have_value(re.compile(r"(\w{6}(-\w{6}){3}\s*){10}"))
    code = page.get_by_label("Your recovery codes").input_value().split()[0]
    page.get_by_label("Your menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    sign_in()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/o/acme/"))


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/profile/",
        "/accounts/email/",
        "/accounts/password/set/",
        "/accounts/2fa/",
        "/accounts/logout/",
        "/organisations/new/",
        "/?choose",
        "/o/acme/organisation/",
    ],
)
def test_pages_of_the_account_load_without_a_complaint(signed_in_page: SignedIn, address: str) -> None:
    page = signed_in_page(Right.ADMIN)
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_the_administration_works_under_its_policy(page: Page, organisation: Organisation, live_server: Any) -> None:
    membership = MembershipFactory.create(
        organisation=organisation, right=Right.ADMIN, user__is_staff=True, user__is_superuser=True
    )
    give_session(page.context, membership.user, live_server.url)
    page.goto("/admin/")
    expect(page.get_by_text("Site administration").first).to_be_visible()
    page.goto(f"/admin/portal/user/{membership.user.pk}/change/")
    page.get_by_label("Name", exact=True).fill("Renamed Here")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Renamed Here").first).to_be_visible()
