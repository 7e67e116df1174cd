from collections.abc import Callable

import pytest
from django.test import Client

from portal.models import Organisation, Right
from tests.roles.editing import company


@pytest.fixture
def acme(organisation: Organisation) -> Organisation:
    company.fill(organisation)
    return organisation


@pytest.fixture
def admin(acme: Organisation, client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.ADMIN)
