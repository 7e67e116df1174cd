"""The pages of an import: upload, columns, preview, apply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from planning.core.changes.change import add
from planning.core.records import Position as PositionRecord
from planning.imports import drafts
from planning.models import Batch, ColumnChoice, ImportDraft, Position, TitleChoice
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.imports.helpers import people
from tests.imports.pages import GOOD, apply, draft, page, seen_token, upload

pytestmark = pytest.mark.django_db
BAD = people("1,Ada,CEO,,0026-01-01", "2,Bo,CTO,,", header="Position ID,Name,Job Title,Manager ID,Start Date")


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
    assert "Choose a file, or paste a table." in answer.content.decode()


def test_a_file_over_20_mb_is_refused(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, b"x" * 20_000_001)
    assert "larger than 20 MB" in answer.content.decode()


def test_the_columns_show_headers_fields_and_cells(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    table = planner.get(page(organisation, "import-columns", found.pk)).context["tables"][0]
    assert [column.field for column in table["columns"]] == ["position_id", "name", "title", "manager"]
    assert table["columns"][1].samples == ("Ada", "Bo", "TBH")


def test_a_corrected_column_is_used_and_remembered(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation, "Position ID,Quux\n1,CEO\n")
    columns = page(organisation, "import-columns", found.pk)
    answer = planner.post(columns, {"people-0": "position_id", "people-1": "title"})
    assert answer["Location"] == page(organisation, "import-preview", found.pk)
    assert ColumnChoice.objects.values_list("header", "field").get() == ("quux", "title")
    assert planner.get(answer["Location"]).context["summary"].added == ("1",)


def test_columns_that_will_not_do_are_said(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation, "Position ID,Quux\n1,CEO\n")
    answer = planner.post(page(organisation, "import-columns", found.pk), {})
    assert (answer.status_code, "no job title column" in answer.content.decode()) == (422, True)


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
    apply(planner, organisation, draft(planner, organisation))
    batch = Batch.objects.get()
    answer = planner.get(page(organisation, "import-result", batch.pk))
    assert (batch.source, answer.context["counts"]["position"]) == (Batch.Source.IMPORT, {"added": 3})


def test_applying_drops_the_files(planner: Client, organisation: Organisation) -> None:
    found = draft(planner, organisation)
    apply(planner, organisation, found)
    assert not found.files.exists()


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
    seen = seen_token(planner, organisation, found)
    today = timezone.localdate()
    writes.commit(organisation, [add(today, PositionRecord("9", title="COO"))], title="Add", today=today)
    answer = planner.post(page(organisation, "import-apply", found.pk), {"seen": seen}, follow=True)
    assert "has changed the organisation" in answer.content.decode()
    assert Position.objects.count() == 1


def test_columns_that_somebody_has_set_otherwise_meanwhile_are_looked_at_first(
    planner: Client, organisation: Organisation
) -> None:
    found = draft(planner, organisation)
    seen = seen_token(planner, organisation, found)
    drafts.save_columns(organisation, "people", {"Name": ""}, cost=False)
    planner.post(page(organisation, "import-apply", found.pk), {"seen": seen})
    assert not Position.objects.exists()
    apply(planner, organisation, found)
    assert Position.objects.count() == 3


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
    with django_assert_max_num_queries(13):
        assert planner.get(address).status_code == 200


def test_files_that_were_applied_meanwhile_are_not_said_to_be_discarded(
    planner: Client, organisation: Organisation
) -> None:
    found = draft(planner, organisation)
    apply(planner, organisation, found)
    answer = planner.post(page(organisation, "import-discard", found.pk), follow=True)
    assert "was discarded" not in answer.content.decode()
    assert answer.redirect_chain[-1][0] == page(organisation, "import-result", Batch.objects.get().pk)


def test_of_two_who_apply_a_small_import_at_once_one_does(
    planner: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = draft(planner, organisation)
    seen = drafts.preview(found, cost=False)
    assert drafts.apply(found, seen, today=found.on, author=found.author)
    assert drafts.apply(found, seen, today=found.on, author=found.author) is None
    assert Batch.objects.count() == 1
