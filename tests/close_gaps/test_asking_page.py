"""The page with the model behind it: a question is answered, by a worker where it must be, and kept as a plan."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from planning.close_gaps import job
from planning.close_gaps.questions import from_dict
from planning.core.changes.change import Change
from planning.models import GapAnswer, KeptQuestion, Plan
from planning.organisation import store
from planning.organisation.writes import commit
from planning.plans import editing
from portal.models import Job, Organisation, Right
from tests.close_gaps.replies import text_of
from tests.factories import MembershipFactory
from tests.small_organisation import more

pytestmark = pytest.mark.django_db
BY = (date.today() + timedelta(days=200)).isoformat()


@pytest.fixture
def at(filled: Organisation, planner: Client) -> Callable[..., Any]:
    """Asks the page, or what goes on from it."""

    def get(where: str = "", address: str = f"by={BY}", **sent: Any) -> Any:
        path = f"/o/{filled.slug}/plans/close-gaps/{where}?{address}"
        if not sent:
            return planner.get(path, follow=True)
        seen = (planner.get(path).context or {}).get("form")
        return planner.post(path, sent | ({"seen": seen["seen"].value()} if seen else {}), follow=True)

    return get


def test_a_gap_is_closed_by_who_has_room(at: Callable[..., Any]) -> None:
    text = text_of(at())
    assert "Luis covers Ledger as PM" in text
    assert "Best possible under these limits" in text


def test_the_same_question_is_worked_out_once(at: Callable[..., Any]) -> None:
    at()
    at()
    assert GapAnswer.objects.count() == 1


def test_who_may_not_see_cost_gets_an_answer_of_their_own(at: Callable[..., Any], filled: Organisation) -> None:
    at()
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.VIEWER).user)
    client.get(f"/o/{filled.slug}/plans/close-gaps/?by={BY}")
    assert sorted(GapAnswer.objects.values_list("sees_cost", flat=True)) == [False, True]


def test_a_large_organisation_waits_for_a_worker(
    at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(job, "POSITIONS", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    assert "Looking for the best plan" in text_of(at())


def test_what_was_cancelled_is_begun_again_by_hand_alone(
    at: Callable[..., Any], filled: Organisation, planner: Client
) -> None:
    asked = job.Asked(filled, from_dict({"on": date.today().isoformat(), "by": BY}), None, True, None)
    ended = {"state": Job.State.CANCELLED, "right": "planner", "asked_at": timezone.now()}
    Job.objects.create(kind="close-gaps", key=asked.digest, organisation=filled, **ended)
    text = text_of(at())
    assert "Start again" in text
    assert "No plan found yet" in text
    assert not GapAnswer.objects.exists()


def test_keeping_offers_a_name_and_the_question_as_purpose(at: Callable[..., Any]) -> None:
    text = text_of(at("keep/"))
    assert 'value="Close gaps by' in text
    assert "Close all gaps by" in text


def test_an_answer_is_kept_as_a_private_plan(at: Callable[..., Any], filled: Organisation) -> None:
    found = at("keep/", name="Cover Ledger", purpose="No gaps.")
    plan = Plan.objects.get()
    assert found.request["PATH_INFO"] == f"/o/{filled.slug}/plans/cover-ledger/"
    assert (plan.name, plan.purpose, plan.state) == ("Cover Ledger", "No gaps.", Plan.State.DRAFT)
    assert [planned.change.kind for planned in store.planned(plan).values()].count("assignment") >= 1
    assert KeptQuestion.objects.filter(plan=plan).exists()


def test_a_plan_without_a_name_is_not_kept(at: Callable[..., Any]) -> None:
    found = at("keep/", name="", purpose="No gaps.")
    assert found.status_code == 422
    assert not Plan.objects.exists()


def test_what_changes_nothing_is_not_kept(at: Callable[..., Any], filled: Organisation) -> None:
    found = at("keep/", f"by={BY}&pin=ledger")
    assert found.request["PATH_INFO"] == f"/o/{filled.slug}/plans/close-gaps/"


def sunset(organisation: Organisation) -> Change:
    ledger = store.org_at(organisation, date.today()).products["ledger"]
    return Change(date.today(), "product", "ledger", {"stage": ledger.stage}, {"stage": "sunset"})


def test_a_question_is_asked_in_a_plan(at: Callable[..., Any], filled: Organisation) -> None:
    """In the plan Ledger is at its end, so that nothing is open."""
    owner = filled.memberships.get().user
    plan = editing.create(filled, name="Less", target=date.today(), owner=owner)
    editing.edit(plan, [sunset(filled)], title="End", author=owner)
    assert "Luis covers Ledger" not in text_of(at(address=f"plan=less&by={BY}"))
    assert "Luis covers Ledger" in text_of(at())


def test_in_a_plan_days_are_counted_from_today_on(at: Callable[..., Any], filled: Organisation) -> None:
    owner = filled.memberships.get().user
    editing.create(filled, name="Later", target=date.today() + timedelta(days=100), owner=owner)
    at(address=f"plan=later&by={BY}")
    assert GapAnswer.objects.get().question["on"] == date.today().isoformat()


def test_an_organisation_that_has_changed_is_asked_anew(at: Callable[..., Any], filled: Organisation) -> None:
    at()
    filled.refresh_from_db()
    commit(filled, [sunset(filled)], title="Sunset", today=date.today())
    assert "Luis covers Ledger" not in text_of(at())


def test_an_answer_that_is_known_takes_as_many_queries_however_large_the_organisation(
    at: Callable[..., Any], filled: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, account, how often it was asked, membership, the answer."""
    more(filled, 30)
    at()
    with django_assert_num_queries(5):
        at()


