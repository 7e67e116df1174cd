"""A brief is written for the day on which the position is to be filled."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.core.changes.change import Change, add
from planning.core.dates import day
from planning.core.records import Assignment, Person, Position, Product
from planning.hiring.briefs.compose import compose, facts
from planning.organisation import writes
from planning.organisation.role_content import guide_for
from planning.organisation.snapshot import Snapshot
from planning.plans import editing
from portal.models import Organisation, Right
from tests.changes import edited
from tests.factories import UserFactory

TODAY = date.today()
START = TODAY + timedelta(days=60)
PMM, PM, ENGINEER = "product-marketing-manager", "product-manager", "software-engineer"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """Payments has a PM, an engineering manager and, in sixty days, a PMM."""
    records = [
        Product("pay", "Payments", "beta"),
        Person("ann", "Ann Ek"),
        Person("mei", "Mei Tanaka"),
        Person("oskar", "Oskar Lund"),
        Position("head", title="Head of Product Marketing", holder="oskar"),
        Position("pm", title="Product Manager, Payments", role=PM, holder="ann"),
        Position("em", title="Engineering Manager, Payments", role="engineering-manager", holder="mei"),
        Position("pmm", title="PMM", role=PMM, stage="open", target_start=START, manager="head"),
        Assignment("a1", "pay", "pm", PM),
        Assignment("a2", "pay", "pmm", PMM),
        Assignment("a3", "pay", "em", ENGINEER),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


def change(company: Organisation, *changes: Change) -> None:
    writes.commit(company, list(changes), title="Change", today=TODAY)


def revise(company: Organisation, kind: str, key: str, on: date = TODAY, **after: Any) -> None:
    record = Snapshot(company, TODAY).org.get(kind, key)
    change(company, edited(on, record, **after))


def texts(company: Organisation, key: str = "pmm", plan: Any = None) -> dict[str, str]:
    return compose(Snapshot(company, TODAY, plan), guide_for(company), key)


def told(company: Organisation) -> dict[str, str]:
    return dict(facts(Snapshot(company, TODAY), guide_for(company), "pmm"))


def test_a_counterpart_who_leaves_before_the_start_is_not_listed(company: Organisation) -> None:
    assert "Product Manager on Payments: Ann Ek" in texts(company)["partners"]
    revise(company, "person", "ann", leaves=START - timedelta(days=1))
    assert "Ann Ek" not in str(texts(company))


def test_one_who_leaves_after_the_start_is_listed_until_then(company: Organisation) -> None:
    last = START + timedelta(days=30)
    revise(company, "person", "ann", leaves=last)
    assert f"Product Manager on Payments: Ann Ek, until {day(last)}" in texts(company)["partners"]


@pytest.mark.parametrize(("days", "listed"), [(0, True), (1, False)])
def test_one_who_starts_by_then_is_listed(company: Organisation, days: int, listed: bool) -> None:
    first = START + timedelta(days=days)
    change(company, add(TODAY, Person("kofi", "Kofi Adjei", starts=first)))
    revise(company, "position", "pm", holder="kofi")
    assert ("Kofi Adjei" in texts(company)["partners"]) is listed


def test_what_no_one_has_is_as_of_the_start(company: Organisation) -> None:
    assert f"Payments: as of {day(START)} no one is responsible for messaging" in texts(company)["first"]


def test_without_a_start_to_come_it_is_as_of_today(company: Organisation) -> None:
    revise(company, "position", "pmm", target_start=None)
    assert "Payments: today no one is responsible for messaging" in texts(company)["first"]


def test_a_start_that_has_passed_is_as_of_today(company: Organisation) -> None:
    revise(company, "position", "pmm", target_start=TODAY - timedelta(days=3))
    assert "today no one is responsible for" in texts(company)["first"]


def test_of_one_who_has_accepted_it_is_their_first_day_and_the_gap_is_theirs(company: Organisation) -> None:
    change(company, add(TODAY, Person("hana", "Hana Sato", starts=START)))
    revise(company, "position", "pmm", holder="hana")
    assert f"as of {day(START)} no one is responsible for messaging" in texts(company)["first"]
    assert "Hana" not in texts(company)["partners"]


def test_who_sits_there_today_leaves_no_gap(company: Organisation) -> None:
    assert texts(company, "pm")["first"] == ""


def test_the_product_is_as_it_will_be(company: Organisation) -> None:
    revise(company, "product", "pay", START - timedelta(days=5), stage="launch")
    assert told(company)["Product"] == "Payments (launch, market-facing)"


def test_a_product_that_it_covers_no_longer_by_then_is_not_named(company: Organisation) -> None:
    revise(company, "assignment", "a2", ends=START - timedelta(days=1))
    assert "Product" not in told(company)
    assert "Payments" not in str(texts(company))


def test_a_manager_who_leaves_before_the_start_is_not_named(company: Organisation) -> None:
    assert told(company)["Reports to"] == "Oskar Lund, Head of Product Marketing"
    revise(company, "person", "oskar", leaves=START - timedelta(days=1))
    assert told(company)["Reports to"] == "Head of Product Marketing (open position)"


def test_a_manager_who_leaves_later_is_named_until_then(company: Organisation) -> None:
    last = START + timedelta(days=9)
    revise(company, "person", "oskar", leaves=last)
    assert told(company)["Reports to"] == f"Oskar Lund, Head of Product Marketing (until {day(last)})"


def test_a_change_that_a_plan_brings_by_then_counts_in_the_plan_alone(company: Organisation) -> None:
    plan = editing.create(company, name="Quiet", target=TODAY, owner=UserFactory.create())
    org = Snapshot(company, TODAY).org
    gone = edited(START - timedelta(days=2), org.positions["pm"], holder="")
    editing.edit(plan, [gone], title="Go", author=plan.owner)
    plan.refresh_from_db()
    assert "Ann Ek" not in texts(company, plan=plan)["partners"]
    assert "Ann Ek" in texts(company)["partners"]


def test_people_are_called_by_their_own_title(company: Organisation) -> None:
    assert "Engineering Manager on Payments: Mei Tanaka" in texts(company)["partners"]
    assert "Software Engineer" not in texts(company)["partners"]


def test_who_stands_in_does_so_until_the_start(company: Organisation) -> None:
    change(company, add(TODAY, Assignment("a4", "pay", "em", PMM, "stand-in")))
    line = "Engineering Manager on Payments: Mei Tanaka, standing in as Product Marketing Manager until the start"
    assert line in texts(company)["partners"]


def test_who_is_backup_on_one_product_alone_is_so_there(company: Organisation) -> None:
    more = [Product("api", "API"), Assignment("a5", "api", "pmm", PMM), Assignment("a6", "api", "pm", PM, "backup")]
    change(company, *(add(TODAY, record) for record in more))
    partners = texts(company)["partners"]
    assert "- Product Manager on Payments: Ann Ek\n" in partners
    assert "Product Manager, Payments on API: Ann Ek, backup Product Manager" in partners


def test_nothing_of_a_misconception_is_in_it(company: Organisation) -> None:
    assert "technical" not in str(texts(company)).casefold()


def test_a_position_that_is_closed_before_its_start_is_as_of_today(company: Organisation) -> None:
    revise(company, "position", "pmm", ends=START - timedelta(days=1))
    assert "today no one is responsible for" in texts(company)["first"]


def test_the_day_it_is_for_costs_no_query(company: Organisation, client_as: Callable[[Right], Client]) -> None:
    client, url = client_as(Right.PLANNER), reverse("hiring-brief", args=[company.slug, "pmm"])
    client.post(url)
    then = _queries(client, url)
    revise(company, "position", "pmm", target_start=None)
    assert then == _queries(client, url)


def test_its_queries_do_not_grow(company: Organisation, client_as: Callable[[Right], Client]) -> None:
    client, url = client_as(Right.PLANNER), reverse("hiring-brief", args=[company.slug, "pmm"])
    client.post(url)
    few = _queries(client, url)
    for number in range(4):
        key = f"more-{number}"
        records = [Product(key, key), Assignment(f"{key}-1", key, "pmm", PMM), Assignment(f"{key}-2", key, "pm", PM)]
        change(company, *(add(TODAY, record) for record in records))
        client_as(Right.APPROVER)
    assert _queries(client, url) == few


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        client.get(url)
    return len(caught)
