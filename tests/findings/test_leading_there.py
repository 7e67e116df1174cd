"""Cells and counts elsewhere lead to the findings that they stand for."""

import html
import re

import pytest
from django.test import Client

from planning.models import Position
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.findings.test_index import LEDGER, codes
from tests.small_organisation import PM, SignIn


@pytest.fixture
def client(client_as: SignIn, filled: Organisation) -> Client:
    return client_as(Right.VIEWER)


def lists(client: Client, organisation: Organisation, path: str) -> dict[str, list[str]]:
    """The links of a page to the list of findings, with the rows that each leads to."""
    body = client.get(f"/o/{organisation.slug}/{path}").content.decode()
    links = set(re.findall(rf'href="(/o/{organisation.slug}/findings/\?[^"]+)"', body))
    return {link.split("?")[1]: codes(client.get(link).content.decode()) for link in map(html.unescape, links)}


@pytest.mark.parametrize("path", ["coverage/", "products/ledger/", "coverage/time/"])
def test_cell_leads_to_what_is_found_about_it(client: Client, filled: Organisation, path: str) -> None:
    assert lists(client, filled, path)[f"product=ledger&role={PM}"] == [LEDGER]


def test_cell_without_findings_leads_nowhere(client: Client, filled: Organisation) -> None:
    assert all(lists(client, filled, "coverage/").values())


def test_count_of_a_product_is_that_of_its_list(client: Client, filled: Organisation) -> None:
    body = " ".join(client.get(f"/o/{filled.slug}/coverage/").content.decode().split())
    number = re.search(r"(\d+)<span class=\"sr\"> findings on Checkout", body)
    assert number is not None
    assert int(number[1]) == len(lists(client, filled, "coverage/")["product=checkout"])


def test_count_on_home_leads_to_its_severity(client: Client, filled: Organisation) -> None:
    assert lists(client, filled, "")["severity=critical"] == [LEDGER]


def test_pair_without_a_link_leads_to_the_finding(client: Client, filled: Organisation) -> None:
    assert len(lists(client, filled, "coverage/pairs/")["product=checkout&rule=pair-link"]) == 1


def test_count_of_a_reporting_line_is_that_of_its_list_with_causes_of_several(
    client: Client, filled: Organisation
) -> None:
    Position.objects.filter(organisation=filled, key__in=["luis", "aisha"]).update(manager="ghost")
    writes.touch(filled)
    body = " ".join(client.get(f"/o/{filled.slug}/lines/").content.decode().split())
    number = re.search(r'line=luis">.*?</svg>.*?(\d+)</a>', body)
    assert number is not None
    found = lists(client, filled, "lines/")["line=luis"]
    assert len(found) == int(number[1])
    assert codes(client.get(f"/o/{filled.slug}/findings/?rule=unplaced").content.decode())[0] in found


def test_top_issue_of_home_leads_to_its_row_of_the_list(client: Client, filled: Organisation) -> None:
    body = client.get(f"/o/{filled.slug}/").content.decode()
    assert f'href="/o/{filled.slug}/findings/?open={LEDGER}#row-{LEDGER}"' in body
