import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker

from planning.organisation import store
from portal.models import Organisation, Right
from tests import as_migrated, small_organisation
from tests.factories import MembershipFactory, OrganisationFactory

# Named by HYPOTHESIS_PROFILE. A test that wants more asks for a multiple of `settings().max_examples`.
hypothesis.register_profile("quick", max_examples=40, deadline=None)
hypothesis.register_profile("ci", max_examples=100, deadline=None, print_blob=True)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
DATABASES = frozenset({"db", "transactional_db", "live_server"})  # fixtures by which a test asks for one


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for no database reaches none, for pytest-django refuses it: `pure`, without anybody saying so."""
    for item in items:
        asked = DATABASES.intersection(getattr(item, "fixturenames", ()))
        if not asked and not item.get_closest_marker("django_db"):
            item.add_marker("pure")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it runs outside the tests: a live server's threads cannot share one in memory."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    without_serializing: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A test that commits finds what the migrations wrote, and leaves nothing else, whether it asks for that or not."""
    with django_db_blocker.unblock(), as_migrated.kept() as put_back, pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back())
        patch.setattr(connection.creation, "deserialize_db_from_string", lambda data: None)
        with django_db_blocker.block():
            yield


@pytest.fixture(scope="session")
def without_serializing() -> Iterator[None]:
    """The rows that are put back are not written out one by one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.creation, "serialize_db_to_string", lambda: "")
        yield


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """A test's transaction is rolled back under the caches, so no version may outlive it."""
    store.forget()
    yield
    store.forget()


@pytest.fixture
def organisation(db: None) -> Organisation:
    return OrganisationFactory.create()


@pytest.fixture
def client_as(organisation: Organisation) -> Callable[[Right], Client]:
    """A signed-in client of a new member with that right."""

    def sign_in(right: Right) -> Client:
        client = Client()
        client.force_login(MembershipFactory.create(organisation=organisation, right=right).user)
        return client

    return sign_in


@pytest.fixture
def filled(organisation: Organisation) -> Organisation:
    small_organisation.fill(organisation)
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
