"""The question of a kept plan, asked again: by whom, of what, and what it says has changed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from planning.close_gaps.again import Since, again_url
from planning.close_gaps.asking import ask
from planning.close_gaps.keeping import keep
from planning.close_gaps.models import KeptQuestion
from planning.core.changes.change import add
from planning.core.close_gaps.question import USUAL, Question
from planning.core.fixes.base import FixKind
from planning.core.records import Assignment, Product
from planning.models import MoneyRules
from planning.organisation import writes
from planning.organisation.models import Plan
from planning.plans import editing
from portal.guard import Access
from portal.models import Membership, Organisation, Right
from tests.close_gaps import made
from tests.factories import MembershipFactory
from tests.small_organisation import PM

pytestmark = pytest.mark.django_db
QUESTION = made.question()
LATER = made.ON + timedelta(days=10)
GONE = "The plan this was asked in is no longer open, so it is now asked without that plan."


@pytest.fixture
def asked(filled: Organisation) -> Organisation:
    MoneyRules.objects.create(organisation=filled, currency="EUR")
    return filled


@pytest.fixture
def owner(asked: Organisation) -> Membership:
    return MembershipFactory.create(organisation=asked, right=Right.PLANNER, sees_cost=True)


@pytest.fixture
def approver(asked: Organisation) -> Membership:
    return MembershipFactory.create(organisation=asked, right=Right.APPROVER, sees_cost=True)


@pytest.fixture
def base(asked: Organisation, owner: Membership) -> Plan:
    """A private plan with a product more."""
    plan = editing.create(asked, name="Base", target=made.BY, owner=owner.user)
    return editing.edit(plan, [add(made.ON, Product("new", "New", "build"))], title="Add", author=owner.user)


@pytest.fixture
def kept(asked: Organisation, owner: Membership) -> Callable[..., Plan]:
    """A plan that answers a question, asked in another plan if one is named."""

    def make(plan: Plan | None = None, **fields: Any) -> Plan:
        question = made.question(**fields)
        answer = ask(asked, question, plan, sees_cost=True)
        return keep(asked, question, answer, name="Kept", author=owner.user, plan=plan)

    return make


def access_of(member: Membership, today: date = made.ON, plan: Plan | None = None) -> Access:
    return Access(member.organisation, member, today, today, plan)


def said(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def since(member: Membership, plan: Plan, question: Question = QUESTION, within: Plan | None = None) -> Since:
    """What has changed, once the question has been asked again."""
    organisation = Organisation.objects.get(pk=plan.organisation.pk)
    answer = ask(organisation, question, within, sees_cost=True)
    return Since(access_of(member, plan=within), plan.slug, answer)


# Where it is asked


def test_it_is_asked_with_its_question(kept: Callable[..., Plan], owner: Membership) -> None:
    plan = kept(forbidden=frozenset({"checkout"}))
    assert said(again_url(access_of(owner), plan)) == {"by": ["2027-04-01"], "forbid": ["checkout"], "of": ["kept"]}


def test_once_its_date_has_passed_it_is_asked_no_more(kept: Callable[..., Plan], owner: Membership) -> None:
    assert again_url(access_of(owner, made.BY + timedelta(days=1)), kept()) == ""


def test_a_question_with_a_budget_is_for_those_who_may_see_cost(kept: Callable[..., Plan], owner: Membership) -> None:
    plan = kept(budget=Decimal(10))
    found = []
    for owner.sees_cost in (True, False):
        found.append(bool(again_url(access_of(owner), plan)))
    assert found == [True, False]


def test_a_question_that_lets_another_role_count_is_for_admins(kept: Callable[..., Plan], owner: Membership) -> None:
    plan = kept(moves=USUAL | {FixKind.COUNTS})
    found = []
    for owner.right in (Right.ADMIN, Right.PLANNER):
        found.append(bool(again_url(access_of(owner), plan)))
    assert found == [True, False]


def test_it_is_asked_in_the_plan_that_it_was_asked_in(kept: Callable[..., Plan], base: Plan, owner: Membership) -> None:
    assert said(again_url(access_of(owner), kept(base)))["plan"] == ["base"]


def test_the_address_of_a_private_plan_is_shown_to_no_one_else(
    kept: Callable[..., Plan], base: Plan, approver: Membership
) -> None:
    plan = kept(base)
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.REVIEW)
    assert again_url(access_of(approver), plan) == ""


@pytest.mark.parametrize("state", [Plan.State.APPLIED, Plan.State.REJECTED, Plan.State.ARCHIVED])
def test_a_plan_that_is_no_longer_open_is_left_out(
    kept: Callable[..., Plan], base: Plan, owner: Membership, state: str
) -> None:
    plan = kept(base)
    Plan.objects.filter(pk=base.pk).update(state=state)
    assert said(again_url(access_of(owner), plan)) == {"by": ["2027-04-01"], "of": ["kept"]}


def test_a_question_that_cannot_be_read_is_not_asked(asked: Organisation, base: Plan, owner: Membership) -> None:
    KeptQuestion.objects.create(plan=base, question={"on": "2027-01-04", "later": 1}, figures={})
    assert again_url(access_of(owner), base) == ""


def test_the_page_of_a_plan_stands_whatever_its_question_is(asked: Organisation, base: Plan, owner: Membership) -> None:
    KeptQuestion.objects.create(plan=base, question={"by": []}, figures={"before": None})
    client = Client()
    client.force_login(owner.user)
    there = f"/o/{asked.slug}/plans/"
    by = (date.today() + timedelta(days=100)).isoformat()
    found = [client.get(f"{there}{page}").status_code for page in ("base/", f"close-gaps/?by={by}&of=base")]
    assert found == [200, 200]


# What has changed


def test_where_nothing_differs_nothing_is_said(kept: Callable[..., Plan], owner: Membership) -> None:
    assert since(owner, kept()).told == []


def test_a_move_that_is_no_longer_needed_is_told(
    kept: Callable[..., Plan], asked: Organisation, owner: Membership
) -> None:
    plan = kept()
    taken = Assignment("by-hand", "ledger", "luis", PM)
    writes.commit(asked, [add(made.ON - timedelta(days=40), taken)], title="Assign", today=made.ON)
    told = since(owner, plan).told
    assert told[0].startswith("Without the plan, 0 critical days are open instead of")
    assert told[-1].startswith("1 move is no longer needed: ")


def test_later_it_says_from_when_days_are_counted(kept: Callable[..., Plan], owner: Membership) -> None:
    assert since(owner, kept(), made.question(on=LATER)).told[-1] == "Days are now counted from 14 Jan 2027."


def test_in_the_same_plan_nothing_differs(kept: Callable[..., Plan], base: Plan, owner: Membership) -> None:
    assert since(owner, kept(base), within=base).told == []


def test_once_that_plan_is_no_longer_open_it_says_so(kept: Callable[..., Plan], base: Plan, owner: Membership) -> None:
    plan = kept(base)
    Plan.objects.filter(pk=base.pk).update(state=Plan.State.REJECTED)
    assert since(owner, plan).told[-1] == GONE


def test_once_that_plan_is_deleted_it_is_asked_of_the_organisation(
    kept: Callable[..., Plan], base: Plan, owner: Membership
) -> None:
    plan = kept(base)
    base.delete()
    assert any("no longer needed" in told for told in since(owner, plan).told)
