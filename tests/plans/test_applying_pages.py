"""Applying a plan and taking it back, by the pages: what clashes is asked about, what cannot be is said."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.core.changes.change import edit, remove
from planning.models import Batch, Notice, Plan
from planning.organisation import store
from planning.organisation.writes import Stale, commit
from planning.plans import applying
from portal.models import Right
from tests.factories import MembershipFactory

State = Plan.State


@pytest.fixture
def approver(plan: Plan, client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.APPROVER)


@pytest.fixture
def approved(plan: Plan, move: Callable[..., Plan]) -> Plan:
    """The maker comes under the second lead, from today."""
    owner = MembershipFactory.create(organisation=plan.organisation, right=Right.PLANNER).user
    move(plan, "ic", "two", timezone.localdate())
    Plan.objects.update(state=State.APPROVED, owner=owner)
    return Plan.objects.select_related("organisation", "owner").get()


def url(plan: Plan, name: str = "plan-apply") -> str:
    return reverse(name, args=[plan.organisation.slug, plan.slug])


def post(client: Client, plan: Plan, name: str = "plan-apply", **data: str) -> str:
    return client.post(url(plan, name), data, follow=True).content.decode()


def manager(plan: Plan) -> str:
    """To whom the maker reports."""
    company = Plan.objects.select_related("organisation").get(pk=plan.pk).organisation
    return store.org_at(company, timezone.localdate()).positions["ic"].manager


def test_what_nothing_stands_against_applies_as_it_is(approved: Plan, approver: Client) -> None:
    assert "No conflicts" in approver.get(url(approved)).content.decode()
    assert "Applied. It is live now." in post(approver, approved)
    assert manager(approved) == "two"
    assert Notice.objects.get(user=approved.owner).kind == Notice.Kind.APPLIED


def test_applying_twice_counts_once(approved: Plan, approver: Client) -> None:
    post(approver, approved)
    assert "Only an approved plan can be applied." in post(approver, approved)
    assert Batch.objects.filter(source=Batch.Source.PLAN).count() == 1
    assert Notice.objects.filter(kind=Notice.Kind.APPLIED).count() == 1


def test_a_page_that_stays_is_told_that_it_was_applied(approved: Plan, approver: Client) -> None:
    answer = approver.post(url(approved), headers={"HX-Request": "true", "Lineup-In-Place": "1"})
    assert (answer.status_code, "Applied." in answer["HX-Trigger"]) == (204, True)


@pytest.mark.parametrize("right", list(Right))
def test_only_who_may_approve_applies_and_takes_back(
    approved: Plan, client_as: Callable[[Right], Client], right: Right
) -> None:
    client = client_as(right)
    may = right.includes(Right.APPROVER)
    pages = [client.get(url(approved)), client.post(url(approved)), client.post(url(approved, "plan-revert"))]
    assert [page.status_code < 400 for page in pages] == [may] * 3
    assert Plan.objects.get().state == (State.REVERTED if may else State.APPROVED)


def test_where_both_moved_one_field_it_asks_and_keeps_nothing_until_it_is_answered(
    approved: Plan, approver: Client, rename: Callable[..., object]
) -> None:
    rename(approved.organisation, "ic", manager="boss")
    page = post(approver, approved)
    assert "The organisation has changed since the plan was created. Choose what to keep for each conflict." in page
    assert all(f">{name}" in page for name in ("Lead one", "CEO", "Lead two"))
    assert 'name="answer:1-1:manager"' in page
    assert (manager(approved), Plan.objects.get().state) == ("boss", State.APPROVED)


@pytest.mark.parametrize(("answer", "result"), [("planned", "two"), ("current", "boss")])
def test_each_answer_is_kept(
    approved: Plan, approver: Client, rename: Callable[..., object], answer: str, result: str
) -> None:
    rename(approved.organisation, "ic", manager="boss")
    assert "Applied." in post(approver, approved, **{"answer:1-1:manager": answer})
    assert manager(approved) == result


def test_an_answer_that_is_none_leaves_the_question(
    approved: Plan, approver: Client, rename: Callable[..., object]
) -> None:
    rename(approved.organisation, "ic", manager="boss")
    assert "Choose what to keep" in post(approver, approved, **{"answer:1-1:manager": "both"})
    assert manager(approved) == "boss"


def test_a_change_of_what_has_gone_can_only_be_left_out(approved: Plan, approver: Client) -> None:
    company = approved.organisation
    company.refresh_from_db()
    maker = store.org_at(company, timezone.localdate()).positions["ic"]
    commit(company, [remove(timezone.localdate(), maker)], title="Close", today=timezone.localdate())
    page = approver.get(url(approved)).content.decode()
    assert 'value="current" required' in page
    assert 'value="planned"' not in page
    assert "Applied." in post(approver, approved, **{"answer:1-1:": "current"})
    assert Plan.objects.get().batch is None


def test_what_is_no_longer_possible_is_refused_with_its_reason(
    approved: Plan, approver: Client, rename: Callable[..., object]
) -> None:
    rename(approved.organisation, "two", manager="ic")
    page = post(approver, approved)
    assert "Lead two" in page
    assert "Applied." not in page
    assert (manager(approved), Plan.objects.get().state) == ("one", State.APPROVED)


def test_what_somebody_else_writes_in_the_same_moment_is_said(
    approved: Plan, approver: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object, **__: object) -> None:
        raise Stale([])

    monkeypatch.setattr(applying, "apply", late)
    assert "Someone changed the same thing meanwhile." in post(approver, approved)
    assert Plan.objects.get().state == State.APPROVED


def test_a_plan_in_review_is_not_applied(approved: Plan, approver: Client) -> None:
    Plan.objects.update(state=State.REVIEW)
    assert "Only an approved plan can be applied." in post(approver, approved)
    assert manager(approved) == "one"


def test_an_approved_plan_goes_back_as_long_as_it_is_not_applied(approved: Plan, approver: Client) -> None:
    asked = {"do": "send-back", "text": "Wait", "seen": str(approved.version)}
    assert "Changes requested." in post(approver, approved, "plan-state", **asked)
    assert approver.post(url(approved)).status_code == 404


def test_taking_back_restores_the_organisation_and_tells_the_owner(approved: Plan, approver: Client) -> None:
    post(approver, approved)
    assert "The organisation is as it was before." in post(approver, approved, "plan-revert")
    assert manager(approved) == "one"
    assert Notice.objects.filter(user=approved.owner, text__endswith=f"reverted the plan “{approved}”").exists()


def test_taking_back_twice_counts_once(approved: Plan, approver: Client) -> None:
    post(approver, approved)
    post(approver, approved, "plan-revert")
    assert "Only an applied plan can be reverted." in post(approver, approved, "plan-revert")
    assert Plan.objects.get().state == State.REVERTED


def test_what_was_changed_since_stands_against_taking_back_and_is_linked(approved: Plan, approver: Client) -> None:
    post(approver, approved)
    company = approved.organisation
    company.refresh_from_db()
    maker = store.org_at(company, timezone.localdate()).positions["ic"]
    change = edit(timezone.localdate(), maker, manager="boss")
    assert change is not None
    batch = commit(company, [change], title="To the <chief>", today=timezone.localdate())
    page = post(approver, approved, "plan-revert")
    link = reverse("history-batch", args=[company.slug, batch.pk])
    assert f'manager is now CEO (<a href="{link}">To the &lt;chief&gt;</a> by the command line)' in page
    assert (manager(approved), Plan.objects.get().state) == ("boss", State.APPLIED)
