"""Single sign-on against an identity provider of our own, over real HTTP."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.models import Membership, Organisation, User
from portal.sso import configured as sso
from tests.factories import InvitationFactory, UserFactory
from tests.portal.identity_provider import BACK, START, Provider, configure, leave, sign_in

pytestmark = pytest.mark.django_db


def test_without_an_issuer_there_is_no_single_sign_on() -> None:
    assert sso.providers("", "lineup", "secret", "Acme ID") == {}


def test_a_provider_of_a_real_site_is_asked_over_https_alone() -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_ISSUER is 'http:"):
        sso.secure("http://id.example", local=False)
    assert sso.secure("https://id.example/", local=False) == "https://id.example/"


def test_the_sign_in_page_offers_it_by_name(client: Client, provider: Provider) -> None:
    assert "Continue with Acme ID" in client.get("/accounts/login/").content.decode()


def test_without_configuration_it_is_not_offered(client: Client) -> None:
    assert "Continue with" not in client.get("/accounts/login/").content.decode()


def test_somebody_new_gets_an_account_with_name_and_address(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.email, user.name, user.has_usable_password()) == ("ida@example.com", "Ida Idp", False)


def test_the_second_time_it_is_the_same_account(client: Client, provider: Provider) -> None:
    sign_in(Client(), provider)
    sign_in(client, provider)
    assert User.objects.count() == 1


def test_an_account_gives_no_membership(client: Client, provider: Provider, organisation: Organisation) -> None:
    sign_in(client, provider)
    assert client.get(f"/o/{organisation.slug}/").status_code == 404


def test_a_confirmed_address_finds_the_account_that_has_it(client: Client, provider: Provider) -> None:
    user = UserFactory.create(email="ida@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client, provider)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_address_that_the_provider_has_not_confirmed_opens_nobody_s_account(
    client: Client, provider: Provider
) -> None:
    provider.claims["email_verified"] = False
    user = UserFactory.create(email="ida@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client, provider)
    assert client.session.get("_auth_user_id") != str(user.pk)


def test_a_trusted_provider_s_addresses_count_as_confirmed(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, trust_email=True)
    del provider.claims["email_verified"]
    sign_in(client, provider)
    assert EmailAddress.objects.get().verified


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client, provider: Provider) -> None:
    answer = client.get(BACK, {"code": "c", "state": "made-up"})
    assert "Single sign-on did not work" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("wrong", [{"aud": "another-site"}, {"iss": "https://evil.example"}, {"exp": 1}])
def test_a_token_for_another_site_of_another_issuer_or_of_the_past_signs_nobody_in(
    client: Client, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.token = wrong
    assert "Single sign-on did not work" in sign_in(client, provider).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_way_to_the_provider_is_bound_to_this_browser_and_asks_for_little(
    client: Client, provider: Provider
) -> None:
    asked = leave(client, provider)
    assert (asked["code_challenge_method"], asked["response_type"]) == ("S256", "code")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    answer = Client().get(BACK, {"code": "c", "state": asked["state"]})
    assert "Single sign-on did not work" in answer.content.decode()


def test_a_link_alone_does_not_leave_for_the_provider(client: Client, provider: Provider) -> None:
    assert client.get(START).status_code == 200


def test_a_provider_that_cannot_be_reached_is_said(client: Client, settings: Any) -> None:
    configure(settings, "http://127.0.0.1:9")
    answer = client.post(START)
    assert "Single sign-on did not work" in answer.content.decode()


def test_an_invitation_can_be_accepted_by_single_sign_on(
    client: Client, provider: Provider, organisation: Organisation
) -> None:
    InvitationFactory.create(organisation=organisation, email="ida@example.com", token="t")
    client.get("/invitations/t/")
    back = sign_in(client, provider, f"{START}?process=login&next=/invitations/t/")
    client.post(back["Location"])
    assert Membership.objects.get().user.email == "ida@example.com"


def test_browsers_may_follow_the_form_to_the_provider() -> None:
    assert sso.origin("https://id.example.com:8443/realms/acme") == "https://id.example.com:8443"
    assert "'self'" in configured.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
