"""What is believed of the identity provider's answers, and what becomes of those that are not."""

import logging
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.models import AuditEntry, User
from portal.sso.provider import Provider as OurProvider
from portal.sso.refusals import (
    AGE,
    DECLINED,
    DOWN,
    INSECURE,
    ISSUER,
    LOST,
    NO_TOKEN,
    NONCE,
    OTHERS,
    STRENGTH,
    TAKEN,
    UNCLEAR,
    Reason,
)
from tests.factories import UserFactory
from tests.portal.identity_provider import BACK, START, Provider, come_back, configure, leave, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def assert_turned_away(client: Client, answer: Any, reason: Reason) -> None:
    """The page says why, and so does the audit log; nobody is signed in."""
    assert reason.told in answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == (503 if reason is DOWN else 401)
    assert AuditEntry.objects.get().details == {"by": "single sign-on", "why": reason.name}
    assert not is_in(client)


def token_answer(**more: Any) -> dict[str, Any]:
    return {"access_token": "a", "token_type": "Bearer", **more}


# The nonce: an identity token is for one sign-in in one browser.


@pytest.mark.parametrize("nonce", ["of-another-sign-in", "", None, 7])
def test_another_nonce_or_none_signs_nobody_in(client: Client, provider: Provider, nonce: object) -> None:
    provider.token = {"nonce": nonce}
    assert_turned_away(client, sign_in(client, provider), NONCE)
    assert not User.objects.exists()


def test_each_sign_in_has_a_nonce_of_its_own(client: Client, provider: Provider) -> None:
    assert leave(client, provider)["nonce"] != leave(client, provider)["nonce"]


def test_the_answer_to_an_earlier_sign_in_of_the_same_browser_is_no_answer(client: Client, provider: Provider) -> None:
    leave(client, provider)
    old = provider.nonce
    asked = leave(client, provider)
    provider.nonce = old
    assert_turned_away(client, come_back(client, asked), NONCE)


def test_the_same_answer_is_taken_once(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    come_back(client, asked)
    client.post("/accounts/logout/")
    AuditEntry.objects.all().delete()
    assert_turned_away(client, come_back(client, asked), LOST)


def test_an_answer_without_an_identity_token_signs_nobody_in(client: Client, provider: Provider) -> None:
    provider.answered = {"/token": token_answer()}
    assert_turned_away(client, sign_in(client, provider), NO_TOKEN)


@pytest.mark.parametrize("wrong", [{"sub": "43"}, {"aud": ["lineup", "other"], "azp": "other"}])
def test_data_about_somebody_else_or_made_out_to_another_client_signs_nobody_in(
    client: Client, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.token = wrong
    assert_turned_away(client, sign_in(client, provider), OTHERS)


def test_what_is_asked_of_the_provider_cannot_be_changed_by_a_link(client: Client, provider: Provider) -> None:
    wanted = {"nonce": "mine", "redirect_uri": "https://evil.example", "acr_values": "0", "prompt": "none"}
    query = urlencode({"scope": "offline_access", "auth_params": urlencode(wanted)})
    asked = leave(client, provider, f"{START}?{query}")
    assert asked["nonce"] != "mine"
    assert not {"acr_values", "prompt"} & set(asked)
    assert "offline_access" not in asked["scope"]
    assert asked["redirect_uri"].endswith(BACK)


# The metadata: whom the site was set up with, and where it is asked.


@pytest.mark.parametrize("issuer", ["https://evil.example", "{}/", "{}/realm", ""])
def test_metadata_of_another_issuer_is_refused_letter_by_letter(
    client: Client, provider: Provider, issuer: str, caplog: pytest.LogCaptureFixture
) -> None:
    provider.metadata = {"issuer": issuer.format(provider.issuer)}
    assert_turned_away(client, client.post(START), ISSUER)
    assert ("portal.sso.adapter", logging.ERROR, ISSUER.logged) in caplog.record_tuples


def test_an_issuer_that_is_set_with_a_slash_is_meant_with_it(client: Client, provider: Provider, settings: Any) -> None:
    provider.issuer += "/"
    configure(settings, provider.issuer)
    provider.metadata = {
        f"{name}_endpoint": f"{provider.issuer}{name}" for name in ("authorization", "token", "userinfo")
    }
    sign_in(client, provider)
    assert is_in(client)


def test_an_issuer_that_changed_on_the_way_back_is_refused(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    provider.metadata = {"issuer": "https://evil.example"}
    assert_turned_away(client, come_back(client, asked), ISSUER)
    assert "/token" not in provider.asked


def test_metadata_that_leads_from_https_to_an_open_line_is_refused() -> None:
    from portal.sso import checks
    from portal.sso.refusals import Refused

    said = {"issuer": "https://id.example", "token_endpoint": "http://id.example/token"}
    with pytest.raises(Refused, match=INSECURE.name):
        checks.metadata(said, "https://id.example")


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/token", "/userinfo"], ids=["metadata", "token", "userinfo"]
)
def test_no_redirect_of_the_provider_is_followed(client: Client, provider: Provider, path: str) -> None:
    first = leave(client, provider)
    provider.moved, provider.asked = {path}, []
    assert_turned_away(client, come_back(client, first), DOWN)
    assert not [asked for asked in provider.asked if asked.startswith("/moved")]


def test_a_provider_that_stays_silent_is_given_up_soon(client: Client, provider: Provider, settings: Any) -> None:
    from allauth.socialaccount.adapter import get_adapter

    limits = settings.SOCIALACCOUNT_REQUESTS_TIMEOUT
    assert limits == 5
    assert get_adapter().get_requests_session().request.keywords == {"timeout": limits}


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/.well-known/openid-configuration", []),
        ("/.well-known/openid-configuration", {}),
        ("/token", []),
        ("/token", token_answer(id_token=7)),
        ("/token", token_answer(id_token="x", expires_in="soon")),
        ("/userinfo", []),
        ("/userinfo", {"email": "ida@example.com"}),
        ("/userinfo", {"sub": ["42"]}),
    ],
)
def test_an_answer_that_is_none_is_said_and_breaks_nothing(
    client: Client, provider: Provider, path: str, answer: Any
) -> None:
    asked = leave(client, provider)
    provider.answered = {path: answer}
    page = come_back(client, asked)
    assert page.status_code == 401
    assert "Single sign-on did not work" in page.content.decode()
    assert not is_in(client)


