"""What an import assumed of a product is settled by whoever edits or confirms it."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Product
from planning.models import Batch
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.shapes import SignIn

TODAY = date.today()
MAPS = Product("maps", "Maps", assumed=("stage", "market_facing"))


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    writes.commit(organisation, [add(TODAY, MAPS)], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def client(client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def done(client: Client, company: Organisation, action: str, **data: object) -> Product:
    answer = client.post(reverse("do", args=[company.slug, action]), {"on": TODAY.isoformat(), "of": "maps", **data})
    assert answer.status_code == 302, answer.content.decode()
    company.refresh_from_db()
    return store.org_at(company, TODAY).products["maps"]


def test_it_is_stored(company: Organisation) -> None:
    store.forget()
    assert store.org_at(company, TODAY).products["maps"] == MAPS


def test_an_edit_settles_the_field_that_it_changes(company: Organisation, client: Client) -> None:
    product = done(client, company, "edit-product", name="Maps", stage="beta", market_facing="on")
    assert (product.stage, product.assumed) == ("beta", ("market_facing",))


def test_an_edit_of_another_field_leaves_it(company: Organisation, client: Client) -> None:
    product = done(client, company, "edit-product", name="Atlas", stage="growth", market_facing="on")
    assert product.assumed == MAPS.assumed


def test_confirming_settles_all_of_it(company: Organisation, client: Client) -> None:
    assert done(client, company, "confirm-product").assumed == ()


def test_confirming_may_say_it_otherwise(company: Organisation, client: Client) -> None:
    product = done(client, company, "confirm-product", stage="beta", market_facing="False")
    assert (product.stage, product.market_facing, product.assumed) == ("beta", False, ())


def test_confirming_asks_with_what_is_assumed(company: Organisation, client: Client) -> None:
    form = client.get(reverse("do", args=[company.slug, "confirm-product"]), {"of": "maps"}).content.decode()
    assert '<option value="growth" selected>' in form
    assert '<option value="True" selected>' in form


def test_undo_brings_it_back(company: Organisation, client: Client) -> None:
    done(client, company, "edit-product", name="Maps", stage="beta", market_facing="on")
    writes.undo(Batch.objects.latest("pk"), today=TODAY)
    company.refresh_from_db()
    assert store.org_at(company, TODAY).products["maps"] == MAPS


def test_the_product_page_marks_what_is_assumed(company: Organisation, client: Client) -> None:
    page = reverse("product", args=[company.slug, "maps"])
    assert client.get(page).content.decode().count("(assumed)") == 2
    done(client, company, "confirm-product")
    assert "(assumed)" not in client.get(page).content.decode()


@pytest.mark.parametrize("page", ["coverage", "home", "coverage-time"])
def test_a_page_marks_what_is_assumed_and_leads_to_confirming_it(
    company: Organisation, client: Client, page: str
) -> None:
    there = reverse(page, args=[company.slug])
    before = client.get(there).content.decode()
    assert f'class="assumed" data-do href="/o/{company.slug}/do/confirm-product/' in before
    done(client, company, "confirm-product")
    assert 'class="assumed"' not in client.get(there).content.decode()


def test_a_finding_says_which_facts_were_assumed(company: Organisation, client: Client) -> None:
    findings = reverse("findings", args=[company.slug])
    (code,) = re.findall(r'id="row-(\w+)"', client.get(f"{findings}?rule=cov-pmm").content.decode())
    opened = client.get(f"{findings}?rule=cov-pmm&open={code}").content.decode()
    assert "assumed growth, market-facing</a>" in opened


def test_a_viewer_sees_the_mark_and_has_nothing_to_press(company: Organisation, client_as: SignIn) -> None:
    page = client_as(Right.VIEWER).get(reverse("coverage", args=[company.slug])).content.decode()
    assert '<span class="assumed" title="assumed at import">' in page
    assert "confirm-product" not in page
