"""What a question is asked about: how long hiring takes, and the organisation with or without its money."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from planning.close_gaps.basis import basis_of
from planning.close_gaps.lead_times import NOTICE, USUAL, LeadTime, lead_times
from planning.core.changes.change import Change, add
from planning.core.close_gaps.prices import left
from planning.core.records import Person, Position
from planning.core.rules import Context
from planning.cost.ledgers import overruns
from planning.models import Budget, Candidate
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
PM, PMM = "product-manager", "product-marketing-manager"
TODAY = date(2026, 6, 15)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def commit(organisation: Organisation, *changes: Change) -> None:
    writes.commit(organisation, changes, title="Hiring", today=TODAY)


def hired(organisation: Organisation, taken: Iterable[int], role: str = PM) -> None:
    """Positions that took so many days to fill, each until somebody accepted ten days ago."""
    for number, days in enumerate(taken):
        key = f"{role}-{number}"
        opened = add(ago(days + 10), Position(key, role=role, stage="open"))
        commit(organisation, opened, Change(ago(10), "position", key, {"stage": "open"}, {"stage": "accepted"}))


def test_hiring_takes_as_long_as_half_of_the_roles_hires_did_and_a_notice_period(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40, 50, 60])
    source = "5 Product Manager hires, half within 40 days, plus a month's notice"
    assert lead_times(organisation, TODAY)[PM] == LeadTime(40 + NOTICE, source)


def test_a_role_with_too_few_hires_goes_by_those_of_its_function(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40])
    hired(organisation, [50, 60], "product-operations")
    source = "5 hires in Product, half within 40 days, plus a month's notice"
    assert lead_times(organisation, TODAY)[PM] == LeadTime(40 + NOTICE, source)


def test_where_nothing_is_known_hiring_takes_as_long_as_anywhere(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40, 50])
    found = lead_times(organisation, TODAY)
    assert (found[PM], found[PMM]) == (USUAL, USUAL)
    assert LeadTime(75, "42 days to fill a position on average (SHRM), plus a month's notice") == USUAL


def test_a_role_of_which_most_are_still_open_goes_by_its_function(organisation: Organisation) -> None:
    hired(organisation, [20] * 5)
    for number in range(30):
        commit(organisation, add(ago(90), Position(f"open-{number}", role=PM, stage="open")))
    hired(organisation, [30] * 60, "product-operations")
    assert lead_times(organisation, TODAY)[PM].source.startswith("65 hires in Product")


def test_what_was_decided_on_another_day_counts_by_that_day(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40, 50, 60])
    for number in range(5):
        Candidate.objects.create(
            organisation=organisation,
            position=f"{PM}-{number}",
            name="Kim",
            outcome=Candidate.Outcome.HIRED,
            added_on=ago(30),
            decided_on=ago(15),
        )
    assert lead_times(organisation, TODAY)[PM].days == 35 + NOTICE


def test_every_role_that_covers_has_a_lead_time(organisation: Organisation) -> None:
    covering = {role.slug for role in store.content_for(organisation).covering}
    assert set(lead_times(organisation, TODAY)) == covering


def test_lead_times_take_two_queries_once_a_version(
    organisation: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hired(organisation, [20, 30, 40, 50, 60])
    Snapshot(organisation, TODAY)
    for queries in (3, 1):  # one asks for the version of the content, which a request knows
        with django_assert_num_queries(queries):
            lead_times(organisation, TODAY)


def test_a_basis_has_the_days_by_role(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40, 50, 60])
    lead = basis_of(organisation, TODAY, None, sees_cost=True).lead
    assert (lead[PM], lead[PMM]) == (40 + NOTICE, USUAL.days)


def test_hiring_is_looked_at_until_today_whatever_day_is_asked_about(organisation: Organisation) -> None:
    hired(organisation, [20, 30, 40, 50, 60])
    on = TODAY + timedelta(days=90)
    before = basis_of(organisation, on, None, sees_cost=True, today=ago(11)).lead
    assert (before[PM], basis_of(organisation, on, None, sees_cost=True).lead[PM]) == (USUAL.days, 40 + NOTICE)


def test_whoever_may_not_see_cost_gets_no_money(organisation: Organisation) -> None:
    assert basis_of(organisation, TODAY, None, sees_cost=False).terms is None
    assert basis_of(organisation, TODAY, None, sees_cost=True).terms is not None


def test_the_organisation_of_a_basis_is_that_of_the_pages(organisation: Organisation) -> None:
    commit(organisation, add(ago(40), Position("a")), add(TODAY + timedelta(days=9), Position("b")))
    dated = basis_of(organisation, TODAY, None, sees_cost=False).dated
    for day in (TODAY, TODAY + timedelta(days=9)):
        assert dated.at(day).positions == store.org_at(organisation, day).positions


def test_in_a_plan_its_changes_lie_on_top(organisation: Organisation) -> None:
    owner = MembershipFactory.create(organisation=organisation).user
    plan = editing.create(organisation, name="Two", target=TODAY, owner=owner)
    plan = editing.edit(plan, [add(TODAY, Position("new"))], title="Two", author=owner)
    assert "new" in basis_of(organisation, TODAY, plan, sees_cost=False).dated.at(TODAY).positions
    assert "new" not in basis_of(organisation, TODAY, None, sees_cost=False).dated.at(TODAY).positions


@pytest.mark.parametrize("came", [date(2026, 3, 1), date(2026, 6, 1)])
def test_what_is_left_of_a_budget_is_what_the_cost_page_leaves_of_it(organisation: Organisation, came: date) -> None:
    """Whoever came during the year has cost nothing before, and somebody due costs from their start."""
    own: dict[str, Any] = {"role": PM, "pay": Decimal(90_000), "currency": "GBP", "loaded": True}
    due = Position("due", stage="open", target_start=date(2026, 9, 1), **own)
    commit(organisation, add(came, Person("ann")), add(came, Position("a", holder="ann", **own)), add(came, due))
    Budget.objects.create(organisation=organisation, function="product", year=2026, amount=10_000, currency="GBP")
    Organisation.objects.filter(pk=organisation.pk).update(version=organisation.version + 1)
    organisation.refresh_from_db()
    basis = basis_of(organisation, TODAY, None, sees_cost=True, budgets=True)
    assert basis.terms is not None
    found = left(basis.dated, Context(basis.dated.at(TODAY), basis.content), basis.terms, TODAY)
    (over,) = overruns(organisation, TODAY)
    assert found == {("product", 2026): -over.over}
