"""Several people at once, on a database that lets them: nothing is lost, nothing is half-done."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, connections

from planning.core.changes.change import add, edit
from planning.core.records import Position
from planning.models import Batch, Plan, Step, StoredChange
from planning.organisation import store, writes
from planning.plans import applying, editing
from portal.models import Organisation
from tests.factories import OrganisationFactory

TODAY = date(2026, 9, 1)
EDITS = 25  # of each editor
pytestmark = [
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="writers take turns on SQLite"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def company(transactional_db: None) -> Organisation:
    organisation = OrganisationFactory.create()
    positions = [
        Position("boss", title="CEO"),
        *(Position(f"p{n}", title=f"Maker {n}", manager="boss") for n in range(10)),
    ]
    writes.commit(organisation, [add(TODAY, position) for position in positions], title="Start", today=TODAY)
    return organisation


def at_once(*jobs: Callable[[], None]) -> None:
    """Run all in threads of their own, started together."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], None]) -> None:
        gate.wait()
        try:
            job()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def planned_title(company: Organisation, title: str) -> Plan:
    """An approved plan that renames the first maker."""
    plan = editing.create(company, name=title, target=TODAY, owner=None)
    position = store.org_at(company, TODAY).positions["p0"]
    change = edit(TODAY, position, title=title)
    assert change is not None
    editing.edit(plan, [change], title=title, author=None)
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.APPROVED)
    return Plan.objects.get(pk=plan.pk)


@pytest.mark.parametrize("attempt", range(8))
def test_of_two_contradicting_plans_applied_at_once_one_wins_and_the_other_is_asked(
    company: Organisation, attempt: int
) -> None:
    plans = [planned_title(company, title) for title in ("Lead", "Head")]
    results: list[str] = []

    def apply(plan: Plan) -> None:
        try:
            applying.apply(plan, today=TODAY, author=None)
            results.append("applied")
        except applying.Undecided as undecided:
            results.append(f"asked about {undecided.clashes[0].conflict.field}")

    at_once(*(lambda plan=plan: apply(plan) for plan in plans))
    assert sorted(results) == ["applied", "asked about title"]
    assert Batch.objects.filter(source=Batch.Source.PLAN).count() == 1


def test_eight_editors_of_one_plan_lose_no_acknowledged_edit(company: Organisation) -> None:
    plan = editing.create(company, name="Together", target=TODAY, owner=None)
    acknowledged: list[str] = []

    def edit_on(key: str) -> None:
        for count in range(EDITS):
            mine = Plan.objects.select_related("organisation").get(pk=plan.pk)
            position = store.org_at(company, TODAY, mine).positions[key]
            change = edit(TODAY, position, title=f"{key} {count}")
            assert change is not None
            editing.edit(mine, [change], title=f"{key} {count}", author=None)
            acknowledged.append(f"{key} {count}")

    at_once(*(lambda key=f"p{n}": edit_on(key) for n in range(8)))
    assert sorted(Step.objects.filter(plan=plan).values_list("title", flat=True)) == sorted(acknowledged)
    assert len(acknowledged) == 8 * EDITS


def test_plans_of_one_name_made_at_once_have_addresses_of_their_own(company: Organisation) -> None:
    def spring() -> None:
        editing.create(company, name="Spring", target=TODAY, owner=None)

    at_once(spring, spring, spring, spring)
    assert sorted(Plan.objects.values_list("slug", flat=True)) == ["spring", "spring-2", "spring-3", "spring-4"]


def test_two_edits_of_one_field_in_one_plan_never_overwrite_each_other(company: Organisation) -> None:
    plan = editing.create(company, name="Together", target=TODAY, owner=None)
    position = store.org_at(company, TODAY).positions["p0"]
    results: list[str] = []

    def rename(title: str) -> None:
        change = edit(TODAY, position, title=title)
        assert change is not None
        try:
            editing.edit(plan, [change], title=title, author=None)
            results.append("kept")
        except writes.Stale as stale:
            results.append(f"shown {stale.conflicts[0].planned}")

    at_once(lambda: rename("Lead"), lambda: rename("Head"))
    assert sorted(results)[0] == "kept"
    assert sorted(results)[1] in ("shown Lead", "shown Head")


KILLED = """
import django; django.setup()
from datetime import date
from planning.organisation import writes
from planning.models import Plan
from planning.plans import applying
def stop(*_):
    print("writing", flush=True)
    import time; time.sleep(60)
writes._bump = stop  # everything is written, nothing is committed
applying.apply(Plan.objects.get(name="Lead"), today=date(2026, 9, 1), author=None)
"""


def test_a_process_killed_while_applying_leaves_nothing_half_applied(company: Organisation) -> None:
    planned_title(company, "Lead")
    before = StoredChange.objects.count()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED],
        stdout=subprocess.PIPE,
        text=True,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "DATABASE_URL": _url()},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
    assert StoredChange.objects.count() == before
    assert Plan.objects.get().state == Plan.State.APPROVED
    applying.apply(Plan.objects.get(), today=TODAY, author=None)
    company.refresh_from_db()
    assert store.org_at(company, TODAY).positions["p0"].title == "Lead"


def _url() -> str:
    """The test's own database, for another process: the rig's address with the name of this worker's."""
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    return f"{server}/{connection.settings_dict['NAME']}"
