"""A version made from the one before, beside all of it loaded anew."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis

from planning.core import rules
from planning.core.changes.change import Change
from planning.core.indices import LISTS
from planning.core.records import Org, Position
from planning.organisation import bases, store, writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation
from tests.changes import edited
from tests.core.random_organisations import DAY, draw_org, seeds
from tests.organisation.test_store import imported, something

pytestmark = pytest.mark.django_db
FEWER = hypothesis(max_examples=hypothesis().max_examples // 5)  # each writes a whole organisation


def retitled(organisation: Organisation, title: str, on: date = DAY) -> Organisation:
    position = store.org_at(organisation, DAY).positions["p1"]
    writes.commit(organisation, [edited(on, position, title=title)], title="Edit", today=DAY)
    return organisation


def told(base: bases.Base) -> Any:
    """All that it says, the order of records included."""
    return {kind: list(table.items()) for kind, table in base.tables.items()}, base[1:5]


@FEWER
@given(seeds)
def test_it_is_what_is_loaded_whatever_was_written_by_whomever_in_however_many_steps(seed: int) -> None:
    random, today = Random(seed), DAY
    organisation = imported(draw_org(seed, 12))
    known = bases.load(organisation.pk)
    for _ in range(10):
        today += timedelta(days=random.randrange(2))
        something(organisation, random, today)
        organisation = Organisation.objects.get(pk=organisation.pk)
        if random.random() < 0.6:
            made = bases.following(organisation.pk, known)
            known = bases.load(organisation.pk)
            assert made is None or told(made) == told(known)


@FEWER
@given(seeds)
def test_findings_and_indices_of_it_are_those_of_the_whole(seed: int) -> None:
    random = Random(seed)
    organisation = imported(draw_org(seed, 25))
    for _ in range(5):
        snapshot = Snapshot(organisation, DAY)
        snapshot.org.work_out(*LISTS, "positions")
        whole = Org(DAY, bases.load(organisation.pk).tables, snapshot.org.since)
        assert {n: getattr(snapshot.org, n) for n in LISTS} == {n: getattr(whole, n) for n in LISTS}
        assert snapshot.findings == rules.findings(whole, snapshot.content)
        something(organisation, random, DAY)
        organisation = Organisation.objects.get(pk=organisation.pk)


def test_what_an_edit_does_not_touch_is_the_same() -> None:
    organisation = imported(draw_org(1, 20))
    before = store.org_at(organisation, DAY)
    after = store.org_at(retitled(organisation, "Z"), DAY)
    assert after.positions["p1"].title == "Z"
    assert all(after.tables[kind] is before.tables[kind] for kind in before.tables if kind != "position")
    assert all(after.positions[key] is before.positions[key] for key in before.positions if key != "p1")


@pytest.mark.once
def test_the_next_version_is_read_in_as_many_queries_whatever_the_size() -> None:
    counts = set()
    for size in (10, 200):
        organisation = imported(draw_org(1, size))
        Snapshot(organisation, DAY)
        retitled(organisation, "Z")
        with CaptureQueriesContext(connection) as queries:
            store.org_at(organisation, DAY)
        counts.add(len(queries))
    assert counts == {6}


def test_what_no_batch_tells_of_is_loaded_anew() -> None:
    organisation = imported(draw_org(1, 5))
    known = bases.load(organisation.pk)
    writes.touch(organisation)
    assert bases.following(organisation.pk, known) is None


def test_very_many_changes_are_loaded_anew() -> None:
    organisation = imported(draw_org(1, 5))
    known = bases.load(organisation.pk)
    new = [Change(DAY, "position", f"n{n}", None, {"title": "New"}) for n in range(bases.FEW + 1)]
    writes.commit(organisation, new, title="Many", today=DAY)
    assert bases.following(organisation.pk, known) is None


def test_another_history_is_loaded_anew() -> None:
    """As after a backup was put back and others have written since: the numbers are the same, the times are not."""
    organisation = retitled(imported(draw_org(1, 5)), "Z")
    known = bases.load(organisation.pk)
    assert known.stamp is not None
    assert known.stamp.made_at is not None
    other = known._replace(stamp=known.stamp._replace(made_at=known.stamp.made_at - timedelta(hours=1)))
    retitled(organisation, "Y")
    assert bases.following(organisation.pk, known) is not None
    assert bases.following(organisation.pk, other) is None


def test_a_version_that_the_database_has_no_more_is_forgotten() -> None:
    """A backup was put back, or a transaction whose version was looked at never came to be."""
    organisation = imported(draw_org(1, 5))
    with transaction.atomic():
        lost = Organisation.objects.get(pk=organisation.pk)
        assert store.org_at(retitled(lost, "Lost"), DAY).positions["p1"].title == "Lost"
        transaction.set_rollback(True)
    retitled(organisation, "Kept")
    assert store.org_at(organisation, DAY).positions["p1"].title == "Kept"


def test_a_change_that_waits_moves_nothing_before_its_day() -> None:
    organisation = imported(Org.of(DAY, Position("p1", title="A")))
    store.org_at(organisation, DAY)
    retitled(organisation, "Later", DAY + timedelta(days=3))
    titles = [store.org_at(organisation, DAY + timedelta(days=days)).positions["p1"].title for days in (0, 3)]
    assert titles == ["A", "Later"]
