"""The guard fetches the version of the role content along with the membership."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.guard import Access, member
from roles.models import ContentVersion
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_the_guard_brings_the_newest_version_of_the_role_content() -> None:
    membership = MembershipFactory.create()
    newest = ContentVersion.objects.create(number=ContentVersion.objects.count() + 100, units="{}", note="Newest")
    ContentVersion.objects.create(
        number=1 + ContentVersion.objects.count(), units="{}", note="Older, though added later"
    )
    request = RequestFactory().get("/")
    request.user = membership.user
    found: list[str | None] = []

    @member()
    def view(request: HttpRequest, access: Access) -> HttpResponse:
        found.append(access.organisation.stamps.get(ContentVersion.STAMP))
        return HttpResponse()

    view(request, membership.organisation.slug)
    assert found == [newest.stamp]
