"""What has to be true of the provider's answers before they are believed. All raise Refused.

The identity token's own issuer, audience and time are checked by the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.crypto import constant_time_compare, salted_hmac

from portal.sso.refusals import AGE, INSECURE, ISSUER, NO_TOKEN, NONCE, OTHERS, STRENGTH, Refused

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
# How far clocks may differ.
LEEWAY = 60
Said = Mapping[str, Any]


def nonce_of(verifier: str | None) -> str:
    """Follows from the secret that the browser's session keeps for this one sign-in (PKCE's), and does not tell it."""
    return salted_hmac("portal.sso.nonce", verifier or "", algorithm="sha256").hexdigest()


def metadata(said: Said, issuer: str) -> None:
    """It is the issuer that was set, letter by letter, and its addresses are as safe as its own."""
    if said["issuer"] != issuer:
        raise Refused(ISSUER)
    scheme = urlsplit(issuer).scheme
    if scheme == "https" and any(urlsplit(said[name]).scheme != scheme for name in ENDPOINTS if name in said):
        raise Refused(INSECURE)


def identity(said: Said, nonce: str, client_id: str) -> None:
    """`said` holds the claims of the `id_token` and of the `userinfo`: of this sign-in, for us, about one person."""
    token = said.get("id_token")
    if not token:
        raise Refused(NO_TOKEN)
    if not constant_time_compare(str(token.get("nonce", "")), nonce):
        raise Refused(NONCE)
    if token["sub"] != said.get("userinfo", token)["sub"] or token.get("azp", client_id) != client_id:
        raise Refused(OTHERS)


def strength(token: Said, demanded: Said, begun: float) -> None:
    """As strong and as recent as is demanded; `begun` is when the sign-in was, in seconds since 1970."""
    acr, amr = demanded.get("acr_values"), demanded.get("amr_values")
    used = token.get("amr")
    ways = used if isinstance(used, list) else []
    if (acr and token.get("acr") not in acr) or (amr and not any(way in ways for way in amr)):
        raise Refused(STRENGTH)
    max_age = demanded.get("max_age")
    if max_age is not None and not _is_recent(token.get("auth_time"), begun - max_age):
        raise Refused(AGE)


def _is_recent(auth_time: object, since: float) -> bool:
    return isinstance(auth_time, int | float) and auth_time >= since - LEEWAY
