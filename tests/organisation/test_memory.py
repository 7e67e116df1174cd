"""What a process keeps of organisations while they are looked at and edited."""

import gc
import tracemalloc
from datetime import date
from types import FunctionType

import pytest

from planning.chart.filters import Finder
from planning.chart.model import Chart
from planning.core.changes.change import diff
from planning.core.records import Org
from planning.demo.synthetic.organisation import synthetic_org
from planning.models import Batch
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from planning.search.index import index_of
from portal import cache
from portal.models import Organisation
from tests.changes import edited
from tests.factories import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = date(2026, 6, 1)


def made(positions: int) -> Organisation:
    organisation: Organisation = OrganisationFactory.create()
    changes = diff(Org.of(DAY), synthetic_org(DAY, positions=positions, products=positions // 40, seed=3), DAY)
    writes.commit(organisation, changes, title="Import", today=DAY, source=Batch.Source.IMPORT, lenient=True)
    store.forget()
    return organisation


def look(organisation: Organisation) -> None:
    """As pages do: the chart, its filters and the search, twice."""
    for _ in range(2):
        snapshot = Snapshot(organisation, DAY)
        chart = snapshot.remember("chart", lambda snapshot=snapshot: Chart(snapshot))  # type: ignore[misc]
        finder = snapshot.remember("finder", lambda chart=chart: Finder(chart))  # type: ignore[misc]
        assert finder.counts
        assert finder.texts
        assert index_of(snapshot).entries
        assert snapshot.coverage


def forget_texts() -> None:
    """Empty what is remembered of texts: those of other organisations, too, count in the one that asks."""
    for one in gc.get_objects():
        if type(one) is FunctionType and (known := vars(one).get("recalls")):
            known.cache_clear()


def test_bytes_held_are_those_that_python_gave_out() -> None:
    organisation = made(4_000)
    forget_texts()
    # What is remembered of texts is not given out again; it counts as the organisation's, some 1.4 MB of any size.
    look(organisation)
    store.forget()
    store.content_for(organisation)
    before = cache.bytes_held()
    gc.collect()
    tracemalloc.start()
    look(organisation)
    gc.collect()
    given = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert cache.bytes_held() - before == pytest.approx(given, rel=0.25)


def test_edits_leave_nothing_of_earlier_versions() -> None:
    organisation, held = made(300), []
    for number in range(8):
        position = next(iter(store.org_at(organisation, DAY).positions.values()))
        writes.commit(organisation, [edited(DAY, position, title=f"Title {number}")], title="Edit", today=DAY)
        look(organisation)
        held.append(cache.bytes_held())
    del position
    gc.collect()
    versions = [one for one in gc.get_objects() if type(one) is Org and len(one.tables.get("position", ())) == 300]
    assert len(versions) <= 2
    assert held[-1] < held[0] * 1.1
