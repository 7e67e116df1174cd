"""What goes on from an answer, where its question is refused once it is asked: the page of the question says so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from portal.models import Organisation, Right
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
BY = (date.today() + timedelta(days=200)).isoformat()


@pytest.fixture
def get(filled: Organisation) -> Callable[..., Any]:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.PLANNER, sees_cost=True).user)

    def ask(where: str, said: str, **how: Any) -> Any:
        return client.get(f"/o/{filled.slug}/plans/close-gaps/{where}?by={BY}&{said}", **how)

    return ask


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("curve/", "pin=nonsense"),
        ("effect/", "pin-product=gone"),
        ("keep/", "budget=0"),
        ("effect/", "within-budgets=on"),
    ],
)
def test_what_is_refused_once_asked_leads_to_the_page_that_says_so(
    get: Callable[..., Any], where: str, said: str
) -> None:
    found = get(where, said, follow=True)
    assert (found.status_code, found.request["PATH_INFO"].endswith("/close-gaps/")) == (422, True)
    assert b"errorlist" in found.content


@pytest.mark.parametrize("where", ["curve/", "effect/", "keep/"])
def test_in_a_part_of_a_page_the_whole_page_says_so(get: Callable[..., Any], where: str) -> None:
    found = get(where, "pin=nonsense", headers={"HX-Request": "true"})
    assert f"by={BY}&pin=nonsense" in found["HX-Redirect"]
