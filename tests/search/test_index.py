"""The index after an edit: what a new one would be, made of what the one before has."""

from datetime import date, timedelta

import pytest

from planning.core.changes.change import Change, add, diff, remove
from planning.core.records import Org, Position
from planning.demo.synthetic.organisation import synthetic_org
from planning.models import Batch
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from planning.search.index import POSITION, Index, index_of
from portal.models import Organisation
from tests.changes import edited
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def organisation() -> Organisation:
    organisation: Organisation = OrganisationFactory.create()
    changes = diff(Org.of(DAY), synthetic_org(DAY, positions=60, products=3, seed=3), DAY)
    writes.commit(organisation, changes, title="Import", today=DAY, source=Batch.Source.IMPORT, lenient=True)
    return organisation


def _of(org: Org) -> dict[str, list[Change]]:
    """Edits of every kind that entries are made of, by name."""
    held = next(p for p in org.positions.values() if org.people.get(p.holder) and org.teams.get(p.team))
    duty = next(iter(org.tables["assignment"].values()))
    product, team = next(iter(org.products.values())), org.teams[held.team]
    return {
        "a title": [edited(DAY, held, title="Zookeeper")],
        "a move": [edited(DAY, held, manager="")],
        "a holder who goes": [edited(DAY, held, holder="")],
        "the name of a holder": [edited(DAY, org.people[held.holder], name="Zora Quist")],
        "a holder who has left": [edited(DAY, org.people[held.holder], leaves=DAY - timedelta(days=1))],
        "an assignment that moves": [edited(DAY, duty, position=held.key)],
        "an assignment that goes": [remove(DAY, duty)],
        "the name of a product": [edited(DAY, product, name="Zephyr")],
        "the name of a team": [edited(DAY, team, name="Zenith")],
        "a new position": [add(DAY, Position("new", "Aardvark keeper", manager=held.key))],
    }


EDITS = (
    *("a title", "a move", "a holder who goes", "the name of a holder", "a holder who has left"),
    *("an assignment that moves", "an assignment that goes", "the name of a product", "the name of a team"),
    "a new position",
)


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_it_is_what_a_new_one_would_be(organisation: Organisation, edit: str) -> None:
    before = index_of(Snapshot(organisation, DAY))
    writes.commit(organisation, _of(before.org)[edit], title=edit, today=DAY)
    after = index_of(Snapshot(organisation, DAY))
    assert after.entries == Index(Snapshot(organisation, DAY)).entries


def test_an_edit_leaves_all_other_entries_as_they_are(organisation: Organisation) -> None:
    before = index_of(Snapshot(organisation, DAY))
    writes.commit(organisation, _of(before.org)["a title"], title="Edit", today=DAY)
    known = set(map(id, before.entries[POSITION]))
    made = [one for one in index_of(Snapshot(organisation, DAY)).entries[POSITION] if id(one) not in known]
    assert [one.name for one in made] == [" zookeeper"]
