"""Where an import leads once it is applied: to what it could not know."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from planning.imports import drafts
from planning.imports.works_on import works_on_of
from planning.models import Batch, ImportDraft
from portal.models import Organisation, Right
from tests.imports.helpers import people
from tests.imports.pages import page, seen_token, upload
from tests.shapes import Answer, SignIn

PLAIN = people("1,Ada Lind,CEO,", "2,Bo Vask,Engineer,1")
NAMING = people("1,Ada Lind,CEO,", '2,Bo Vask,"Product Manager, Checkout",1')
LATER = (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture(autouse=True)
def _no_previews() -> Iterator[None]:
    yield
    drafts.forget()


@pytest.fixture
def planner(client_as: SignIn) -> Client:
    return client_as(Right.PLANNER)


def imported(planner: Client, organisation: Organisation, text: str, **more: object) -> Answer:
    """What applying a file answers."""
    upload(planner, organisation, text, **more)
    found = ImportDraft.objects.latest("pk")
    seen = seen_token(planner, organisation, found)
    return planner.post(page(organisation, "import-apply", found.pk), {"seen": seen, "confirm": "1"})


def test_the_first_import_leads_to_the_setup(planner: Client, organisation: Organisation) -> None:
    answer = imported(planner, organisation, PLAIN)
    assert answer["Location"] == f"{page(organisation, 'setup')}?after=import"


def test_an_import_whose_titles_name_products_leads_to_these(planner: Client, organisation: Organisation) -> None:
    answer = imported(planner, organisation, NAMING)
    assert answer["Location"] == f"{page(organisation, 'setup-products')}?after=import"
    there = planner.get(answer["Location"]).content.decode()
    assert '<li aria-current="step"><span aria-hidden="true">4</span>Products</li>' in there


def test_files_that_bring_products_lead_to_the_setup(planner: Client, organisation: Organisation) -> None:
    products = SimpleUploadedFile("products.csv", b"Product,PM\nLedger,2\n")
    answer = imported(planner, organisation, NAMING, products=products)
    assert answer["Location"] == f"{page(organisation, 'setup')}?after=import"


def test_the_next_page_says_what_was_applied_and_where_one_is(planner: Client, organisation: Organisation) -> None:
    there = planner.get(imported(planner, organisation, PLAIN)["Location"]).content.decode()
    assert "Import: people.csv: 4 changes applied." in there
    assert reverse("history-undo", args=[organisation.slug, Batch.objects.get().pk]) in there
    assert '<li aria-current="step"><span aria-hidden="true">5</span>Setup</li>' in there


def test_an_import_that_leaves_nothing_to_ask_leads_to_what_it_did(planner: Client, organisation: Organisation) -> None:
    imported(planner, organisation, PLAIN)
    answer = imported(planner, organisation, PLAIN + "3,Cy Moe,Engineer,1\n")
    assert answer["Location"] == page(organisation, "import-result", Batch.objects.latest("pk").pk)


def test_an_import_for_a_later_day_asks_nothing_yet(planner: Client, organisation: Organisation) -> None:
    answer = imported(planner, organisation, NAMING, on=LATER)
    assert answer["Location"] == page(organisation, "import-result", Batch.objects.get().pk)


def test_what_was_applied_can_be_looked_at_again(planner: Client, organisation: Organisation) -> None:
    imported(planner, organisation, NAMING)
    draft = ImportDraft.objects.get()
    answer = planner.get(page(organisation, "import-preview", draft.pk))
    assert answer["Location"] == page(organisation, "import-result", Batch.objects.get().pk)


def test_a_new_column_of_what_people_work_on_is_kept_although_nothing_changes(
    planner: Client, organisation: Organisation
) -> None:
    imported(planner, organisation, PLAIN)
    header, *rows = PLAIN.splitlines()
    answer = imported(planner, organisation, "\n".join([f"{header},Cost Center", *(f"{row},Payments" for row in rows)]))
    assert answer["Location"] == page(organisation)
    assert works_on_of(organisation) == {"1": ("Payments",), "2": ("Payments",)}
