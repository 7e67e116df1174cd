"""Single sign-on as the settings want it; read before Django has its apps."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "sso"


def providers(
    issuer: str,
    client_id: str,
    secret: str,
    name: str,
    *,
    trust_email: bool = False,
    acr_values: Sequence[str] = (),
    amr_values: Sequence[str] = (),
    max_age: int | None = None,
) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS for one identity provider; none without an issuer.

    `trust_email`: the provider's addresses count as confirmed even where it does not say so. `acr_values`,
    `amr_values`: one of each has to be in the identity token, if there are any. `max_age`: so many seconds ago at most
    somebody has signed in at the provider; None: whenever.
    """
    if not issuer:
        return {}
    demanded = {"acr_values": list(acr_values), "amr_values": list(amr_values), "max_age": max_age}
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "verified_email": trust_email, **demanded},
    }
    return {"openid_connect": {"APPS": [app]}}


def secure(issuer: str, local: bool) -> str:
    """The issuer as it was set. Raises ImproperlyConfigured where it is no https address and the site is a real one."""
    if issuer and not local and urlsplit(issuer).scheme != "https":
        raise ImproperlyConfigured(f"OIDC_ISSUER is {issuer!r}: an issuer begins with https://.")
    return issuer


def origin(url: str) -> str:
    """Scheme, host and port: what the content security policy allows a form to lead to."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
