"""Several files at once, workbooks, archives and pasted tables, by the page and by the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.imports import drafts
from planning.imports.opening import process
from planning.imports.pipeline import File
from planning.imports.views.upload import TOO_LONG, UploadForm, as_text_file
from planning.models import Band, ImportDraft, Position, Product
from portal.models import Organisation, Right
from tests.factories import MembershipFactory
from tests.imports.helpers import people
from tests.imports.opening.books import zipped
from tests.imports.test_read import workbook
from tests.imports.test_sorting import TABLES, rows
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
PEOPLE, PRODUCTS, BANDS = TABLES["people"], TABLES["products"], TABLES["bands"]


@pytest.fixture
def payer(organisation: Organisation) -> Client:
    """A planner who may see cost."""
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=Right.PLANNER, sees_cost=True).user)
    return client


def upload(client: Client, organisation: Organisation, *files: tuple[str, str | bytes], pasted: str = "") -> Answer:
    given = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    said = {"files": given, "pasted": pasted, "on": "2026-01-01"}
    return client.post(reverse("import", args=[organisation.slug]), said)


def apply(client: Client, organisation: Organisation) -> Answer:
    number = ImportDraft.objects.get().pk
    seen = client.get(reverse("import-preview", args=[organisation.slug, number])).context["seen_token"]
    there = reverse("import-apply", args=[organisation.slug, number])
    return client.post(there, {"seen": seen, "endings": "1"}, follow=True)


def held() -> tuple[int, int, int]:
    return Position.objects.count(), Product.objects.count(), Band.objects.count()


def test_an_import_that_ends_anybody_asks_once_and_names_them(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("people.csv", people("1,Ada,CEO,", "2,Bo,Clerk,1", "3,Cy,Clerk,1")))
    apply(planner, organisation)
    upload(planner, organisation, ("people.csv", people("1,Ada,CEO,", "2,Bo,Clerk,1")))
    draft = ImportDraft.objects.get(applied=None).pk
    page = planner.get(reverse("import-preview", args=[organisation.slug, draft]))
    assert '<b class="break">Cy, Clerk</b>' in page.content.decode()
    there = reverse("import-apply", args=[organisation.slug, draft])
    answer = planner.post(there, {"seen": page.context["seen_token"]}, follow=True)
    assert "Confirm the positions that would end" in answer.content.decode()
    assert Position.objects.count() == 3


def test_several_files_are_one_import(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("a.csv", PEOPLE), ("b.csv", PRODUCTS))
    apply(planner, organisation)
    assert held() == (2, 2, 0)


def test_a_workbook_of_several_sheets_is_one_import(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("all.xlsx", workbook(A=rows("people"), B=rows("products"))))
    apply(planner, organisation)
    assert held() == (2, 2, 0)


def test_the_people_of_two_offices_have_their_columns_each(planner: Client, organisation: Organisation) -> None:
    second = "Position ID,Name,Job Title,Chef\n3,Cy,Cook,1\n"
    answer = upload(planner, organisation, ("a.csv", PEOPLE), ("b.csv", second))
    page = planner.get(answer["Location"])
    assert [table["place"] for table in page.context["tables"]] == ["people", "people2"]
    planner.post(answer["Location"], {"people2-3": "manager"})
    apply(planner, organisation)
    assert Position.objects.get(key="3").manager == "1"


def test_pay_bands_are_kept_for_who_may_see_cost(payer: Client, organisation: Organisation) -> None:
    upload(payer, organisation, ("all.zip", zipped({"a.csv": PEOPLE, "b.csv": BANDS})))
    apply(payer, organisation)
    assert held() == (2, 0, 1)


def test_pay_bands_are_left_out_for_others_and_said(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("all.zip", zipped({"a.csv": PEOPLE, "b.csv": BANDS})))
    found = drafts.preview(ImportDraft.objects.get(), cost=False).outcome.problems
    assert [problem.code for problem in found if "cost" in problem.code] == ["needs-cost-right"]
    apply(planner, organisation)
    assert held() == (2, 0, 0)


def test_an_upload_is_its_author_s_alone_and_admins_may_discard_it(
    planner: Client, organisation: Organisation, client_as: Callable[[Right], Client]
) -> None:
    """Others get 404 as if there were none; admins see that one waits, not what it is."""
    upload(planner, organisation, ("secret.csv", PEOPLE))
    draft = ImportDraft.objects.get()
    names = ("import-preview", "import-columns", "import-apply", "import-discard")
    paths = [reverse(name, args=[organisation.slug, draft.pk]) for name in names]
    others = {right: client_as(right) for right in (Right.PLANNER, Right.APPROVER, Right.ADMIN)}
    answers = [(client.get(path), client.post(path)) for client in others.values() for path in paths[:3]]
    assert {(got.status_code, posted.status_code) for got, posted in answers} == {(404, 404)}
    start = reverse("import", args=[organisation.slug])
    told = {right: client.get(start).content.decode() for right, client in others.items()}
    assert [right for right, page in told.items() if f"An upload by {draft.author}" in page] == [Right.ADMIN]
    assert not any("secret.csv" in page for page in told.values())
    assert others[Right.APPROVER].post(paths[3]).status_code == 404
    answer = others[Right.ADMIN].post(paths[3], follow=True).content.decode()
    assert ("was discarded" in answer, "secret.csv" in answer) == (True, False)
    assert not ImportDraft.objects.exists()


def test_an_upload_goes_when_its_author_leaves(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("a.csv", PEOPLE))
    organisation.memberships.get(user=ImportDraft.objects.get().author).delete()
    assert not ImportDraft.objects.exists()


def test_pay_bands_are_hidden_from_an_author_who_may_see_cost_no_more(
    planner: Client, organisation: Organisation
) -> None:
    files = [File("", "a.csv", PEOPLE.encode()), File("", "b.csv", BANDS.encode())]
    draft = drafts.start(organisation, organisation.memberships.get().user, files, timezone.localdate(), cost=True)
    problems = drafts.preview(draft, cost=False).outcome.problems
    assert not [problem for problem in problems if problem.file == "b.csv"]
    apply(planner, organisation)
    assert held() == (2, 0, 0)


def test_pay_bands_alone_belong_to_their_own_page(payer: Client, organisation: Organisation) -> None:
    answer = upload(payer, organisation, ("b.csv", BANDS))
    assert "Import it on its own page" in answer.content.decode()


def test_pay_bands_are_kept_where_nothing_else_changes(payer: Client, organisation: Organisation) -> None:
    upload(payer, organisation, ("a.csv", PEOPLE))
    apply(payer, organisation)
    ImportDraft.objects.all().delete()
    upload(payer, organisation, ("a.csv", PEOPLE), ("b.csv", BANDS))
    assert "The pay bands are saved" in apply(payer, organisation).content.decode()
    assert (held(), ImportDraft.objects.count()) == ((2, 0, 1), 0)


def test_a_pasted_table_is_imported(planner: Client, organisation: Organisation) -> None:
    upload(
        planner,
        organisation,
        pasted='Position ID\tName\tJob Title\tManager ID\r\n1\t"Lind, Ada"\t"Chief\r\nExecutive"\t\r\n',
    )
    apply(planner, organisation)
    assert Position.objects.get().title == "Chief Executive"


def test_a_pasted_table_keeps_its_commas() -> None:
    (sheet,) = process.sheets("p", as_text_file("id\tname\n1\tLind, Ada, A\n"))
    assert sheet.rows() == [["id", "name"], ["1", "Lind, Ada, A"]]


@pytest.mark.parametrize("letter", ["a", "\U0001f600"])
def test_a_pasted_table_that_is_too_long_is_told_so_at_its_field(
    planner: Client, organisation: Organisation, letter: str
) -> None:
    answer = upload(planner, organisation, pasted=letter * 2_000_001)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"pasted": [TOO_LONG]}


def test_marks_that_turn_a_name_round_are_taken_off_it(planner: Client, organisation: Organisation) -> None:
    upload(planner, organisation, ("\u202etxt.csv", "Position ID,Name,Job Title,Manager\n1,Ada,CEO,\n"))
    assert ImportDraft.objects.get(organisation=organisation).title == "txt.csv"


def test_browsers_do_not_cut_a_pasted_table_short() -> None:
    assert "maxlength" not in str(UploadForm()["pasted"])


def test_a_form_of_far_too_much_text_says_what_to_do_instead(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, pasted="a" * 11_000_000)
    assert answer.status_code == 413
    assert "upload it as a CSV file" in answer.content.decode()


def test_a_pasted_table_that_will_not_do_is_said_at_its_field(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, pasted="just a word")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["pasted"])


def test_a_file_that_cannot_be_opened_is_said_at_its_field(planner: Client, organisation: Organisation) -> None:
    answer = upload(planner, organisation, ("a.csv", PEOPLE), ("b.pdf", b"%PDF-1"))
    assert "b.pdf: This is a PDF" in answer.content.decode()
    assert not ImportDraft.objects.exists()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    call_command("import_org", "--org=acme", "--create", "--format=json", *arguments)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_command_takes_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.csv", PEOPLE), ("b.csv", PRODUCTS), ("c.csv", BANDS), ("notes.pdf", "%PDF-1")):
        (tmp_path / name).write_text(text)
    assert run(capsys, "--files", str(tmp_path))["added"] == 2
    assert held() == (2, 2, 1)


def test_the_command_takes_several_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"p.csv": PEOPLE}))
    (tmp_path / "b.xlsx").write_bytes(workbook(S=rows("products")))
    run(capsys, "--files", str(tmp_path / "a.zip"), str(tmp_path / "b.xlsx"))
    assert held() == (2, 2, 0)


def test_the_command_takes_pay_bands_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(BANDS)
    run(capsys, "--files", str(tmp_path / "a.csv"))
    assert held() == (0, 0, 1)


def test_a_dry_run_keeps_no_pay_bands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(BANDS)
    run(capsys, "--files", str(tmp_path / "a.csv"), "--dry-run")
    assert held() == (0, 0, 0)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nothing to import"):
        call_command("import_org", "--org=acme", "--create", "--files", str(tmp_path))
