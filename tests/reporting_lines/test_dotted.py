"""Dotted lines on the chart, and beside it in words."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from planning.models import Position
from portal.models import Organisation, Right
from tests import small_organisation

SignIn = Callable[[Right], Client]


def cards(client: Client, organisation: Organisation, query: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/o/{organisation.slug}/chart/cards/?{query}").json()
    return found


def pairs(data: dict[str, Any]) -> list[tuple[str, str]]:
    keys = [data["keys"][index] for index in data["dotted"]]
    return list(zip(keys[::2], keys[1::2], strict=True))


def test_dotted_lines_come_when_they_are_asked_for(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.VIEWER)
    Position.objects.filter(organisation=filled, key="luis").update(dotted=["aisha", "ghost"])
    assert "dotted" not in cards(client, filled, "depth=all")
    assert pairs(cards(client, filled, "depth=all&dotted=1")) == [("luis", "aisha")]


def test_a_closed_branch_stands_for_who_is_in_it(filled: Organisation, client_as: SignIn) -> None:
    client = client_as(Right.VIEWER)
    small_organisation.employ(filled, "eva", "Eva", title="Engineer", manager="luis", dotted=["aisha"])
    small_organisation.employ(filled, "olaf", "Olaf", title="Engineer", manager="luis", dotted=["luis"])
    assert pairs(cards(client, filled, "shut=ceo&dotted=1")) == []
    assert pairs(cards(client, filled, "depth=1&dotted=1")) == [("luis", "aisha")]


def test_list_and_table_say_them_in_words(filled: Organisation, read: Callable[[str], str]) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(dotted=["aisha"])
    for view in ("list", "table"):
        assert "dotted to Product Marketing Manager (Aisha)" in read(f"chart/?view={view}&dotted=1&depth=all")
        assert "dotted to" not in read(f"chart/?view={view}&depth=all")


def test_the_switch_is_offered_where_there_are_any(filled: Organisation, read: Callable[[str], str]) -> None:
    assert "data-dotted" not in read("chart/")
    Position.objects.filter(organisation=filled, key="luis").update(dotted=["aisha"])
    filled.version += 1
    filled.save()
    assert "data-dotted" in read("chart/")
