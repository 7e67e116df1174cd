"""Single sign-on against an identity provider of our own, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.test import Client

from portal import sso
from portal.models import Membership, Organisation, User
from tests.factories import InvitationFactory, UserFactory

pytestmark = pytest.mark.django_db
START, BACK = "/accounts/oidc/sso/login/", "/accounts/oidc/sso/login/callback/"


class Provider:
    """An identity provider on this machine that lets `claims` in."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {
            "sub": "42",
            "email": "ida@example.com",
            "email_verified": True,
            "name": "Ida Idp",
        }
        self.token: dict[str, Any] = {}  # what its identity token says otherwise
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answers(self) -> dict[str, Any]:
        identity = {**self.claims, "iss": self.issuer, "aud": "lineup", "exp": 4_000_000_000, "iat": 1, **self.token}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
            },
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(identity, "k" * 32)},
            "/userinfo": self.claims,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(provider.answers()[self.path]).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                """Tests are quiet."""

        return Handler


def configure(settings: Any, issuer: str, trust_email: bool = False) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = sso.providers(issuer, "lineup", "secret", "Acme ID", trust_email)


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    made = Provider()
    configure(settings, made.issuer)
    yield made
    made.server.shutdown()
    made.server.server_close()


def sign_in(client: Client, start: str = START) -> Any:
    """Go to the provider and come back, as a browser would."""
    sent = client.post(start)
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    return client.get(BACK, {"code": "c", "state": state})


def test_without_an_issuer_there_is_no_single_sign_on() -> None:
    assert sso.providers("", "lineup", "secret", "Acme ID", False) == {}


def test_the_sign_in_page_offers_it_by_name(client: Client, provider: Provider) -> None:
    assert "Continue with Acme ID" in client.get("/accounts/login/").content.decode()


def test_without_configuration_it_is_not_offered(client: Client) -> None:
    assert "Continue with" not in client.get("/accounts/login/").content.decode()


def test_somebody_new_gets_an_account_with_name_and_address(client: Client, provider: Provider) -> None:
    sign_in(client)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.email, user.name, user.has_usable_password()) == ("ida@example.com", "Ida Idp", False)


def test_the_second_time_it_is_the_same_account(client: Client, provider: Provider) -> None:
    sign_in(Client())
    sign_in(client)
    assert User.objects.count() == 1


def test_an_account_gives_no_membership(client: Client, provider: Provider, organisation: Organisation) -> None:
    sign_in(client)
    assert client.get(f"/o/{organisation.slug}/").status_code == 404


def test_a_confirmed_address_finds_the_account_that_has_it(client: Client, provider: Provider) -> None:
    user = UserFactory.create(email="ida@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_address_that_the_provider_has_not_confirmed_opens_nobody_s_account(
    client: Client, provider: Provider
) -> None:
    provider.claims["email_verified"] = False
    user = UserFactory.create(email="ida@example.com")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(client)
    assert client.session.get("_auth_user_id") != str(user.pk)


def test_a_trusted_provider_s_addresses_count_as_confirmed(client: Client, provider: Provider, settings: Any) -> None:
    configure(settings, provider.issuer, trust_email=True)
    del provider.claims["email_verified"]
    sign_in(client)
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
    assert "Single sign-on did not work" in sign_in(client).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_way_to_the_provider_is_bound_to_this_browser_and_asks_for_little(
    client: Client, provider: Provider
) -> None:
    asked = parse_qs(urlsplit(client.post(START)["Location"]).query)
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    answer = Client().get(BACK, {"code": "c", "state": asked["state"][0]})
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
    back = sign_in(client, f"{START}?process=login&next=/invitations/t/")
    client.post(back["Location"])
    assert Membership.objects.get().user.email == "ida@example.com"


def test_browsers_may_follow_the_form_to_the_provider() -> None:
    assert sso.origin("https://id.example.com:8443/realms/acme") == "https://id.example.com:8443"
    assert "'self'" in configured.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
