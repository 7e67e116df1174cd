from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from planning import store
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """A test's transaction is rolled back under the caches, so no version may outlive it."""
    store.forget()
    yield
    store.forget()


@pytest.fixture
def organisation(db: None) -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def client_as(organisation: Organisation) -> Callable[[Right], Client]:
    """A signed-in client of a new member with that right."""

    def sign_in(right: Right) -> Client:
        client = Client()
        client.force_login(MembershipFactory(organisation=organisation, right=right).user)
        return client

    return sign_in
