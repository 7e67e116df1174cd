"""The products found of an organisation, as the command prints them."""

import json

import pytest
from django.core.management import call_command

from planning.imports.pipeline import File, Settings
from planning.imports.service import apply, opened, preview
from planning.organisation.snapshot import Snapshot
from planning.setup.products.finding import proposals
from portal.models import Organisation
from tests.factories import OrganisationFactory
from tests.imports.helpers import ON

pytestmark = pytest.mark.django_db


def import_rows(organisation: Organisation, *rows: str, kind: str = "people") -> None:
    files = opened(organisation, [File(kind, f"{kind}.csv", "\n".join(rows).encode())])
    apply(organisation, preview(organisation, files, Settings(ON)), ["file"], today=ON)


@pytest.fixture
def acme() -> Organisation:
    acme = OrganisationFactory.create(slug="acme")
    import_rows(acme, "ID,Name,Job Title", "1,Ann,CEO", '2,Bob,"Product Manager, Checkout"', "3,Cy,Engineer")
    return acme


def test_prints_what_the_contract_says(acme: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("find_products", "--org", "acme", "--format", "json")
    (checkout,) = json.loads(capsys.readouterr().out)
    assert (checkout["key"], checkout["name"]) == ("checkout", "Checkout")
    assert checkout["doubt"] is None
    assert [(said["position"], said["text"]) for said in checkout["evidence"]] == [("2", "Product Manager, Checkout")]
    owners = [(a["role"], a["position"], a["kind"]) for a in checkout["assignments"]]
    assert owners == [("product-manager", "2", "owner")]


def test_says_in_text_how_many_are_sure(acme: Organisation, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("find_products", "--org", "acme")
    assert "1 product found, 1 of them certain" in capsys.readouterr().out


def test_says_that_nothing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    OrganisationFactory.create(slug="empty")
    call_command("find_products", "--org", "empty")
    assert "No title or team names a new product" in capsys.readouterr().out


def test_leaves_out_what_the_organisation_has(acme: Organisation) -> None:
    assert [one.name for one in proposals(Snapshot(acme, ON))] == ["Checkout"]
    import_rows(acme, "Product ID,Product,PM", "co,Check-out,2", kind="products")
    acme.refresh_from_db()
    assert proposals(Snapshot(acme, ON)) == []
