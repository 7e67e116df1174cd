"""What the guard costs, and what it hands to a view."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from planning.organisation.role_content import content_for
from portal.guard import Access, member
from portal.models import Membership, Organisation, Right
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
Ask = Callable[..., Access]


@pytest.fixture
def membership(organisation: Organisation) -> Membership:
    return MembershipFactory.create(organisation=organisation, right=Right.PLANNER, sees_cost=True)


@pytest.fixture
def ask(membership: Membership, rf: RequestFactory) -> Ask:
    """Send a guarded view a request; what the guard gave it."""

    def go(query: str = "") -> Access:
        given: list[Access] = []

        @member()
        def view(request: HttpRequest, access: Access) -> HttpResponse:
            given.append(access)
            return HttpResponse()

        request = rf.get(f"/{query}")
        request.user = membership.user
        view(request, organisation=membership.organisation.slug)
        return given[0]

    return go


def test_one_query_brings_organisation_membership_and_content_version(
    ask: Ask, membership: Membership, django_assert_num_queries: Any
) -> None:
    content_for(ask().organisation)
    with django_assert_num_queries(1):
        access = ask()
        assert access.organisation.name == membership.organisation.name
        assert (access.user, access.sees_cost) == (membership.user, True)
        assert content_for(access.organisation).covering


def test_the_date_is_today_unless_the_address_says_otherwise(ask: Ask) -> None:
    assert ask().on == ask().today
    assert ask("?on=2026-02-28").on == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-02-30", "99999-01-01", "2026-13-01", "%00"])
def test_a_date_that_cannot_be_read_counts_as_today(ask: Ask, text: str) -> None:
    assert ask(f"?on={text}").on == ask().today


def test_a_plan_that_cannot_be_seen_is_not_found(ask: Ask) -> None:
    with pytest.raises(Http404):
        ask("?plan=nothing")


def test_each_right_includes_the_ones_before_it(ask: Ask) -> None:
    assert [ask().may(right) for right in Right] == [True, True, False, False]
