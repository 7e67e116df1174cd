"""The day that is looked at: days of plans are to come, and are within the years that are looked at."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from planning.models import GapAnswer, Plan
from planning.organisation import store
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
BY = (date.today() + timedelta(days=200)).isoformat()
PAST = (date.today() - timedelta(days=100)).isoformat()


@pytest.fixture
def get(filled: Organisation) -> Callable[..., Any]:
    """A page about a question, as a planner."""
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.PLANNER).user)

    def ask(address: str, where: str = "") -> Any:
        return client.get(f"/o/{filled.slug}/plans/close-gaps/{where}?{address}", follow=True)

    return ask


@pytest.mark.parametrize("day", ["9999-12-31", "9999-02-01", "2100-06-01", "1950-01-01", "0001-01-01"])
def test_before_a_question_any_day_can_be_looked_at(get: Callable[..., Any], day: str) -> None:
    assert get(f"on={day}").status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "2100-12-31"])
def test_a_question_from_a_day_beyond_the_last_is_refused_at_its_field(get: Callable[..., Any], day: str) -> None:
    found = get(f"on={day}&by={BY}")
    assert (found.status_code, b"Enter a day after" in found.content) == (422, True)


def test_looked_at_on_a_day_that_has_passed_days_are_counted_from_today(get: Callable[..., Any]) -> None:
    text = get(f"on={PAST}&by={BY}").content.decode()
    assert GapAnswer.objects.get().question["on"] == date.today().isoformat()
    assert "days are counted from today" in text


def test_looked_at_today_nothing_is_said_of_days_that_have_passed(get: Callable[..., Any]) -> None:
    assert "days are counted from today" not in get(f"by={BY}").content.decode()


def test_no_plan_is_kept_of_days_that_have_passed(get: Callable[..., Any]) -> None:
    dialog = get(f"on={PAST}&by={BY}", "keep/")
    dialog.client.post(dialog.request["PATH_INFO"] + f"?on={PAST}&by={BY}", dialog.context["form"].initial)
    days = [planned.change.on for planned in store.planned(Plan.objects.get()).values()]
    assert min(days) >= date.today()
