"""Accepting and assigning many findings at once: all of it or nothing, undone as one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from planning.core.rules import Finding
from planning.findings import waivers
from planning.models import FindingNote, FindingTask, Notice, Waiver
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right, User
from portal.toast import undo_of
from tests.factories import MembershipFactory
from tests.small_organisation import SignIn

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BY_SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def planner(filled: Organisation, client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


@pytest.fixture
def user(filled: Organisation, planner: Client) -> User:
    return filled.memberships.get(right=Right.PLANNER).user


def findings(organisation: Organisation, number: int = 3) -> list[Finding]:
    return Snapshot(organisation, TODAY).findings[:number]


def ask(client: Client, organisation: Organisation, what: str, **given: Any) -> Any:
    """The form for what a list has chosen."""
    given.setdefault("code", [finding.code for finding in findings(organisation)])
    return client.post(f"/o/{organisation.slug}/findings/{what}/", {"ask": "1", **given})


def do(client: Client, organisation: Organisation, what: str, user: User, seen: str = "", **given: Any) -> Any:
    own = {"reason": "Known.", "owner": user.pk, "review_on": TODAY + timedelta(30)} if what == "accept" else {}
    values: dict[str, Any] = own | ({"assignee": user.pk} if what == "assign" else {}) | given
    seen = seen or ask(client, organisation, what).context["seen"]
    posted = {f"{what}-{name}": value for name, value in values.items()}
    return client.post(f"/o/{organisation.slug}/findings/{what}/", {"seen": seen, **posted}, headers=BY_SCRIPT)


def undo(client: Client, answer: Any) -> Any:
    *_, said = get_messages(answer.wsgi_request)
    step = undo_of(said)
    assert step is not None
    return client.post(step.url, step.values, headers=BY_SCRIPT)


def test_many_are_accepted_for_one_reason_and_opened_again_by_one_undo(
    planner: Client, filled: Organisation, user: User
) -> None:
    done = do(planner, filled, "accept", user)
    assert done.status_code == 204
    assert {w.identity for w in Waiver.objects.all()} == {f.identity for f in findings(filled)}
    assert undo(planner, done).status_code == 204
    assert waivers.standing(filled) == {}


def test_undo_brings_back_the_acceptance_that_was_replaced(planner: Client, filled: Organisation, user: User) -> None:
    first = findings(filled)[0]
    waivers.accept(filled, first, "The first reason.", user, TODAY, user)
    undo(planner, do(planner, filled, "accept", user))
    filled.refresh_from_db()
    assert [w.reason for w in waivers.standing(filled).values()] == ["The first reason."]


def test_many_are_assigned_with_one_notice(planner: Client, filled: Organisation, user: User) -> None:
    ann = MembershipFactory.create(organisation=filled).user
    do(planner, filled, "assign", user, assignee=ann.pk, due=TODAY)
    assert FindingTask.objects.filter(assignee=ann, due=TODAY).count() == 3
    notice = Notice.objects.get(user=ann)
    assert "assigned you 3 findings" in notice.text
    assert notice.link.endswith("/findings/?state=mine")


def test_undo_gives_findings_back_to_whoever_had_them(planner: Client, filled: Organisation, user: User) -> None:
    ann = MembershipFactory.create(organisation=filled).user
    code = findings(filled)[0].code
    seen = ask(planner, filled, "assign", code=code).context["seen"]
    do(planner, filled, "assign", user, seen, assignee=ann.pk, due=TODAY)
    undo(planner, do(planner, filled, "assign", user))
    assert [(task.assignee, task.due) for task in FindingTask.objects.all()] == [(ann, TODAY)]


@pytest.mark.parametrize("what", ["accept", "assign"])
def test_where_somebody_decided_meanwhile_nothing_is_written_and_it_is_said_which(
    planner: Client, filled: Organisation, user: User, what: str
) -> None:
    seen = ask(planner, filled, what).context["seen"]
    do(planner, filled, what, user, ask(planner, filled, what, code=findings(filled)[1].code).context["seen"])
    late = do(planner, filled, what, user, seen)
    assert late.status_code == 422
    assert (Waiver if what == "accept" else FindingTask).objects.count() == 1
    text = late.content.decode()
    assert findings(filled)[1].message in text.replace("&#x27;", "'")
    assert f"{user} {what}ed it" in text
    assert do(planner, filled, what, user, late.context["seen"]).status_code == 204
    assert (Waiver if what == "accept" else FindingTask).objects.count() == 3


def test_pressing_twice_does_it_once(planner: Client, filled: Organisation, user: User) -> None:
    seen = ask(planner, filled, "accept").context["seen"]
    do(planner, filled, "accept", user, seen)
    assert "Nothing is left to accept" in do(planner, filled, "accept", user, seen).content.decode()
    assert FindingNote.objects.filter(event="accepted").count() == 3


def test_undo_is_refused_once_somebody_has_decided_otherwise(planner: Client, filled: Organisation, user: User) -> None:
    done = do(planner, filled, "accept", user)
    waivers.withdraw(filled, findings(filled)[2].identity, user)
    assert "meanwhile" in undo(planner, done)["HX-Trigger"]
    assert Waiver.objects.filter(withdrawn_at=None).count() == 2


def test_undo_of_somebody_elses_session_does_nothing(
    planner: Client, filled: Organisation, user: User, client_as: SignIn
) -> None:
    done = do(planner, filled, "accept", user)
    assert "no longer be undone" in undo(client_as(Right.ADMIN), done)["HX-Trigger"]
    assert Waiver.objects.filter(withdrawn_at=None).count() == 3


def test_all_that_the_filters_show_are_chosen(planner: Client, filled: Organisation) -> None:
    every = [f for f in Snapshot(filled, TODAY).findings if f.severity == "warning"]
    asked = ask(planner, filled, "accept", code=[], all="1", query="severity=warning")
    assert asked.context["number"] == len(every)


def test_what_is_closed_by_now_is_left_out(planner: Client, filled: Organisation, user: User) -> None:
    seen = ask(planner, filled, "accept").context["seen"]
    answer = do(planner, filled, "accept", user, f"{seen} 0123456789abcdef:0", reason="")
    assert "1 of them has closed since" in answer.content.decode()


def test_what_is_missing_is_said_at_its_field(planner: Client, filled: Organisation, user: User) -> None:
    answer = do(planner, filled, "accept", user, reason="")
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()


def test_without_a_choice_the_page_says_what_to_do(planner: Client, filled: Organisation) -> None:
    assert "Select findings in the list first" in ask(planner, filled, "assign", code=[]).content.decode()


def test_findings_of_another_organisation_cannot_be_chosen(planner: Client, filled: Organisation) -> None:
    code = findings(filled)[0].code
    other = MembershipFactory.create(right=Right.PLANNER)
    client = Client()
    client.force_login(other.user)
    assert ask(client, other.organisation, "accept", code=code).context["number"] == 0


def test_queries_do_not_grow_with_what_is_chosen(
    planner: Client, filled: Organisation, user: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    seen = ask(planner, filled, "accept").context["seen"]
    do(planner, filled, "accept", user, seen.split()[0])
    with django_assert_max_num_queries(40):
        do(planner, filled, "accept", user, " ".join(seen.split()[1:]))