def test_the_way_back_leads_to_the_site_s_own_address_whatever_host_is_named(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://lineup.example", ["*"]
    sent = client.post(START, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert "redirect_uri=https%3A%2F%2Flineup.example%2Faccounts%2Foidc%2Fsso%2Flogin%2Fcallback%2F" in sent["Location"]
    assert "evil.example" not in sent["Location"]


# How strong and how recent a sign-in has to be.


def test_nothing_is_demanded_unless_it_is_set(client: Client, provider: Provider) -> None:
    assert not {"acr_values", "max_age"} & set(leave(client, provider))


def test_the_strength_that_is_demanded_is_asked_for_and_taken(
    client: Client, provider: Provider, settings: Any
) -> None:
    configure(settings, provider.issuer, acr_values=["gold", "silver"], amr_values=["mfa"], max_age=3600)
    provider.token = {"acr": "silver", "amr": ["pwd", "mfa"], "auth_time": int(time.time()) - 3500}
    asked = leave(client, provider)
    come_back(client, asked)
    assert (asked["acr_values"], asked["max_age"]) == ("gold silver", "3600")
    assert is_in(client)


@pytest.mark.parametrize("token", [{}, {"acr": "bronze"}, {"acr": ["gold"]}, {"acr": "gold silver"}])
def test_without_a_demanded_acr_nobody_gets_in(
    client: Client, provider: Provider, settings: Any, token: dict[str, Any]
) -> None:
    configure(settings, provider.issuer, acr_values=["gold", "silver"])
    provider.token = token
    assert_turned_away(client, sign_in(client, provider), STRENGTH)


@pytest.mark.parametrize("token", [{}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"amr": []}, {"amr": [{"mfa": 1}, ["otp"]]}])
def test_without_a_demanded_amr_nobody_gets_in(
    client: Client, provider: Provider, settings: Any, token: dict[str, Any]
) -> None:
    configure(settings, provider.issuer, amr_values=["mfa", "otp"])
    provider.token = token
    assert_turned_away(client, sign_in(client, provider), STRENGTH)


@pytest.mark.parametrize("seconds", [3700, None])
def test_a_sign_in_of_long_ago_or_of_no_time_is_refused(
    client: Client, provider: Provider, settings: Any, seconds: int | None
) -> None:
    configure(settings, provider.issuer, max_age=3600)
    provider.token = {"auth_time": seconds and int(time.time()) - seconds}
    assert_turned_away(client, sign_in(client, provider), AGE)


def test_a_sign_in_that_does_not_know_when_it_began_is_not_recent(
    client: Client, provider: Provider, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(settings, provider.issuer, max_age=3600)
    monkeypatch.delattr(OurProvider, "get_redirect_from_request_kwargs")
    provider.token = {"auth_time": int(time.time()) - 7200}
    assert_turned_away(client, sign_in(client, provider), AGE)


def test_a_time_that_is_a_text_counts_as_none(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, max_age=0)
    provider.token = {"auth_time": str(int(time.time()))}
    assert_turned_away(client, sign_in(client, provider), AGE)


def test_signing_in_anew_each_time_can_be_demanded(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, max_age=0)
    provider.token = {"auth_time": int(time.time())}
    assert leave(client, provider)["max_age"] == "0"
    sign_in(client, provider)
    assert is_in(client)


def test_who_is_turned_away_for_a_weak_sign_in_is_named_in_the_audit_log(
    client: Client, provider: Provider, settings: Any
) -> None:
    sign_in(Client(), provider)
    AuditEntry.objects.all().delete()
    configure(settings, provider.issuer, acr_values=["gold"])
    assert_turned_away(client, sign_in(client, provider), STRENGTH)
    assert AuditEntry.objects.get().about == User.objects.get()


def test_a_weak_sign_in_takes_its_address_from_nobody(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, acr_values=["gold"])
    other = UserFactory.create(email="una@example.com")
    EmailAddress.objects.create(user=other, email="ida@example.com", verified=False)
    assert_turned_away(client, sign_in(client, provider), STRENGTH)
    assert EmailAddress.objects.filter(user=other, email="ida@example.com").exists()


def test_a_weak_sign_in_is_linked_to_no_account(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, acr_values=["gold"])
    client.force_login(UserFactory.create())
    client.post("/accounts/reauthenticate/", {})
    sign_in(client, provider, f"{START}?process=connect")
    assert not SocialAccount.objects.exists()


def test_a_provider_that_cannot_sign_in_as_strongly_says_so(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    back = {"error": "unmet_authentication_requirements", "state": asked["state"]}
    assert_turned_away(client, client.get(BACK, back), STRENGTH)


def test_a_refusal_of_the_provider_is_said(client: Client, provider: Provider) -> None:
    asked = leave(client, provider)
    assert_turned_away(client, client.get(BACK, {"error": "server_error", "state": asked["state"]}), DECLINED)


def test_a_broken_token_is_said(client: Client, provider: Provider) -> None:
    provider.answered = {"/token": token_answer(id_token="no.token.atall")}
    assert_turned_away(client, sign_in(client, provider), UNCLEAR)


# Whose account it is.


@pytest.mark.parametrize("said", ["false", "no", 0, None])
def test_an_address_is_confirmed_only_where_the_provider_says_just_that(
    client: Client, provider: Provider, said: object
) -> None:
    provider.claims["email_verified"] = said
    user = UserFactory.create(email="ida@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client, provider)
    assert client.session.get("_auth_user_id") != str(user.pk)


def test_nobody_is_led_into_the_account_of_who_has_only_typed_their_address_into_it(
    client: Client, provider: Provider
) -> None:
    attacker = UserFactory.create(email="mallory@example.com")
    EmailAddress.objects.create(user=attacker, email=attacker.email, verified=True, primary=True)
    EmailAddress.objects.create(user=attacker, email="ida@example.com", verified=False)
    sign_in(client, provider)
    assert client.session["_auth_user_id"] != str(attacker.pk)
    assert [address.user_id for address in EmailAddress.objects.filter(email="ida@example.com")] != [attacker.pk]


def test_two_who_claim_one_address_do_not_end_in_one_account(client: Client, provider: Provider) -> None:
    provider.claims |= {"sub": "13", "email_verified": False}
    sign_in(Client(), provider)
    provider.claims |= {"sub": "42", "email_verified": True}
    AuditEntry.objects.all().delete()
    assert_turned_away(client, sign_in(client, provider), TAKEN)
    assert [account.uid for account in SocialAccount.objects.all()] == ["13"]


def test_an_account_made_by_command_is_found_by_its_address(client: Client, provider: Provider) -> None:
    user = UserFactory.create(email="ida@example.com")
    sign_in(client, provider)
    assert client.session["_auth_user_id"] == str(user.pk)
