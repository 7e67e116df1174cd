import pytest
from django.test import Client

from planning.setup.products import deciding
from portal.models import Organisation, Right
from tests.setup import companies
from tests.setup.products import found
from tests.setup.products.found import Hands
from tests.shapes import SignIn


@pytest.fixture
def three_found(organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """An organisation in which `found.found_in_three` are found, but for those that it has."""
    found.employ(organisation)
    monkeypatch.setattr(deciding, "proposals", lambda snapshot: found.found_in_three())
    return organisation


@pytest.fixture
def planner(client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


@pytest.fixture
def hands(three_found: Organisation, planner: Client) -> Hands:
    return Hands(planner, three_found)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    return companies.fill(organisation)
