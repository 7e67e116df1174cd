from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Position as Seat
from planning.imports import drafts, looking
from planning.models import Batch, ColumnChoice, ImportDraft, Position, TitleChoice
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.imports.helpers import people
from tests.shapes import Answer

GOOD = people("1,Ada,CEO,", "2,Bo,Product Lead,1", "3,TBH,Engineer,9")
BAD = people("1,Ada,CEO,,0026-01-01", "2,Bo,CTO,,", header="Position ID,Name,Job Title,Manager ID,Start Date")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_previews() -> Iterator[None]:
    yield
    drafts.forget()


@pytest.fixture
def planner(client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.PLANNER)


def page(organisation: Organisation, name: str = "import", *args: object) -> str:
    return reverse(name, args=[organisation.slug, *args])


def upload(client: Client, organisation: Organisation, text: str | bytes, **more: object) -> Answer:
    file = SimpleUploadedFile("people.csv", text.encode() if isinstance(text, str) else text)
    return client.post(page(organisation), {"people": file, "on": "2026-01-01", **more})


def draft(client: Client, organisation: Organisation, text: str = GOOD) -> ImportDraft:
    upload(client, organisation, text)
    return ImportDraft.objects.get()


def apply(client: Client, organisation: Organisation, found: ImportDraft, **more: object) -> Answer:
    organisation.refresh_from_db()
    address = page(organisation, "import-apply", found.pk)
    return client.post(address, {"seen": organisation.version, **more}, follow=True)


def test_an_upload_leads_to_its_columns(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, GOOD)
    assert answer["Location"] == page(organisation, "import-columns", ImportDraft.objects.get().pk)


@pytest.mark.parametrize("data", [b"", b"%PDF-1", b"x\ny\n", b"PK\3\4"])
def test_an_unusable_upload_is_said_at_its_field_and_not_kept(
    planner: Client, organisation: Organisation, data: bytes
) -> None:
    answer = upload(planner, organisation, data)
    assert (answer.status_code, bool(answer.context["form"].errors["people"])) == (422, True)
    assert not ImportDraft.objects.exists()


def test_no_file_at_all_is_said(planner: Client, organisation: Organisation) -> None:
    answer = planner.post(page(organisation), {"on": "2026-01-01"})
    assert "Choose a people file" in answer.content.decode()


def test_a_file_over_20_mb_is_refused(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, b"x" * 20_000_001)
    assert "larger than 20 MB" in answer.content.decode()


