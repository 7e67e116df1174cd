import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse


@pytest.fixture(autouse=True)
def _fresh_rate_limits() -> Iterator[None]:
    """Sign-in attempts are counted in the cache, across tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hashing is meant to be slow, but not here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def strange_to() -> Callable[[HttpResponse], str]:
    """A page's text without what differs in every answer (the CSRF token)."""

    def text(response: HttpResponse) -> str:
        return re.sub(r"\b[A-Za-z0-9]{64}\b", "", response.content.decode())

    return text
