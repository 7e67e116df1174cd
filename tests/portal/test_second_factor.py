"""A second factor of those who can do most, or of everybody, where the site asks for it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.invitations import invite
from portal.models import Organisation, Right
from portal.sign_in.second_factor import SAID, SAID_TO_ALL
from tests.factories import MembershipFactory, UserFactory
from tests.portal import identity_provider
from tests.portal.identity_provider import Provider
from tests.portal.signing_in import PASSWORD, account, browser, sign_in
from tests.portal.test_sign_in import activate
from tests.shapes import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SETUP = "/accounts/2fa/totp/activate/"


def test_nobody_needs_one_and_nothing_is_asked_where_the_site_does_not_say_so(client_as: SignIn) -> None:
    client = client_as(Right.ADMIN)
    with CaptureQueriesContext(connection) as caught:
        assert client.get("/?choose").status_code == 200
    assert not any("mfa_authenticator" in query["sql"] for query in caught)


def test_an_admin_without_one_is_led_to_set_it_up_and_goes_on_with_it(
    organisation: Organisation, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = "admins"
    MembershipFactory.create(organisation=organisation, right=Right.ADMIN, user=account())
    admin, page = browser(), f"/o/{organisation.slug}/members/"
    sign_in(admin)
    assert admin.get(page)["Location"] == SETUP
    assert admin.post(page)["Location"] == SETUP
    assert admin.get(page, headers={"hx-request": "true"})["HX-Redirect"] == SETUP
    assert SAID in admin.get("/accounts/profile/").content.decode()
    activate(admin)
    assert admin.get(page).status_code == 200


def test_who_is_no_admin_needs_none(client_as: SignIn, organisation: Organisation, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = "admins"
    assert client_as(Right.APPROVER).get(f"/o/{organisation.slug}/").status_code == 200


def test_everybody_may_be_asked_and_goes_on_to_the_page_they_wanted(organisation: Organisation, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = "everybody"
    MembershipFactory.create(organisation=organisation, right=Right.VIEWER, user=account())
    viewer, page = browser(), f"/o/{organisation.slug}/people/?sort=title"
    sign_in(viewer)
    assert viewer.get(page)["Location"] == SETUP
    assert SAID_TO_ALL in viewer.get("/accounts/profile/").content.decode()
    activate(viewer)
    assert f'href="{page}"' in viewer.get("/accounts/2fa/recovery-codes/").content.decode()
    assert viewer.get(page).status_code == 200
    assert f'href="{page}"' not in viewer.get("/accounts/2fa/recovery-codes/").content.decode()


def test_whoever_is_invited_sets_one_up_on_the_way_in(organisation: Organisation, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = "everybody"
    admin = MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    _, token = invite(organisation, "una@example.com", Right.VIEWER, False, by=admin, now=timezone.now())
    visitor, page = browser(), f"/invitations/{token}/"
    page = visitor.get(page, follow=True).request["PATH_INFO"]
    visitor.post(f"/accounts/signup/?next={page}", {"name": "Una", "password1": PASSWORD})
    assert visitor.get(page)["Location"] == SETUP
    activate(visitor)
    assert f'href="{page}"' in visitor.get("/accounts/2fa/recovery-codes/").content.decode()
    assert visitor.post(page)["Location"] == f"/o/{organisation.slug}/"


@pytest.mark.parametrize(("counts", "led"), [(False, True), (True, False)])
def test_single_sign_on_is_one_only_where_its_strength_is_known(
    organisation: Organisation, settings: Any, provider: Provider, counts: bool, led: bool
) -> None:
    settings.REQUIRE_SECOND_FACTOR, settings.OIDC_TRUST_SECOND_FACTOR = "admins", counts
    ida = UserFactory.create(email="ida@example.com")
    MembershipFactory.create(organisation=organisation, right=Right.ADMIN, user=ida)
    admin = browser()
    identity_provider.sign_in(admin, provider)
    assert (admin.get(f"/o/{organisation.slug}/members/").get("Location") == SETUP) is led


def test_staff_alone_may_be_asked(client_as: SignIn, organisation: Organisation, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = "staff"
    staff = Client()
    staff.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    assert staff.get("/admin/")["Location"] == SETUP
    assert client_as(Right.ADMIN).get(f"/o/{organisation.slug}/members/").status_code == 200
