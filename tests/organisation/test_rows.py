"""Edits come to the tables as they were meant, and nowhere else."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.core.changes.change import Change, add, edit
from planning.core.records import Position, Record
from planning.organisation import rows, store, writes
from portal.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
BARE = Position("a", title="Maker", fte=1.0)
FULL = Position(
    "a",
    title="Maker's “lead”\n50%",
    level=3,
    fte=0.6,
    dotted=("b", "c"),
    starts=date(2027, 2, 28),
    rank=7,
    pay=Decimal("81234.50"),
    currency="EUR",
    loaded=True,
    sharers=("ines",),
)


def written(organisation: Organisation, *records: Record) -> None:
    writes.commit(organisation, [add(TODAY, one) for one in records], title="Start", today=TODAY, lenient=True)


def edits(old: Record, new: Record) -> Change:
    fields = {name: value for name, value in new._asdict().items() if value != getattr(old, name)}
    change = edit(TODAY, old, **fields)
    assert change is not None
    return change


@pytest.mark.parametrize(("old", "new"), [(BARE, FULL), (FULL, BARE)], ids=["filled", "emptied"])
def test_an_edit_of_every_kind_of_column_is_read_as_it_was_written(old: Position, new: Position) -> None:
    organisation = OrganisationFactory.create()
    written(organisation, old)
    writes.commit(organisation, [edits(old, new)], title="Edit", today=TODAY, lenient=True)
    assert rows.load_table("position", organisation.pk) == {"a": new}


def test_edits_of_other_fields_at_once_each_keep_what_they_do_not_name() -> None:
    organisation = OrganisationFactory.create()
    one, other = BARE, BARE._replace(key="b", rank=4)
    written(organisation, one, other)
    changes = [edits(one, one._replace(title="Chief")), edits(other, other._replace(level=2, title="Lead"))]
    writes.commit(organisation, changes, title="Edit", today=TODAY, lenient=True)
    now = rows.load_table("position", organisation.pk)
    assert (now["a"], now["b"]) == (one._replace(title="Chief"), other._replace(level=2, title="Lead"))


def test_an_edit_leaves_the_same_key_of_another_organisation_alone() -> None:
    mine, theirs = OrganisationFactory.create_batch(2)
    for organisation in (mine, theirs):
        written(organisation, BARE)
    writes.commit(mine, [edits(BARE, FULL)], title="Edit", today=TODAY, lenient=True)
    assert rows.load_table("position", theirs.pk) == {"a": BARE}


def test_many_edits_of_the_same_fields_are_one_statement() -> None:
    organisation = OrganisationFactory.create()
    many = [BARE._replace(key=f"p{number}") for number in range(600)]
    written(organisation, *many)
    changes = [edits(one, one._replace(title="Chief")) for one in many]
    store.org_at(organisation, TODAY)
    with CaptureQueriesContext(connection) as asked:
        writes.commit(organisation, changes, title="Edit", today=TODAY)
    assert len([one for one in asked.captured_queries if "UPDATE" in one["sql"] and "_position" in one["sql"]]) == 1
