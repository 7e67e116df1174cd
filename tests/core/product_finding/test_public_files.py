"""The aims on files that companies have published: products found from people alone, beside those that they list."""

import csv
from collections.abc import Sequence
from functools import cache

import pytest

from planning.core.product_finding import Proposal, find
from planning.core.product_finding.names import form
from planning.core.records import Org
from planning.imports.pipeline import File, Settings, prepare, run
from tests.core.product_finding.companies import ON, content
from tests.imports.helpers import shared

pytestmark = pytest.mark.pure

COMPANIES = ("sourcegraph-2022-03-01", "sourcegraph-2022-06-01", "mattermost-2020-04-24")
FOUND, RIGHT, MANAGED = 0.9, 0.75, 0.9


@cache
def people(name: str) -> Org:
    path = shared(name, "people.csv")
    if not path.exists():
        pytest.skip(f"{path} is not there")
    source = prepare(File("people", "people.csv", path.read_bytes()), content(), {})
    return run([source], Org(ON), content(), Settings(ON)).after


@cache
def proposals(name: str) -> Sequence[Proposal]:
    return find(people(name), content())


def listed(name: str) -> dict[str, list[str]]:
    """The PMs' positions by the form of the product's name."""
    with shared(name, "products.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {form(row["Product"]): [key.split()[0] for key in row["PM"].split(";") if key] for row in rows}


def forms(one: Proposal) -> set[str]:
    return {form(name) for name in (one.name, *one.names)}


def test_nine_in_ten_products_are_found_one_for_one() -> None:
    hit = every = 0
    for company in COMPANIES:
        found = [one for one in proposals(company)]
        products = listed(company)
        every += len(products)
        hit += sum(sum(product in forms(one) for one in found) == 1 for product in products)
    assert hit >= FOUND * every


def test_three_in_four_of_those_that_are_sure_are_products() -> None:
    sure = [(company, one) for company in COMPANIES for one in proposals(company) if one.is_sure]
    right = [one for company, one in sure if forms(one) & listed(company).keys()]
    assert len(right) >= RIGHT * len(sure)


def test_who_has_the_product_in_their_title_is_its_manager() -> None:
    wanted = got = 0
    for company in COMPANIES:
        org = people(company)
        for product, keys in listed(company).items():
            own = [key for key in keys if org.positions[key].role == "product-manager"]
            own = [key for key in own if product in form(org.positions[key].title)]
            owners = {a.position for one in proposals(company) if product in forms(one) for a in one.assignments}
            wanted += len(own)
            got += sum(key in owners for key in own)
    assert wanted > 0
    assert got >= MANAGED * wanted


def test_a_ministry_has_no_products() -> None:
    assert proposals("uk-treasury-2015-03") == []
