import os
from collections.abc import Callable, Generator, Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import settings as hypothesis
from pytest_django.plugin import blocking_manager_key

from planning.organisation import store
from portal.models import Organisation, Right
from tests import small_organisation
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """A test that commits empties every table behind itself. What the migrations wrote is written again, for a worker
    that takes over tests of another may still have some that rely on it; after the last one the database is gone."""
    yield
    marker = item.get_closest_marker("django_db")
    written = getattr(connection, "_test_serialized_contents", None)  # none before the first test with a database
    if nextitem and written and marker and marker.kwargs.get("transaction"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(written)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as it runs outside the tests: a live server's threads cannot share one in memory."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


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
