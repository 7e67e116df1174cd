from collections.abc import Callable

import pytest
from django.test import Client

from portal.models import Organisation, Right
from tests.pages import samples


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    samples.fill(organisation)
    return organisation


@pytest.fixture
def read(filled: Organisation, client_as: Callable[[Right], Client]) -> Callable[[str], str]:
    """The body of a page of the filled organisation, as a planner sees it."""
    client = client_as(Right.PLANNER)

    def get(path: str) -> str:
        answer = client.get(f"/o/{filled.slug}/{path}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get
