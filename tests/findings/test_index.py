import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest

from planning.models import Product
from portal.models import Organisation, Right
from tests.small_organisation import SignIn

Read = Callable[[str], str]


def subjects(body: str) -> list[str]:
    return re.findall(r'<span class="break"><a href="/o/[^"]+">([^<]+)</a></span>', body)


def test_finding_explains_itself(read: Read) -> None:
    body = read("findings/?rule=cov-pm")
    assert subjects(body) == ["Ledger"]
    assert "No Product Manager covers Ledger (build, internal). Nobody is assigned." in body
    assert '/roles/product-manager/#when-needed"' in body
    assert "Assign Luis (1 → 2 products)" in body


def test_record_of_a_pair_is_linked_to_where_it_stands(read: Read) -> None:
    assert '/roles/pm-pmm/#synergy"' in read("findings/?rule=pair-link")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("severity=critical", ["Ledger"]),
        ("rule=pair-link", ["Checkout"]),
        ("q=ledger", ["Ledger"]),
        ("q=xyzzy", []),
        ("rule=nonsense", []),
        ("severity=critical&group=subject&page=none", ["Ledger"]),
    ],
)
def test_address_filters(read: Read, asked: str, found: list[str]) -> None:
    assert subjects(read(f"findings/?{asked}")) == found


@pytest.mark.parametrize(
    ("group", "first"),
    [("severity", "Critical"), ("rule", "Product without a Product Manager"), ("subject", "Checkout")],
)
def test_address_groups(read: Read, group: str, first: str) -> None:
    assert re.findall(r"<section[^>]*><h2>([^<]+)</h2>", read(f"findings/?group={group}"))[0] == first


def test_fix_that_takes_a_choice_is_not_a_link(read: Read) -> None:
    body = read("findings/?rule=partner-market")
    assert "Add a sales partner</span>" in body


def test_reader_sees_fixes_but_no_link_to_do_them(filled: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/").content.decode()
    assert "Assign Luis" in body
    assert "/do/fix/" not in body


def test_fix_can_be_followed(filled: Organisation, client_as: SignIn, read: Read) -> None:
    address = re.findall(r'href="([^"]+/do/fix/[^"]+)"', read("findings/?rule=cov-pm"))[0].replace("&amp;", "&")
    assert "Fixes 1" in client_as(Right.PLANNER).get(address).content.decode()


def test_export_holds_every_finding_and_no_formula(filled: Organisation, client_as: SignIn) -> None:
    Product.objects.filter(organisation=filled, key="ledger").update(name="=CMD()")
    answer = client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/?format=csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert "'=CMD()" in {row["name"] for row in rows}


def test_home_shows_the_worst_first(read: Read) -> None:
    body = read("")
    assert subjects(body)[0] == "Ledger"
    assert "3 people in 3 positions, 2 products" in body


def test_home_of_an_empty_organisation_says_what_to_do_first(organisation: Organisation, client_as: SignIn) -> None:
    body = client_as(Right.PLANNER).get(f"/o/{organisation.slug}/").content.decode()
    assert "Import files" in body


def test_findings_of_an_organisation_without_any(organisation: Organisation, client_as: SignIn) -> None:
    assert "Nothing is flagged" in client_as(Right.VIEWER).get(f"/o/{organisation.slug}/findings/").content.decode()
