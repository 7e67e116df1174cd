"""The bridge between tables and the core: what a date shows, and what it costs to ask."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis

from planning.core.changes.change import Change, add, apply, diff, edit
from planning.core.records import RECORDS, Org, Person, Position, Product, Record
from planning.models import Batch, StoredChange
from planning.organisation import store, writes
from planning.organisation.codec import decode
from portal.models import Organisation
from tests.changes import edited
from tests.core.random_organisations import DAY, draw_changes, draw_org, seeds, sizes
from tests.factories import OrganisationFactory, PositionFactory
from tests.plans.test_together import at_once

pytestmark = pytest.mark.django_db
FEWER = hypothesis(max_examples=hypothesis().max_examples // 2)  # each writes a whole organisation
DAYS = [DAY + timedelta(days=n) for n in range(-1, 13)]


def imported(org: Org) -> Organisation:
    organisation: Organisation = OrganisationFactory.create()
    changes = diff(Org.of(DAY), org, DAY)
    writes.commit(organisation, changes, title="Import", today=DAY, source=Batch.Source.IMPORT, lenient=True)
    return organisation


@FEWER
@given(seeds, sizes)
def test_what_was_written_is_what_is_read(seed: int, size: int) -> None:
    org = draw_org(seed, size, wild=True)
    assert store.org_at(imported(org), DAY) == org


@FEWER
@given(seeds)
def test_every_date_shows_all_changes_up_to_it_whatever_the_order_of_writes_and_undos(seed: int) -> None:
    random = Random(seed)
    start = draw_org(seed, 12)
    organisation = imported(start)
    today = DAY
    for _ in range(12):
        today += timedelta(days=random.randrange(2))
        something(organisation, random, today)
        organisation = Organisation.objects.get(pk=organisation.pk)
    for day in DAYS:
        assert store.org_at(organisation, day).tables == _folded(organisation, start, day).tables


def something(organisation: Organisation, random: Random, today: date) -> None:
    """An edit of now, later or before, or an undo; what is refused is part of it."""
    batches = list(Batch.objects.filter(organisation=organisation, baseline=False))
    try:
        if batches and random.random() < 0.35:
            writes.undo(random.choice(batches), today=today)
        else:
            changes = _drawn(organisation, random, today)
            writes.commit(organisation, changes, title="Edit", today=today)
    except (writes.Refused, writes.Stale):
        pass


def _drawn(organisation: Organisation, random: Random, today: date) -> list[Change]:
    on = today + timedelta(days=random.choice((-1, 0, 0, 1, 3)))
    org = store.org_at(organisation, on)
    position = org.positions.get(random.choice(("p0", "p1")))
    if position is not None and random.random() < 0.7:
        change = edit(on, position, title=random.choice("ABC"), level=random.choice((1, 2)))
        return [change] if change else []
    new = f"n{random.randrange(10**6)}-"
    return [c._replace(on=on, key=c.key.replace("n", new)) for c in draw_changes(org, random.randrange(99), 1)]


def _folded(organisation: Organisation, start: Org, day: date) -> Org:
    """The changes that count, applied in the order of their days."""
    rows = StoredChange.objects.filter(
        organisation=organisation, batch__baseline=False, batch__undoes=None, batch__void=False, on__lte=day
    )
    changes = [Change(r.on, r.kind, r.key, decode(r.kind, r.before), decode(r.kind, r.after)) for r in rows]
    return apply(start, sorted(changes, key=lambda change: change.on))


def test_asking_again_costs_no_query() -> None:
    organisation = imported(draw_org(1, 20))
    store.org_at(organisation, DAY)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        store.org_at(organisation, DAY)
    assert len(queries) == 0


def test_another_date_costs_at_most_one_query() -> None:
    organisation = imported(draw_org(1, 20))
    position = store.org_at(organisation, DAY).positions["p1"]
    writes.commit(organisation, [edited(DAY, position, title="Z")], title="Edit", today=DAY)
    store.org_at(organisation, DAY)
    with CaptureQueriesContext(connection) as queries:
        store.org_at(organisation, DAY - timedelta(days=1))
    assert len(queries) == 1


@pytest.mark.parametrize("size", [10, 300])
def test_reading_costs_the_same_queries_whatever_the_size(size: int) -> None:
    organisation = imported(draw_org(1, size))
    store.forget()
    with CaptureQueriesContext(connection) as queries:
        org = store.org_at(organisation, DAY)
    assert len(org.positions) == size
    assert len(queries) == len(RECORDS) + 5


def test_a_write_by_another_process_is_seen() -> None:
    """The other process leaves nothing in this one's memory but a new version."""
    organisation = imported(draw_org(1, 5))
    store.org_at(organisation, DAY)
    PositionFactory.create(organisation=organisation, key="late")
    writes.touch(organisation)
    assert "late" in store.org_at(organisation, DAY).positions


