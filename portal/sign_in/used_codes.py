"""Codes of an authenticator app that were used: good once, for as long as they are accepted at all.

They are hashed, which those that the library itself remembers are not.
"""

from __future__ import annotations

from allauth.mfa import app_settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from portal.models import User


def use(user: User, code: str) -> bool:
    """Takes the code down as used. False where it was used before."""
    accepted = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    key = salted_hmac("portal.used-code", f"{user.pk} {''.join(code.split())}", algorithm="sha256").hexdigest()
    return cache.add(f"used-code:{key}", 1, timeout=accepted)
