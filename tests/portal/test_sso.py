"""Single sign-on against an identity provider of our own, over real HTTP."""

from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.models import Membership, Organisation, User
from portal.sign_in import limits
from portal.sign_in.tries import Limit
from portal.sso import configured as sso
from tests.factories import InvitationFactory, UserFactory
from tests.portal.identity_provider import BACK, START, Provider, come_back, configure, leave, sign_in
from tests.portal.signing_in import PASSWORD, account, browser, is_in
from tests.portal.signing_in import sign_in as by_password

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


def test_a_link_leads_to_a_page_with_one_press(client: Client, provider: Provider) -> None:
    assert "Continue with Acme ID" in client.get(START).content.decode()


def test_who_gives_up_at_the_provider_is_led_back(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    answer = client.get(BACK, {"error": "access_denied", "state": asked["state"]}, follow=True)
    assert "Back to sign-in" in answer.content.decode()


def test_whose_provider_gives_no_address_types_one_that_counts_as_not_confirmed(
    client: Client, provider: Provider
) -> None:
    del provider.claims["email"]
    form = sign_in(client, provider)["Location"]
    assert "did not send an e-mail address" in client.get(form).content.decode()
    client.post(form, {"email": "ida@example.com"})
    assert not EmailAddress.objects.get(email="ida@example.com").verified


def test_no_address_that_others_have_can_be_typed(client: Client, provider: Provider) -> None:
    UserFactory.create(email="una@example.com")
    del provider.claims["email"]
    client.post(sign_in(client, provider)["Location"], {"email": "una@example.com"})
    assert "_auth_user_id" not in client.session


def test_a_second_factor_of_the_account_is_asked_for_after_single_sign_on(client: Client, provider: Provider) -> None:
    user = UserFactory.create(email="ida@example.com")
    TOTP.activate(user, generate_totp_secret())
    assert sign_in(client, provider)["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_who_is_locked_out_is_so_by_single_sign_on_too(client: Client, provider: Provider) -> None:
    UserFactory.create(email="ida@example.com", is_active=False)
    sign_in(client, provider)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_single_sign_on_leads_to_no_other_site(client: Client, provider: Provider, away: str) -> None:
    back = sign_in(client, provider, f"{START}?{urlencode({'process': 'login', 'next': away})}")
    assert back["Location"] == "/"


def test_the_session_is_another_after_single_sign_on(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    before = client.session.session_key
    come_back(client, asked)
    assert client.session.session_key not in (None, before)


def test_taking_single_sign_on_off_an_account_ends_its_other_sessions(client: Client, provider: Provider) -> None:
    user = account()
    provider.claims["email"] = user.email
    here, there = browser(), browser()
    sign_in(there, provider)
    by_password(here)
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    here.post("/accounts/3rdparty/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    assert (is_in(here), there.get("/?choose").status_code) == (True, 302)
    assert user.sessions.count() == 1


@pytest.mark.parametrize("name", ["%00", "..", "é", "another"])
def test_a_provider_that_there_is_not_is_not_found(client: Client, provider: Provider, name: str) -> None:
    assert client.get(f"/accounts/oidc/{name}/login/").status_code == 404
    assert client.post(f"/accounts/oidc/{name}/login/callback/").status_code in (404, 405)


def test_ways_to_the_provider_are_limited(client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = limits.RULES["openid_connect_login"][0]
    monkeypatch.setattr(limits, "RULES", {"openid_connect_login": (rule._replace(limit=Limit("few", 2, 60)),)})
    assert [client.post(START).status_code for _ in range(3)] == [302, 302, 429]


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
    assert Membership.objects.filter(organisation=organisation, user__email="ida@example.com").exists()


def test_browsers_may_follow_the_form_to_the_provider() -> None:
    assert sso.origin("https://id.example.com:8443/realms/acme") == "https://id.example.com:8443"
    assert "'self'" in configured.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
