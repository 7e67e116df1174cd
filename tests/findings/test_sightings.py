"""What is remembered of findings: seen, closed, opened again, and how many stood open each day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from planning.core.rules.base import code_of
from planning.findings import sightings, waivers
from planning.models import Batch, FindingCount, FindingNote, LastLook, Product, Sighting
from planning.organisation import store, writes
from planning.organisation.snapshot import Snapshot
from portal.jobs import Job
from portal.models import Organisation, Right, User
from tests.changes import edited
from tests.factories import UserFactory
from tests.small_organisation import SignIn

DAY = date(2026, 6, 1)
LEDGER = ("cov-pm", "product", "ledger", "")

pytestmark = pytest.mark.django_db


def change(organisation: Organisation, on: date = DAY, author: User | None = None, **fields: Any) -> None:
    """Edit the product that nobody covers, and record what then stands."""
    product = store.org_at(organisation, on).products["ledger"]
    title = f"Ledger: {', '.join(fields)}"
    writes.commit(organisation, [edited(on, product, **fields)], title=title, today=on, author=author)
    sightings.record(organisation, on)


def ledger() -> Sighting:
    return Sighting.objects.get(rule="cov-pm", key="ledger")


def events() -> list[tuple[str, str]]:
    rows = FindingNote.objects.filter(rule="cov-pm", key="ledger")
    return list(rows.values_list("event", "text"))


def test_first_look_remembers_every_finding(filled: Organisation) -> None:
    assert sightings.record(filled, DAY)
    assert set(sightings.sightings(filled)) == {f.identity for f in Snapshot(filled, DAY).findings}
    row = ledger()
    assert (row.first_seen, row.opened_on, row.last_seen, row.closed_on, row.times) == (DAY, DAY, DAY, None, 1)
    assert events() == []


def test_second_look_at_the_same_state_writes_nothing(filled: Organisation) -> None:
    sightings.record(filled, DAY)
    with CaptureQueriesContext(connection) as queries:
        assert not sightings.record(filled, DAY)
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []


def test_closing_and_opening_again(filled: Organisation) -> None:
    author = UserFactory.create()
    sightings.record(filled, DAY)
    change(filled, DAY + timedelta(1), author, stage="idea")
    assert ledger().closed_on == DAY + timedelta(1)
    change(filled, DAY + timedelta(3), author, stage="build")
    row = ledger()
    assert (row.first_seen, row.opened_on, row.closed_on, row.times) == (DAY, DAY + timedelta(3), None, 2)
    assert events() == [("closed", "Ledger: stage"), ("reopened", "Ledger: stage")]
    assert set(FindingNote.objects.values_list("author", flat=True)) == {author.pk}


def undo(organisation: Organisation, on: date) -> None:
    """Undo the latest batch, and record what then stands."""
    writes.undo(Batch.objects.latest("pk"), today=on)
    organisation.refresh_from_db()
    sightings.record(organisation, on)


@pytest.mark.parametrize("days", [1, 3])
def test_a_finding_whose_fix_is_undone_has_stood_all_the_time(filled: Organisation, days: int) -> None:
    sightings.record(filled, DAY)
    change(filled, DAY + timedelta(1), stage="idea")
    undo(filled, DAY + timedelta(days))
    assert (ledger().opened_on, ledger().closed_on, ledger().times) == (DAY, None, 1)


def test_a_finding_opens_anew_after_a_fix_that_was_done_again(filled: Organisation) -> None:
    sightings.record(filled, DAY)
    change(filled, DAY + timedelta(1), stage="idea")
    undo(filled, DAY + timedelta(2))
    undo(filled, DAY + timedelta(3))
    change(filled, DAY + timedelta(5), stage="build")
    assert ledger().opened_on == DAY + timedelta(5)


def test_a_new_day_is_noted_without_a_change(filled: Organisation) -> None:
    sightings.record(filled, DAY)
    sightings.record(filled, DAY + timedelta(2))
    assert (ledger().first_seen, ledger().last_seen) == (DAY, DAY + timedelta(2))
    assert FindingCount.objects.count() == 2


def test_graver_or_lighter_is_noted_with_both(filled: Organisation) -> None:
    sightings.record(filled, DAY)
    filled.rule_settings.create(rule="cov-pm", severity="info")
    writes.touch(filled)
    sightings.record(filled, DAY)
    assert events() == [("severity", "critical → info")]


def test_an_older_look_changes_nothing(filled: Organisation) -> None:
    sightings.record(filled, DAY)
    assert not sightings.record(filled, DAY - timedelta(1))
    assert LastLook.objects.get().on == DAY


def test_count_of_a_day_leaves_out_what_is_accepted(filled: Organisation) -> None:
    user = UserFactory.create()
    finding = Snapshot(filled, DAY).find(code_of(LEDGER))
    assert finding
    waivers.accept(filled, finding, "Known.", user, DAY, user)
    sightings.record(filled, DAY)
    row = FindingCount.objects.get()
    assert (row.critical, row.accepted) == (0, 1)
    assert row.warning == sum(f.severity == "warning" for f in Snapshot(filled, DAY).findings)


def test_every_write_records_once_it_has_succeeded(
    filled: Organisation, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    today = timezone.localdate()
    product = store.org_at(filled, today).products["ledger"]
    with django_capture_on_commit_callbacks(execute=True):
        batch = writes.commit(filled, [edited(today, product, name="Books")], title="Rename", today=today)
    assert ledger().name == "Books"
    with django_capture_on_commit_callbacks(execute=True):
        writes.undo(Batch.objects.get(pk=batch.pk), today=today)
    assert ledger().name == "Ledger"


def test_a_look_that_goes_wrong_harms_no_edit(
    filled: Organisation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut_off(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(sightings, "record", cut_off)
    today = timezone.localdate()
    product = store.org_at(filled, today).products["ledger"]
    with django_capture_on_commit_callbacks(execute=True):
        writes.commit(filled, [edited(today, product, name="Books")], title="Rename", today=today)
    assert store.org_at(filled, today).products["ledger"].name == "Books"


def test_after_very_many_changes_a_job_records(
    filled: Organisation,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sightings, "AT_ONCE", 0)
    today = timezone.localdate()
    product = store.org_at(filled, today).products["ledger"]
    with django_capture_on_commit_callbacks(execute=True):
        writes.commit(filled, [edited(today, product, name="Books")], title="Rename", today=today)
    assert Job.objects.get(kind="record-findings").state == Job.State.DONE
    assert ledger().name == "Books"


@pytest.mark.parametrize("page", ["", "findings/"])
def test_page_records_today_once(filled: Organisation, client_as: SignIn, page: str) -> None:
    client = client_as(Right.VIEWER)
    client.get(f"/o/{filled.slug}/{page}")
    assert ledger().first_seen == timezone.localdate()
    Product.objects.filter(key="ledger").update(name="Unseen")
    client.get(f"/o/{filled.slug}/{page}")
    assert ledger().name == "Ledger"


def test_another_day_or_a_plan_records_nothing(filled: Organisation, client_as: SignIn) -> None:
    client_as(Right.VIEWER).get(f"/o/{filled.slug}/findings/?on=2026-06-01")
    assert not Sighting.objects.exists()


def test_nothing_is_seen_across_organisations(filled: Organisation, client_as: SignIn) -> None:
    other = Client()
    other.force_login(UserFactory.create())
    sightings.record(filled, DAY)
    assert other.get(f"/o/{filled.slug}/findings/{code_of(LEDGER)}/").status_code == 404