def test_the_columns_show_headers_fields_and_cells(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    table = planner.get(page(organisation, "import-columns", found.pk)).context["tables"][0]
    assert [column.field for column in table["columns"]] == ["position_id", "name", "title", "manager"]
    assert table["columns"][1].samples == ("Ada", "Bo", "TBH")


def test_a_corrected_column_is_used_and_remembered(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation, "Position ID,Beruf\n1,CEO\n")
    columns = page(organisation, "import-columns", found.pk)
    answer = planner.post(columns, {"people-0": "position_id", "people-1": "title"})
    assert answer["Location"] == page(organisation, "import-preview", found.pk)
    assert ColumnChoice.objects.values_list("header", "field").get() == ("beruf", "title")
    assert planner.get(answer["Location"]).context["summary"].added == ("1",)


def test_columns_that_will_not_do_are_said(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation, "Position ID,Beruf\n1,CEO\n")
    answer = planner.post(page(organisation, "import-columns", found.pk), {})
    assert (answer.status_code, "no column for the job title" in answer.content.decode()) == (422, True)


def test_a_column_cannot_be_set_to_what_there_is_not(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    planner.post(page(organisation, "import-columns", found.pk), {"people-2": "nonsense"})
    assert not ColumnChoice.objects.exists()


def test_the_preview_says_what_would_change_and_changes_nothing(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    answer = planner.get(page(organisation, "import-preview", found.pk))
    assert answer.context["summary"].added == ("1", "2", "3")
    assert answer.context["summary"].unplaced == ("3",)
    assert not Position.objects.exists()


@pytest.mark.parametrize("show", ["added", "changed", "moved", "ended", "others", "titles", "problems", "nonsense"])
def test_every_list_of_the_preview_opens(planner: Client, organisation: Organisation, show: str) -> None:
    found = draft(planner, organisation)
    answer = planner.get(page(organisation, "import-preview", found.pk), {"show": show, "page": "99", "group": "0"})
    assert answer.status_code == 200


def test_the_title_of_a_position_can_be_given_a_role_which_is_remembered(
    planner: Client, organisation: Organisation
) -> None:
    found = draft(planner, organisation)
    preview = page(organisation, "import-preview", found.pk)
    planner.post(preview, {"title-0": "Product Lead", "was-0": "", "role-0": "product-manager"})
    assert TitleChoice.objects.values_list("title", "role").get() == ("Product Lead", "product-manager")
    apply(planner, organisation, found)
    assert Position.objects.get(key="2").role == "product-manager"


def test_a_role_that_there_is_not_is_not_kept(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    preview = page(organisation, "import-preview", found.pk)
    planner.post(preview, {"title-0": "Product Lead", "was-0": "", "role-0": "wizard"})
    assert not TitleChoice.objects.exists()


def test_applying_makes_one_batch_and_shows_what_it_did(planner: Client, organisation: Organisation) -> None:
    answer = apply(planner, organisation, draft(planner, organisation))
    batch = Batch.objects.get()
    assert answer.redirect_chain[-1][0] == page(organisation, "import-result", batch.pk)
    assert (batch.source, answer.context["counts"]["position"]) == (Batch.Source.IMPORT, {"added": 3})


def test_applying_drops_the_files(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    apply(planner, organisation, found)
    found.refresh_from_db()
    assert (found.people, found.products) == (None, None)


def test_applying_twice_applies_once(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    apply(planner, organisation, found)
    apply(planner, organisation, found)
    assert Batch.objects.count() == 1


def test_an_import_can_be_undone(planner: Client, organisation: Organisation) -> None:
    apply(planner, organisation, draft(planner, organisation))
    planner.post(page(organisation, "history-undo", Batch.objects.get().pk))
    assert not Position.objects.exists()


def test_a_change_meanwhile_is_said_and_nothing_is_applied(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    seen = organisation.version
    today = timezone.localdate()
    writes.commit(organisation, [add(today, Seat("9", title="COO"))], title="Add", today=today)
    answer = planner.post(page(organisation, "import-apply", found.pk), {"seen": seen}, follow=True)
    assert "changed the organisation meanwhile" in answer.content.decode()
    assert Position.objects.count() == 1


def test_rows_with_errors_are_left_out_only_when_asked(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation, BAD)
    apply(planner, organisation, found)
    assert not Position.objects.exists()
    apply(planner, organisation, found, skip="1")
    assert list(Position.objects.values_list("key", flat=True)) == ["2"]


def test_a_draft_can_be_discarded(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    planner.post(page(organisation, "import-discard", found.pk))
    assert not ImportDraft.objects.exists()


def test_drafts_older_than_a_day_go(planner: Client, organisation: Organisation) -> None:
    old = draft(planner, organisation)
    ImportDraft.objects.update(created_at=timezone.now() - timedelta(days=2))
    upload(planner, organisation, GOOD)
    assert not ImportDraft.objects.filter(pk=old.pk).exists()


def test_viewers_may_not_import(client_as: Callable[[Right], Client], organisation: Organisation) -> None:
    assert client_as(Right.VIEWER).get(page(organisation)).status_code == 403


def test_the_queries_of_a_preview_do_not_grow(
    planner: Client, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found = draft(planner, organisation, people(*(f"{n},Name {n},Engineer {n},{n - 1}" for n in range(1, 300))))
    address = page(organisation, "import-preview", found.pk)
    planner.get(address)
    with django_assert_max_num_queries(12):
        assert planner.get(address).status_code == 200


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_large_import_is_applied_aside(
    planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "IN_ONE_REQUEST", 1)
    found = draft(planner, organisation)
    answer = planner.post(page(organisation, "import-apply", found.pk), {"seen": organisation.version})
    assert answer["Location"] == page(organisation, "import-apply", found.pk)
    drafts.wait(found)
    answer = planner.get(answer["Location"])
    assert answer["Location"] == page(organisation, "import-result", Batch.objects.get().pk)
    assert Position.objects.count() == 3


@pytest.fixture
def large(planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch) -> ImportDraft:
    """Files that count as too large to be looked at within a request."""
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    return draft(planner, organisation)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_large_file_is_looked_at_aside(planner: Client, organisation: Organisation, large: ImportDraft) -> None:
    address = page(organisation, "import-preview", large.pk)
    assert "Looking at the files" in planner.get(address).content.decode()
    looking.wait(large)
    drafts.forget()  # as another process, which has not looked itself
    answer = planner.get(address)
    assert answer.context["summary"].added == ("1", "2", "3")
    apply(planner, organisation, large)
    assert Position.objects.count() == 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_another_process_looks_at_is_not_looked_at_twice(
    planner: Client, organisation: Organisation, large: ImportDraft
) -> None:
    stamp = drafts.place_of(large, cost=False).stamp
    now = timezone.now()
    ImportDraft.objects.update(looked_for=stamp, looking="Reading row 3", looking_since=now, looking_said=now)
    address = page(organisation, "import-preview", large.pk)
    assert "Reading row 3" in planner.get(address).content.decode()
    assert large.pk not in looking._threads
    ImportDraft.objects.update(looking_said=now - looking.SILENT)  # it was cut off
    planner.get(address)
    looking.wait(large)
    assert planner.get(address).context["summary"].added == ("1", "2", "3")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_look_counts_only_for_what_it_was_worked_out_on(
    planner: Client, organisation: Organisation, large: ImportDraft
) -> None:
    address = page(organisation, "import-preview", large.pk)
    planner.get(address)
    looking.wait(large)
    writes.commit(organisation, [add(large.on, Seat("1", title="COO"))], title="Add", today=timezone.localdate())
    assert "Looking at the files" in planner.get(address).content.decode()
    looking.wait(large)
    assert planner.get(address).context["summary"].added == ("2", "3")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_large_file_that_will_not_do_is_said(
    planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "AT_ONCE", 1)
    found = draft(planner, organisation, "Position ID,Beruf\n1,CEO\n")
    address = page(organisation, "import-preview", found.pk)
    planner.get(address)
    looking.wait(found)
    answer = planner.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == page(organisation, "import-columns", found.pk)
    assert "no column for the job title" in answer.content.decode()
