"""Who may write into the live organisation, by its setting."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Team
from planning.models import Batch, LiveRules
from planning.organisation import live, writes
from portal.guard import Access, member
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

TODAY = date.today()
Who, Source = LiveRules.Who, Batch.Source


def begun(organisation: Organisation, source: str = Source.EDIT) -> Batch:
    return writes.commit(organisation, [add(TODAY, Team("t", name="T"))], title="Begin", today=TODAY, source=source)


def access_of(organisation: Organisation, right: str) -> Access:
    membership = MembershipFactory.create(organisation=organisation, right=right)
    organisation.stamps = {}
    return Access(organisation, membership, TODAY, TODAY)


def those(organisation: Organisation, allowed: live.Allowed) -> list[str]:
    return [right for right in Right.values if allowed(access_of(organisation, right))]


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (None, ["planner", "approver", "admin"]),
        (Who.PLANNERS, ["planner", "approver", "admin"]),
        (Who.APPROVERS, ["approver", "admin"]),
        (Who.ADMINS, ["admin"]),
        (Who.NOBODY, []),
    ],
)
def test_the_setting_says_who_edits_live(organisation: Organisation, who: str | None, rights: list[str]) -> None:
    begun(organisation)
    if who:
        live.set_rule(organisation, who)
    assert those(organisation, live.may_edit_live) == rights


@pytest.mark.parametrize("who", Who.values)
def test_imports_and_reverts_need_an_approver_where_not_every_planner_edits(
    organisation: Organisation, who: str
) -> None:
    live.set_rule(organisation, who)
    first = "planner" if who == Who.PLANNERS else "approver"
    rights = Right.values[Right.values.index(first) :]
    assert those(organisation, live.may_bring_in) == rights
    assert those(organisation, live.allowed_to_undo(Batch(source=Source.IMPORT))) == rights


@pytest.mark.parametrize("who", Who.values)
def test_a_plan_is_undone_by_approvers_whoever_edits_live(organisation: Organisation, who: str) -> None:
    live.set_rule(organisation, who)
    for batch in (Batch(source=Source.PLAN), Batch(source=Source.UNDO, undoes=Batch(source=Source.PLAN))):
        allowed = lambda access, batch=batch: live.may_undo(access, batch)  # noqa: E731
        assert those(organisation, live.allowed_to_undo(batch)) == ["approver", "admin"]
        assert those(organisation, allowed) == ["approver", "admin"]


def test_an_undo_is_judged_by_what_it_undoes(organisation: Organisation) -> None:
    undone = writes.undo(begun(organisation), today=TODAY)
    live.set_rule(organisation, Who.ADMINS)
    assert those(organisation, live.allowed_to_undo(undone)) == ["admin"]


def test_admins_set_up_what_has_no_other_history(organisation: Organisation) -> None:
    live.set_rule(organisation, Who.NOBODY)
    assert those(organisation, live.may_edit_live) == ["admin"]
    begun(organisation, Source.IMPORT)
    assert those(organisation, live.may_edit_live) == ["admin"]
    writes.commit(organisation, [add(TODAY, Team("u"))], title="Add", today=TODAY)
    assert those(organisation, live.may_edit_live) == []


def test_whom_to_ask_is_named_those_with_the_least_right_first(organisation: Organisation) -> None:
    for right, name in (("admin", "Ada"), ("approver", "Zoe"), ("approver", "Bo")):
        MembershipFactory.create(organisation=organisation, right=right, user__name=name)
    live.set_rule(organisation, Who.APPROVERS)
    told = live.why_not(access_of(organisation, Right.PLANNER))
    assert told == f"At {organisation} only approvers and admins can edit live. Ask Bo or Zoe."


def test_the_setting_comes_with_the_query_of_the_guard(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    begun(organisation)
    live.set_rule(organisation, Who.ADMINS)
    request = RequestFactory().get("/")
    request.user = MembershipFactory.create(organisation=organisation, right=Right.APPROVER).user
    found = []

    @member()
    def view(request: HttpRequest, access: Access) -> HttpResponse:
        found.append(live.may_edit_live(access))
        return HttpResponse()

    with django_assert_num_queries(1):
        view(request, organisation.slug)
    assert found == [False]
