from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from portal.models import User
from roles.groups import CONTENT_ADMINS
from tests.factories import UserFactory


def make_content_admin() -> User:
    user = UserFactory.create(is_staff=True)
    user.groups.add(Group.objects.get(name=CONTENT_ADMINS))
    return user


@pytest.fixture
def content_admin(db: None) -> User:
    return make_content_admin()


@pytest.fixture
def editing(content_admin: User) -> Client:
    """A signed-in client of a content admin."""
    client = Client()
    client.force_login(content_admin)
    return client


@pytest.fixture
def another() -> Callable[[], Client]:
    def sign_in() -> Client:
        client = Client()
        client.force_login(make_content_admin())
        return client

    return sign_in
