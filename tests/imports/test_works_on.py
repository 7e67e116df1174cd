"""Columns beside title and team that may name a product: what they say is kept for products to be found by it."""

from datetime import timedelta

import pytest

from planning.imports.columns.works_on import is_header
from planning.imports.pipeline import File, Settings
from planning.imports.service import apply, opened, preview
from planning.imports.works_on import works_on_of
from planning.organisation.writes import undo
from portal.models import Organisation
from tests.factories import OrganisationFactory
from tests.imports.helpers import ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def acme() -> Organisation:
    return OrganisationFactory.create(slug="acme")


def import_rows(organisation: Organisation, *rows: str, update: bool = False) -> None:
    text = "\n".join(rows).encode()
    files = opened(organisation, [File("people", "people.csv", text)])
    outcome = preview(organisation, files, Settings(ON, update=update))
    apply(organisation, outcome, ["people.csv"], today=ON)


HEADER = "ID,Name,Job Title,Cost Center"


@pytest.mark.parametrize(
    "header",
    [
        "Cost Center",
        "Cost Centre Name",
        "Kostenstelle",
        "Kostenstellenbezeichnung",
        "Centre de coûts",
        "Centro de costo",
        "コストセンター",
        "Product",
        "Product Line",
        "Product Area",
        "Project Name",
        "Primary Project",
        "Value Stream",
        "Produktlinie",
        "产品线",
    ],
)
def test_headers_of_what_people_work_on(header: str) -> None:
    assert is_header(header)


@pytest.mark.parametrize(
    "header", ["Product Manager", "Project Start", "Cost", "Product Owner", "Area Manager", "Area"]
)
def test_other_headers_that_speak_of_products(header: str) -> None:
    assert not is_header(header)


def test_a_cost_centre_is_kept_by_position(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,CC 4100 Payments", "2,Bo Ray,Engineer,")
    assert works_on_of(acme) == {"1": ("Payments",)}


def test_several_columns_say_each_thing_once(acme: Organisation) -> None:
    import_rows(acme, f"{HEADER},Product,Project", "1,Ann Lee,Engineer,Payments,Payments,Ledger 2")
    assert works_on_of(acme) == {"1": ("Ledger 2", "Payments")}


def test_numbers_alone_name_nothing(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,4100", "2,Bo Ray,Engineer,A-4200")
    assert works_on_of(acme) == {}


def test_the_next_import_takes_the_place_of_the_last(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Payments", "2,Bo Ray,Engineer,Ledger")
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Checkout", "2,Bo Ray,Engineer,")
    assert works_on_of(acme) == {"1": ("Checkout",)}


def test_some_rows_only_leave_what_they_do_not_say(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Payments", "2,Bo Ray,Engineer,Ledger")
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Checkout", update=True)
    assert works_on_of(acme) == {"1": ("Checkout",), "2": ("Ledger",)}


def test_a_file_without_such_a_column_leaves_them(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Payments")
    import_rows(acme, "ID,Name,Job Title", "1,Ann Lee,Senior Engineer")
    assert works_on_of(acme) == {"1": ("Payments",)}


@pytest.mark.parametrize("header", ["Startup", "Specialty", "Focus", "Area", "Scope", "Mission", "Initiative"])
def test_what_is_inside_of_a_team_is_kept_beside_the_team(acme: Organisation, header: str) -> None:
    import_rows(acme, f"ID,Name,Job Title,Incubator,{header}", "1,Ann Lee,Engineer,Garage,Payments")
    assert works_on_of(acme) == {"1": ("Payments",)}


def test_of_two_columns_of_teams_the_one_not_taken_is_kept(acme: Organisation) -> None:
    import_rows(acme, "ID,Name,Job Title,Team,Squad", "1,Ann Lee,Engineer,Garage,Payments", "2,Bo Ray,Engineer,,Ledger")
    assert works_on_of(acme) == {"1": ("Payments",)}


def test_without_a_column_of_teams_an_area_is_not_kept(acme: Organisation) -> None:
    import_rows(acme, "ID,Name,Job Title,Area", "1,Ann Lee,Engineer,Payments")
    assert works_on_of(acme) == {}


def test_a_column_alone_makes_a_new_version_although_no_record_changes(acme: Organisation) -> None:
    import_rows(acme, "ID,Name,Job Title", "1,Ann Lee,Engineer")
    before = acme.version
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Payments")
    assert acme.version > before


def test_a_column_that_is_a_team_stays_one(acme: Organisation) -> None:
    import_rows(acme, "ID,Name,Job Title,Value Stream", "1,Ann Lee,Engineer,Payments")
    assert works_on_of(acme) == {}


def test_undoing_the_import_leaves_texts_of_nobody(acme: Organisation) -> None:
    import_rows(acme, HEADER, "1,Ann Lee,Engineer,Payments")
    undo(acme.batches.get(), today=ON + timedelta(days=1))
    assert works_on_of(acme) == {"1": ("Payments",)}
