"""Single sign-on by OpenID Connect, as the settings want it."""

from typing import Any
from urllib.parse import urlsplit

PROVIDER = "sso"


def providers(issuer: str, client_id: str, secret: str, name: str, trust_email: bool) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS for one identity provider; none without an issuer.

    `trust_email`: the provider's addresses count as confirmed even where it does not say so.
    """
    if not issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True, "verified_email": trust_email},
    }
    return {"openid_connect": {"APPS": [app]}}


def origin(url: str) -> str:
    """Scheme, host and port: what the content security policy allows a form to lead to."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
