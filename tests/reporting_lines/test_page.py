"""The page of reporting lines."""

import re
from collections.abc import Callable

import pytest

from planning.models import Person, Position
from portal.models import Organisation
from tests import small_organisation

Read = Callable[[str], str]


def keys(body: str) -> list[str]:
    """The positions listed, in order."""
    return re.findall(r'<th scope="row"[^>]*>.*?/positions/([^"/]+)/', body, re.S)


def test_a_line_names_holder_manager_leader_and_findings(filled: Organisation, read: Read) -> None:
    small_organisation.employ(filled, "vpe", "Vera", title="VP Engineering", role="", manager="ceo")
    Position.objects.filter(organisation=filled, key="luis").update(manager="vpe", dotted=["aisha"])
    body = read("lines/?q=luis")
    assert keys(body) == ["luis"]
    assert all(text in body for text in ("VP Engineering", "Vera", "Aisha", "sev-warning"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["ceo", "luis", "aisha"]),
        ("role=any&sort=-title", ["aisha", "luis"]),
        ("role=product-manager", ["luis"]),
        ("function=marketing", ["aisha"]),
        ("leader=ceo&sort=holder", ["aisha", "luis"]),
        ("flagged=1&q=nobody", []),
        ("view=tree&sort=-title", ["ceo", "luis", "aisha"]),
        ("sort=nonsense&page=99&view=nonsense", ["ceo", "luis", "aisha"]),
    ],
)
def test_address_filters_and_sorts(read: Read, asked: str, found: list[str]) -> None:
    assert keys(read(f"lines/?{asked}")) == found


def test_long_list_comes_in_pages(filled: Organisation, read: Read) -> None:
    small_organisation.more(filled, 40)
    assert (len(keys(read("lines/"))), len(keys(read("lines/?page=2")))) == (50, 33)


def test_another_day_shows_that_day(filled: Organisation, read: Read) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(ends="2030-01-31")
    assert "luis" not in keys(read("lines/?on=2030-02-01"))


def test_unknown_manager_is_named(filled: Organisation, read: Read) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(manager="ghost")
    assert "unknown: ghost" in read("lines/")


def test_shape_counts_layers_spans_and_functions(read: Read) -> None:
    body = read("lines/?view=shape")
    assert all(text in body for text in ("Layers", "Spans of control", "By function", "bar-line"))


@pytest.mark.parametrize(("holder", "is_vacant"), [("h-luis", False), ("", True)])
def test_somebody_called_open_who_starts_later_is_no_open_position(
    filled: Organisation, read: Read, holder: str, is_vacant: bool
) -> None:
    Person.objects.filter(organisation=filled, key="h-luis").update(name="Open")
    Position.objects.filter(organisation=filled, key="luis").update(starts="2099-01-01", holder=holder)
    body = read("lines/?q=open&on=2098-01-01")
    assert keys(body) == ["luis"]
    assert ("lines-vacant" in body) == is_vacant
