import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.portal.identity_provider import Provider, configure
from tests.shapes import Answer


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Hashing is meant to be slow, but not here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def strange_to() -> Callable[[Answer], str]:
    """A page's text without what differs in every answer (the CSRF token)."""

    def text(response: Answer) -> str:
        return re.sub(r"\b[A-Za-z0-9]{64}\b", "", response.content.decode())

    return text


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """The identity provider of the site."""
    made = Provider()
    configure(settings, made.issuer)
    yield made
    made.server.shutdown()
    made.server.server_close()
