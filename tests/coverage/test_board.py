import re
from collections.abc import Callable

import pytest

from planning.models import Position, Product
from portal.models import Organisation, Right
from tests import small_organisation
from tests.small_organisation import SignIn

Read = Callable[[str], str]


def names(body: str) -> list[str]:
    """The products on the board, in order."""
    return re.findall(r'href="/o/[^"/]+/products/([^"/]+)/', body)


def test_board_says_who_covers_and_who_is_missing(read: Read) -> None:
    body = read("coverage/")
    assert names(body) == ["ledger", "checkout"]
    assert all(text in body for text in ("Luis", "Aisha", "state-missing", "state-covered", "state-not-needed"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=check", ["checkout"]),
        ("q=luis", ["checkout"]),
        ("q=payments", ["checkout"]),
        ("q=nothing", []),
        ("stage=build", ["ledger"]),
        ("state=missing", ["ledger"]),
        ("state=covered&stage=build", []),
        ("sort=name", ["checkout", "ledger"]),
        ("sort=stage", ["ledger", "checkout"]),
        ("sort=nonsense&group=nonsense&page=99", ["ledger", "checkout"]),
        ("group=team&sort=name", ["ledger", "checkout"]),
        ("group=owner&sort=name", ["checkout", "ledger"]),
    ],
)
def test_address_filters_sorts_and_groups(read: Read, asked: str, found: list[str]) -> None:
    assert names(read(f"coverage/?{asked}")) == found


def test_groups_have_their_headings(read: Read) -> None:
    body = read("coverage/?group=owner")
    assert re.findall(r"<header><h2>([^<]+)</h2>", body) == ["Luis", "No one"]


def test_nothing_found_says_how_to_go_on(read: Read) -> None:
    assert "Remove a filter" in read("coverage/?q=nothing")


def test_long_board_comes_in_pages(filled: Organisation, read: Read) -> None:
    small_organisation.more(filled, 60)
    assert len(names(read("coverage/"))) == 50
    assert len(names(read("coverage/?page=2"))) == 12


def test_names_are_escaped(filled: Organisation, read: Read) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(name="<script>x</script>")
    assert "<script>x" not in read("coverage/") + read("products/ledger/") + read("findings/") + read("")


def test_as_of_date_looks_at_that_day(filled: Organisation, read: Read) -> None:
    Position.objects.filter(organisation=filled, key="luis").update(ends="2030-01-31")
    assert "ending" in read("coverage/?on=2030-01-31")
    assert "Luis" not in read("coverage/?on=2030-02-01")


def test_organisation_without_products_says_what_to_do(organisation: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.PLANNER).get(f"/o/{organisation.slug}/coverage/").content.decode()
    assert "No products yet" in body
    assert f"/o/{organisation.slug}/import/" in body


def test_product_page_tells_who_answers_for_what(read: Read) -> None:
    body = read("products/checkout/")
    assert all(text in body for text in ("Roadmap and strategy", "Luis", "Messaging and positioning", "Aisha"))
    assert body.count("to be decided") == 3


def test_product_page_of_a_product_that_is_not_there(filled: Organisation, client_as: SignIn) -> None:
    assert client_as(Right.VIEWER).get(f"/o/{filled.slug}/products/ghost/").status_code == 404


def test_product_key_with_a_slash_has_a_page(filled: Organisation, read: Read) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(key="a/b~c")
    assert "Ledger" in read("products/a~1b~0c/")
    assert names(read("coverage/?q=ledger")) == ["a~1b~0c"]


def test_reader_is_not_offered_to_edit(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/products/checkout/").content.decode()
    assert "/do/" not in body
