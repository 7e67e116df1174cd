"""An identity provider on this machine, over real HTTP, and the way of a browser to it and back."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from django.test import Client

from portal.sso import configured

START, BACK = "/accounts/oidc/sso/login/", "/accounts/oidc/sso/login/callback/"


def said(claims: dict[str, Any]) -> dict[str, Any]:
    return {name: claim for name, claim in claims.items() if claim is not None}


class Provider:
    """An identity provider on this machine that lets `claims` in."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {
            "sub": "42",
            "email": "ida@example.com",
            "email_verified": True,
            "name": "Ida Idp",
        }
        self.token: dict[str, Any] = {}  # what its identity token says otherwise; None: not at all
        self.metadata: dict[str, Any] = {}  # the same of its metadata
        self.answered: dict[str, Any] = {}  # whole answers, by path
        self.moved: set[str] = set()  # paths that lead to the same below /moved
        self.asked: list[str] = []  # paths, in their order
        self.nonce = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answers(self) -> dict[str, Any]:
        identity = {**self.claims, "iss": self.issuer, "aud": "lineup", "exp": 4_000_000_000, "iat": 1}
        token = said({**identity, "nonce": self.nonce, **self.token})
        return {
            "/.well-known/openid-configuration": said(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "userinfo_endpoint": f"{self.issuer}/userinfo",
                    "jwks_uri": f"{self.issuer}/keys",
                    **self.metadata,
                }
            ),
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(token, "k" * 32)},
            "/userinfo": self.claims,
            **self.answered,
        }

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(self.path)
                moved = self.path in provider.moved
                body = json.dumps(provider.answers()[self.path.removeprefix("/moved")]).encode()
                self.send_response(302 if moved else 200)
                if moved:
                    self.send_header("Location", f"/moved{self.path}")
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: Any) -> None:
                """Tests are quiet."""

        return Handler


def configure(settings: Any, issuer: str, **more: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = configured.providers(issuer, "lineup", "secret", "Acme ID", **more)


def leave(client: Client, provider: Provider, start: str = START) -> dict[str, str]:
    """Go to the provider. What it is asked."""
    asked = parse_qs(urlsplit(client.post(start)["Location"]).query)
    provider.nonce = asked["nonce"][0]
    return {name: values[0] for name, values in asked.items()}


def come_back(client: Client, asked: dict[str, str]) -> Any:
    return client.get(BACK, {"code": "c", "state": asked["state"]})


def sign_in(client: Client, provider: Provider, start: str = START) -> Any:
    """Go to the provider and come back, as a browser would."""
    return come_back(client, leave(client, provider, start))