# What a budget buys


def test_what_a_budget_buys_is_worked_out_once_it_is_looked_at(at: Callable[..., Any]) -> None:
    at()
    assert GapAnswer.objects.get().curve is None
    assert "There is one plan only" in text_of(at("curve/"))
    assert GapAnswer.objects.get().curve is not None


def test_the_curve_of_a_large_organisation_waits_for_a_worker(
    at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    at()
    monkeypatch.setattr(job, "POSITIONS", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    assert '<progress aria-label="Progress"' in text_of(at("curve/"))


def test_a_curve_that_takes_too_long_for_a_request_waits_for_a_worker(
    at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    at()
    monkeypatch.setattr(job, "AT_ONCE", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    assert '<progress aria-label="Progress"' in text_of(at("curve/"))
    monkeypatch.setattr(job, "ask_curve", None)
    assert '<progress aria-label="Progress"' in text_of(at("curve/"))


# A plan that was kept


@pytest.fixture
def kept(at: Callable[..., Any]) -> str:
    """The page of a plan that was kept."""
    return text_of(at("keep/", name="Cover Ledger", purpose="No gaps."))


def again(page: str) -> str:
    """Where it is asked again."""
    found = re.search(r'href="[^"]*/plans/close-gaps/\?([^"]*of=cover-ledger)"', page)
    assert found is not None
    return found[1]


def test_a_kept_plan_is_asked_again_with_its_question(kept: str) -> None:
    assert again(kept) == f"by={BY}&of=cover-ledger"


def test_asked_again_with_nothing_changed_it_is_still_the_best(at: Callable[..., Any], kept: str) -> None:
    assert "this is still the best plan" in text_of(at(address=again(kept)))


def test_asked_again_it_says_what_has_changed(at: Callable[..., Any], kept: str, filled: Organisation) -> None:
    filled.refresh_from_db()
    commit(filled, [sunset(filled)], title="Sunset", today=date.today())
    assert "1 move is no longer needed: Luis covers Ledger as PM" in text_of(at(address=again(kept)))


def test_a_plan_of_another_kind_is_not_asked_again(filled: Organisation, planner: Client) -> None:
    editing.create(filled, name="By hand", target=date.today(), owner=filled.memberships.get().user)
    text = text_of(planner.get(f"/o/{filled.slug}/plans/by-hand/"))
    assert "Ask again" not in text
