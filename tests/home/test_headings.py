"""Rows under headings: their order and their groups come from values, not from the words that are shown."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.headings import Heading, grouped, named
from planning.core.records import Position, Product, Requisition, Team
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.small_organisation import SignIn

TODAY = date.today()
ROLE = "product-manager"


def headings(body: str) -> list[str]:
    """Of groups of cards, or of rows of a table."""
    return [
        text.strip()
        for one in re.findall(r"<h2>([^<]+)</h2>|<th[^>]*colspan[^>]*>([^<]+)<", body)
        for text in one
        if text
    ]


def say(organisation: Organisation, *records: Any) -> None:
    writes.commit(organisation, [add(TODAY, record) for record in records], title="More", today=TODAY)


@pytest.fixture
def client(client_as: SignIn) -> Client:
    return client_as(Right.VIEWER)


@pytest.mark.pure
def test_what_has_no_name_comes_last_and_what_is_called_alike_stays_apart() -> None:
    rows = [
        named("", "No team"),
        named("No code", "No team", "t1"),
        named("zeta", "No team", "t3"),
        named("Zeta", "No team", "t2"),
    ]
    ordered = sorted(rows, key=lambda heading: heading.place)
    assert [heading.text for heading in ordered] == ["No code", "Zeta", "zeta", "No team"]
    first = sorted([named("Atlas", "No team", last=False), named("", "No team", last=False)])
    assert [heading.text for heading in first] == ["No team", "Atlas"]
    alike = [named("Web", "", "a"), named("Web", "", "b"), named("Web", "", "b")]
    assert [(text, len(found)) for text, found in grouped(alike, lambda heading: heading)] == [("Web", 1), ("Web", 2)]


@pytest.mark.pure
def test_nothing_grouped_is_one_group_without_words() -> None:
    rows = [SimpleNamespace(n=n) for n in range(3)]
    assert grouped(rows, lambda row: Heading()) == [("", rows)]
    assert grouped([], lambda row: Heading()) == []


@pytest.mark.django_db
def test_positions_to_fill_stand_under_teams_by_name_those_without_last(
    organisation: Organisation, client: Client
) -> None:
    say(
        organisation,
        Team("z", "Zeta"),
        Team("n", "No code"),
        *(Position(f"p{team}", title="PM", role=ROLE, team=team, stage="open") for team in ("", "z", "n")),
    )
    body = client.get(f"/o/{organisation.slug}/hiring/list/?group=team").content.decode()
    assert headings(body) == ["No code", "Zeta", "No team"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("stage", ["Draft", "Open", "Paused"]),
        ("priority", ["High priority", "Normal priority", "Low priority"]),
        ("manager", ["Boss", "No one"]),
    ],
)
def test_positions_to_fill_stand_in_the_order_of_what_groups_them(
    organisation: Organisation, client: Client, group: str, expected: list[str]
) -> None:
    say(
        organisation,
        Position("boss", title="boss", stage="paused"),
        Position("a", title="PM", manager="boss", stage="open"),
        Position("b", title="PM", stage="draft"),
        Requisition("a", priority="low"),
        Requisition("b", priority="high"),
    )
    body = client.get(f"/o/{organisation.slug}/hiring/list/?group={group}").content.decode()
    assert headings(body) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "expected"),
    [("stage", ["Build", "Launch", "Growth"]), ("team", ["No team", "Atlas", "Zeta"])],
)
def test_products_stand_in_the_order_of_stages_and_of_teams(
    organisation: Organisation, client: Client, group: str, expected: list[str]
) -> None:
    say(
        organisation,
        Team("z", "Zeta"),
        Team("n", "Atlas"),
        Product("a", "A", "growth", team="z"),
        Product("b", "B", "build"),
        Product("c", "C", "launch", team="n"),
    )
    body = client.get(f"/o/{organisation.slug}/coverage/?group={group}").content.decode()
    assert headings(body) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("group", ["product", "subject"])
def test_findings_of_two_products_of_one_name_stay_apart(
    organisation: Organisation, client: Client, group: str
) -> None:
    say(organisation, Product("a", "Web", "growth"), Product("b", "Web", "growth"))
    body = client.get(f"/o/{organisation.slug}/findings/?rule=cov-pm&group={group}").content.decode()
    assert headings(body) == ["Web", "Web"]


@pytest.mark.django_db
def test_launches_are_in_order_those_without_last(organisation: Organisation, client: Client) -> None:
    say(
        organisation,
        Product("a", "Aa", "growth"),
        Product("b", "Bb", "growth", launch=date(2031, 2, 1)),
        Product("c", "Cc", "growth", launch=date(2030, 11, 1)),
    )
    body = client.get(f"/o/{organisation.slug}/coverage/?sort=launch").content.decode()
    assert sorted(("Aa", "Bb", "Cc"), key=lambda text: body.index(f">{text}<")) == ["Cc", "Bb", "Aa"]
