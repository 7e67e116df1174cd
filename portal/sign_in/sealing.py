"""Secrets that Lineup has to read again: encrypted by a key that follows from SECRET_KEY, so that whoever has the
database alone has none of them.

AES-256 in GCM, whose keys HKDF makes of SECRET_KEY and its fallbacks. Text in the clear stays readable: it
comes from before there was this, until a worker seals it.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK, PURPOSE = "sealed", b"lineup sealed"
NONCE, KEY = 12, 32  # bytes


class Unreadable(Exception):
    """It was sealed under a key that is neither SECRET_KEY nor one of its fallbacks, or was tampered with."""


def seal(text: str) -> str:
    """The text, encrypted under the key in force."""
    nonce = secrets.token_bytes(NONCE)
    hidden = AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, text.encode(), None)
    return mark() + urlsafe_b64encode(nonce + hidden).decode()


def unseal(sealed: str) -> str:
    """The text. Raises Unreadable."""
    if not sealed.startswith(f"{MARK}:"):
        return sealed
    tag, _, token = sealed.removeprefix(f"{MARK}:").partition(":")
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if _tag(secret) == tag:
            return _decrypted(secret, token)
    raise Unreadable("No key of SECRET_KEY or SECRET_KEY_FALLBACKS fits.")


def opened(sealed: str) -> str:
    """The text; '' where it cannot be read."""
    try:
        return unseal(sealed)
    except Unreadable:
        return ""


def mark() -> str:
    """What everything begins with that was sealed under the key in force."""
    return f"{MARK}:{_tag(settings.SECRET_KEY)}:"


def _decrypted(secret: str, token: str) -> str:
    try:
        raw = urlsafe_b64decode(token)
        return AESGCM(_key(secret)).decrypt(raw[:NONCE], raw[NONCE:], None).decode()
    except (InvalidTag, ValueError) as trouble:
        raise Unreadable("It was tampered with.") from trouble


def _tag(secret: str) -> str:
    """Tells keys apart and nothing of them."""
    return sha256(b"tag" + _key(secret)).hexdigest()[:8]


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return HKDF(SHA256(), length=KEY, salt=None, info=PURPOSE).derive(secret.encode())
