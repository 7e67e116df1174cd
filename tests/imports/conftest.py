"""What the tests of the pages share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from planning.imports import drafts
from portal.models import Right


@pytest.fixture(autouse=True)
def _no_previews() -> Iterator[None]:
    yield
    drafts.forget()


@pytest.fixture
def planner(client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.PLANNER)
