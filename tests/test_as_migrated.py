"""What a test commits is gone after it, and what the migrations wrote is there again."""

import pytest
from django.test import TransactionTestCase

from portal.models import Organisation
from roles.models import ContentVersion, Role
from tests.factories import OrganisationFactory


@pytest.mark.django_db(transaction=True)
def test_the_database_is_as_it_was_and_gives_no_number_twice() -> None:
    stamp, roles = ContentVersion.current(), Role.objects.count()
    first = OrganisationFactory.create()
    Role.objects.update(name="Changed")
    ContentVersion.objects.all().delete()
    TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]
    assert (ContentVersion.current(), Role.objects.count()) == (stamp, roles)
    assert not Role.objects.filter(name="Changed").exists()
    assert not Organisation.objects.exists()
    assert OrganisationFactory.create().pk > first.pk
