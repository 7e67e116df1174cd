"""The provider as allauth knows it, with what it leaves out. Found by its name: allauth looks for `provider.py`."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest

from portal.sso.checks import nonce_of
from portal.sso.views import Adapter

METADATA = "/.well-known/openid-configuration"
CONFIRMED = (True, "true", "True")


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """Asks for a nonce, and for the strength that is demanded; takes nothing of it from the address."""

    oauth2_adapter_class = Adapter
    supports_token_authentication = False

    @property
    def issuer(self) -> str:
        return str(self.app.settings["server_url"])

    def wk_server_url(self, url: str) -> str:
        return url.rstrip("/") + METADATA

    def get_pkce_params(self) -> dict[str, Any]:
        """Also the nonce, which belongs to the same secret."""
        made: dict[str, Any] = generate_code_challenge()
        return {**made, "nonce": nonce_of(made["code_verifier"])}

    def get_auth_params(self) -> dict[str, Any]:
        demanded, asked = self.app.settings, super().get_auth_params()
        if demanded.get("acr_values"):
            asked["acr_values"] = " ".join(demanded["acr_values"])
        if demanded.get("max_age") is not None:
            asked["max_age"] = demanded["max_age"]
        return dict(asked)

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        return self.get_auth_params()

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """What is not for the provider is kept for the way back."""
        return {**super().get_redirect_from_request_kwargs(request), "begun": time.time()}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Some say "false" as a text, which is true to Python."""
        addresses: list[EmailAddress] = super().extract_email_addresses(data)
        for address in addresses:
            address.verified = address.verified in CONFIRMED
        return addresses


provider_classes = [Provider]
