"""What the migration takes for assumed of products that were imported before they could say it."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planning.core.changes.change import Change, add, edit, remove
from planning.core.records import Product
from planning.models import Batch
from planning.models import Product as ProductRow
from planning.organisation import store, writes
from portal.models import Organisation

TODAY = date(2026, 3, 2)
BOTH = ("stage", "market_facing")
mark_until = import_module("planning.migrations.0022_assumed_before").mark_until
pytestmark = pytest.mark.django_db


def commit(organisation: Organisation, *changes: Change | None, source: str = Batch.Source.EDIT) -> Batch:
    found = [change for change in changes if change]
    return writes.commit(organisation, found, title="Batch", today=TODAY, source=source)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    commit(organisation, add(TODAY, Product("maps", "Maps")), source=Batch.Source.IMPORT)
    return organisation


def change_of(company: Organisation, **fields: Any) -> Change | None:
    return edit(TODAY, store.org_at(company, TODAY).products["maps"], **fields)


def assumed(company: Organisation, key: str = "maps") -> tuple[str, ...]:
    mark_until(apps, None)
    company.refresh_from_db()
    return store.org_at(company, TODAY).products[key].assumed


def test_defaults_of_an_import_are_assumed(company: Organisation) -> None:
    assert assumed(company) == BOTH


def test_what_the_file_said_otherwise_is_not(organisation: Organisation) -> None:
    commit(organisation, add(TODAY, Product("maps", "Maps", stage="beta")), source=Batch.Source.IMPORT)
    assert assumed(organisation) == ("market_facing",)


def test_what_somebody_edited_and_set_back_is_not(company: Organisation) -> None:
    commit(company, change_of(company, stage="beta"))
    commit(company, change_of(company, stage="growth"))
    assert assumed(company) == ("market_facing",)


def test_an_edit_of_another_field_says_nothing_of_these(company: Organisation) -> None:
    commit(company, change_of(company, name="Atlas"))
    assert assumed(company) == BOTH


def test_an_edit_that_was_undone_says_nothing(company: Organisation) -> None:
    writes.undo(commit(company, change_of(company, stage="beta")), today=TODAY)
    company.refresh_from_db()
    assert assumed(company) == BOTH


def test_an_edit_that_was_undone_and_brought_again_does(company: Organisation) -> None:
    batch = commit(company, change_of(company, market_facing=False))
    writes.undo(writes.undo(batch, today=TODAY), today=TODAY)
    company.refresh_from_db()
    assert assumed(company) == ("stage",)


def test_a_product_added_by_hand_is_as_somebody_said(organisation: Organisation) -> None:
    commit(organisation, add(TODAY, Product("maps", "Maps")))
    assert assumed(organisation) == ()


def test_a_product_that_was_removed_and_added_by_hand_is_too(company: Organisation) -> None:
    commit(company, remove(TODAY, store.org_at(company, TODAY).products["maps"]))
    commit(company, add(TODAY, Product("maps", "Maps")))
    assert assumed(company) == ()


def test_imports_that_knew_of_it_stay_as_they_are(company: Organisation) -> None:
    mark_until(apps, timezone.now() - timedelta(days=1))
    assert ProductRow.objects.get().assumed == []


def test_the_import_can_still_be_undone(company: Organisation) -> None:
    assert assumed(company) == BOTH
    writes.undo(Batch.objects.get(), today=TODAY)
    assert not ProductRow.objects.exists()


def test_twice_is_as_once(company: Organisation) -> None:
    assert assumed(company) == BOTH
    assert assumed(company) == BOTH


def test_its_queries_do_not_grow_with_each_product(organisation: Organisation) -> None:
    products = [add(TODAY, Product(f"p{n}", "P")) for n in range(400)]
    commit(organisation, *products, source=Batch.Source.IMPORT)
    with CaptureQueriesContext(connection) as caught:
        mark_until(apps, None)
    assert len(caught) < 20
