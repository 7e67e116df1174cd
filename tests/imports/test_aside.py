"""What is too much for a request is looked at and applied by a worker."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.records import Position as PositionRecord
from planning.imports import applying, drafts, previewing
from planning.models import Batch, ImportDraft, Position
from planning.organisation import writes
from portal import jobs
from portal.models import Job, Organisation
from tests.imports.pages import apply, draft, page, seen_token
from tests.portal.jobs.worker import IN_TABLES, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(settings: Any) -> None:
    """What is done aside waits for a worker."""
    settings.TASKS = IN_TABLES


@pytest.fixture
def many(planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> ImportDraft:
    """Files whose changes count as too many to be applied within a request."""
    monkeypatch.setattr(applying, "IN_ONE_REQUEST", 1)
    return draft(planner, organisation)


def begin(client: Client, organisation: Organisation, found: ImportDraft) -> str:
    """Have it applied; the page that tells how it goes."""
    answer = client.post(
        page(organisation, "import-apply", found.pk), {"seen": seen_token(client, organisation, found)}
    )
    assert answer["Location"] == page(organisation, "import-apply", found.pk)
    return answer["Location"]


def test_a_worker_applies_nothing_that_columns_make_another_import_meanwhile(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    begin(planner, organisation, many)
    drafts.save_columns(organisation, "people", {"Name": ""}, cost=False)
    work_off()
    assert not Position.objects.exists()
    assert Job.objects.get(kind="apply-import").error == applying.STALE


def test_a_large_import_is_applied_aside(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    address = begin(planner, organisation, many)
    assert "Waiting to start" in planner.get(address).content.decode()
    assert planner.get(page(organisation, "import-preview", many.pk))["Location"] == address
    work_off()
    answer = planner.get(address)
    assert answer["Location"] == f"{page(organisation, 'setup')}?after=import"
    assert Position.objects.count() == 3


def test_a_large_import_that_was_applied_twice_at_once_is_applied_once(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    address = begin(planner, organisation, many)
    assert planner.post(address, {"seen": "any"}).status_code == 200
    assert Job.objects.filter(kind="apply-import").count() == 1
    work_off()
    assert Batch.objects.count() == 1


def test_files_that_wait_to_be_applied_can_be_discarded(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    begin(planner, organisation, many)
    planner.post(page(organisation, "import-discard", many.pk))
    work_off()
    assert Batch.objects.count() == 0
    assert Job.objects.get().state == Job.State.DONE


def test_files_are_offered_to_be_discarded_only_while_nobody_applies_them(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    begin(planner, organisation, many)
    progress = page(organisation, "job", Job.objects.get(kind="apply-import").pk)

    def offers(**state: object) -> bool:
        Job.objects.update(**state)
        text = planner.get(progress, headers={"HX-Request": "true"}).content.decode()
        return page(organisation, "import-discard", many.pk) in text

    now = timezone.now()
    assert offers()
    assert not offers(state="running", started_at=now, beat=now)
    assert offers(beat=now - timedelta(seconds=30))  # it was cut off


def test_how_many_changes_are_written_is_told(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(jobs.Run, "tell", lambda run, text, done=0, total=0: told.append((text, done, total)))
    begin(planner, organisation, many)
    work_off()
    written = [(done, total) for text, done, total in told if text == "Writing changes"]
    assert written[-1] == (Batch.objects.get().size,) * 2


def test_a_large_import_on_what_was_changed_meanwhile_changes_nothing(
    planner: Client, organisation: Organisation, many: ImportDraft, waiting: None
) -> None:
    address = begin(planner, organisation, many)
    writes.commit(
        organisation, [add(many.on, PositionRecord("9", title="COO"))], title="Add", today=timezone.localdate()
    )
    work_off()
    answer = planner.get(address, follow=True)
    assert applying.STALE in unescape(answer.content.decode())
    assert list(Position.objects.values_list("key", flat=True)) == ["9"]


@pytest.fixture
def large(planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> ImportDraft:
    """Files that count as too large to be looked at within a request."""
    monkeypatch.setattr(previewing, "AT_ONCE", 1)
    return draft(planner, organisation)


def test_a_large_file_is_looked_at_aside(
    planner: Client, organisation: Organisation, large: ImportDraft, waiting: None
) -> None:
    address = page(organisation, "import-preview", large.pk)
    assert "Reading the files" in planner.get(address).content.decode()
    work_off()
    drafts.forget()  # as another process, which has not looked itself
    answer = planner.get(address)
    assert answer.context["summary"].added == ("1", "2", "3")
    apply(planner, organisation, large)
    assert Position.objects.count() == 3


def test_a_large_file_is_looked_at_once_however_many_pages_ask(
    planner: Client, organisation: Organisation, large: ImportDraft, waiting: None
) -> None:
    address = page(organisation, "import-preview", large.pk)
    planner.get(address)
    assert "Reading the files" in planner.get(address).content.decode()
    job = Job.objects.get()
    Job.objects.update(state="running", started_at=timezone.now(), beat=timezone.now(), text="Reading row 3")
    assert "Reading row 3" in planner.get(address).content.decode()
    Job.objects.update(beat=timezone.now() - timedelta(seconds=30))  # it was cut off
    assert "The process working on this has stopped" in planner.get(address).content.decode()
    planner.post(page(organisation, "job", job.pk), {"next": address})
    work_off()
    assert planner.get(address).context["summary"].added == ("1", "2", "3")


def test_a_look_counts_only_for_what_it_was_worked_out_on(
    planner: Client, organisation: Organisation, large: ImportDraft, waiting: None
) -> None:
    address = page(organisation, "import-preview", large.pk)
    planner.get(address)
    work_off()
    writes.commit(
        organisation, [add(large.on, PositionRecord("1", title="COO"))], title="Add", today=timezone.localdate()
    )
    assert "Reading the files" in planner.get(address).content.decode()
    work_off()
    assert planner.get(address).context["summary"].added == ("2", "3")


def test_a_look_at_what_has_changed_since_is_asked_for_anew(
    planner: Client, organisation: Organisation, large: ImportDraft, waiting: None
) -> None:
    address = page(organisation, "import-preview", large.pk)
    planner.get(address)
    writes.commit(
        organisation, [add(large.on, PositionRecord("1", title="COO"))], title="Add", today=timezone.localdate()
    )
    work_off()
    assert "Reading the files" in planner.get(address).content.decode()
    work_off()
    assert planner.get(address).context["summary"].added == ("2", "3")


@pytest.mark.parametrize("header", ["Quux", "柱" * 300])
def test_a_large_file_that_will_not_do_is_said(
    planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch, waiting: None, header: str
) -> None:
    monkeypatch.setattr(previewing, "AT_ONCE", 1)
    found = draft(planner, organisation, f"Position ID,{header}\n1,CEO\n")
    address = page(organisation, "import-preview", found.pk)
    planner.get(address)
    work_off()
    answer = planner.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == page(organisation, "import-columns", found.pk)
    assert "no job title column" in answer.content.decode()


def test_a_look_that_goes_wrong_is_said_and_can_be_tried_again(
    planner: Client, organisation: Organisation, large: ImportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    address = page(organisation, "import-preview", large.pk)
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "compute", fail)
        assert previewing.SORRY in planner.get(address).content.decode()
    assert previewing.SORRY in planner.get(address).content.decode()
    answer = planner.post(page(organisation, "job", Job.objects.get().pk), {"next": address}, follow=True)
    assert answer.context["summary"].added == ("1", "2", "3")


def test_where_tasks_run_at_once_a_large_file_is_looked_at_and_applied_at_once(
    planner: Client, organisation: Organisation, many: ImportDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previewing, "AT_ONCE", 1)
    address = page(organisation, "import-preview", many.pk)
    assert planner.get(address).context["summary"].added == ("1", "2", "3")
    begin(planner, organisation, many)
    assert Position.objects.count() == 3
