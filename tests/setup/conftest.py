import pytest

from portal.models import Organisation
from tests.setup import companies


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    return companies.fill(organisation)