def test_organisations_do_not_mix() -> None:
    one, other = imported(draw_org(1, 5)), imported(draw_org(2, 9))
    assert (len(store.org_at(one, DAY).positions), len(store.org_at(other, DAY).positions)) == (5, 9)


def test_derived_values_are_made_once_a_version() -> None:
    organisation = imported(draw_org(1, 5))
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [store.derived(organisation, DAY, "count", make) for _ in range(2)] == [1, 1]
    writes.touch(organisation)
    assert store.derived(organisation, DAY, "count", make) == 2


def test_every_kind_of_value_survives_the_tables() -> None:
    records: list[Record] = [
        Position("p", "Ünï", fte=0.35, dotted=("a", "b"), starts=DAY, level=None, rank=-3),
        Person("h", "", leaves=DAY),
        Product("x", market_facing=False, without=("sales",), launch=DAY),
    ]
    assert store.org_at(imported(Org.of(DAY, *records)), DAY) == Org.of(DAY, *records)


at_the_same_time = pytest.mark.skipif(
    "sqlite" in settings.DATABASES["default"]["ENGINE"], reason="writers take turns on SQLite"
)


def _results(*jobs: Callable[[], object]) -> list[str]:
    found: list[str] = []

    def run(job: Callable[[], object]) -> None:
        try:
            job()
            found.append("done")
        except (writes.Stale, writes.Refused) as refusal:
            found.append(type(refusal).__name__)

    at_once(*(lambda job=job: run(job) for job in jobs))
    return sorted(found)


@at_the_same_time
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("attempt", range(5))
def test_of_two_writes_at_once_to_one_field_one_is_stale(attempt: int) -> None:
    organisation = imported(Org.of(DAY, Position("p", "A")))

    def write(title: str) -> Batch:
        mine = Organisation.objects.get(pk=organisation.pk)
        change = Change(DAY, "position", "p", {"title": "A"}, {"title": title})
        return writes.commit(mine, [change], title=title, today=DAY)

    assert _results(lambda: write("B"), lambda: write("C")) == ["Stale", "done"]


@at_the_same_time
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_undos_at_once_one_is_refused() -> None:
    organisation = imported(Org.of(DAY, Position("p", "A")))
    batch = writes.commit(organisation, [add(DAY, Position("q"))], title="New", today=DAY)

    def undo() -> Batch:
        return writes.undo(Batch.objects.get(pk=batch.pk), today=DAY)

    assert _results(undo, undo) == ["Refused", "done"]


def test_history_tells_since_when_a_position_is_vacant() -> None:
    held = Position("p", holder="h")
    organisation = imported(Org.of(DAY, Person("h"), held, Position("always")))
    later, last = DAY + timedelta(days=2), DAY + timedelta(days=5)
    vacate, fill = edit(later, held, holder=""), edit(last, held._replace(holder=""), holder="h")
    assert vacate
    assert fill
    batch = writes.commit(organisation, [vacate, add(later, Position("new"))], title="Leave", today=later)
    writes.commit(organisation, [fill], title="Plan a return", today=later)
    assert [dict(store.org_at(organisation, day).since) for day in (DAY, later, last)] == [
        {},
        {"p": later, "new": later},
        {"new": later},
    ]
    writes.undo(batch.organisation.batches.get(title="Plan a return"), today=later)
    organisation.refresh_from_db()
    writes.undo(Batch.objects.get(pk=batch.pk), today=later)
    organisation.refresh_from_db()
    assert store.org_at(organisation, later).since == {}
