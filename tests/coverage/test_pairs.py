"""Who partners with whom on each product."""

from collections.abc import Callable
from typing import Any

import pytest

from planning.core.pairs import Pair, pairs
from planning.core.records import Link
from planning.core.rules import Context
from planning.models import Position
from portal.models import Organisation
from tests.core.sample import PM, PMM, content, covers, held, org, product

TOP = [*held("ceo"), *held("vpp", manager="ceo"), *held("vpm", manager="ceo"), product()]
LEFT = [*held("pat", PM, manager="vpp", level=3), covers("app", "pat")]


def pair(*records: Any) -> Pair:
    [found] = pairs(Context(org(*TOP, *records), content()))
    return found


def right(**fields: Any) -> list[Any]:
    return [*held("max", PMM, **({"manager": "vpm", "level": 1} | fields)), covers("app", "max", PMM)]


def test_a_couple_has_levels_and_a_nearest_common_manager() -> None:
    [couple] = pair(*LEFT, *right()).couples
    assert (couple.levels, couple.common, couple.ups) == ((3, 1), "ceo", (2, 2))


@pytest.mark.parametrize(
    ("fields", "more", "link"),
    [
        ({}, [], ""),
        ({}, [Link("l", "app", "max", "pat")], "counterparts"),
        ({"manager": "pat"}, [], "solid line"),
        ({"dotted": ("pat",)}, [], "dotted line"),
    ],
)
def test_the_kind_of_working_link_is_told(fields: dict[str, Any], more: list[Any], link: str) -> None:
    found = pair(*LEFT, *right(**fields), *more)
    assert (found.couples[0].link, found.state) == (link, "linked" if link else "unlinked")


def test_who_leads_the_other_is_the_common_manager() -> None:
    [couple] = pair(*LEFT, *right(manager="pat")).couples
    assert (couple.common, couple.ups) == ("pat", (0, 1))


def test_pairs_that_are_not_whole_say_so() -> None:
    assert pair(*LEFT).state == "half"
    assert pair().state == "nobody"
    assert pair(*LEFT, covers("app", "pat", PMM, counts=True)).state == "one-person"


def test_page_names_both_and_offers_the_fix(filled: Organisation, read: Callable[[str], str]) -> None:
    body = read("coverage/pairs/?q=checkout")
    assert all(text in body for text in ("Luis", "Aisha", "Chief Executive Officer", "counterparts"))
    assert "/do/fix/" in body
    Position.objects.filter(organisation=filled, key="aisha").update(dotted=["luis"])
    filled.version += 1
    filled.save()
    assert "dotted line" in read("coverage/pairs/?state=linked")
    assert "No pair matches" in read("coverage/pairs/?state=unlinked")
