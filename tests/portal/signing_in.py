"""Browsers that sign in from where a test says."""

from __future__ import annotations

import hmac
import time
from base64 import b32decode
from typing import Any

from allauth.account.models import EmailAddress
from django.test import Client

from portal.models import User
from tests.factories import UserFactory

EMAIL, PASSWORD = "una@example.com", "a-fine-long-Passphrase-7"


def account() -> User:
    """Somebody with a password and a confirmed address."""
    user = UserFactory.create(email=EMAIL, name="Una User")
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    return user


def browser(address: str = "192.0.2.1", agent: str = "") -> Client:
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)


def sign_in(client: Client, password: str = PASSWORD, email: str = EMAIL, **more: str) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def app_code(secret: str, lasts: float = 1) -> str:
    """What an authenticator app shows now (RFC 6238), and for so many seconds more: after them it is not accepted."""
    left = 30 - time.time() % 30
    if left < lasts:
        time.sleep(left)
    digest = hmac.digest(b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"
