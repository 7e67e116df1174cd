"""Imports with what only a careless or hostile hand would send."""

import json
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from planning.imports.opening.text import decode, split
from planning.imports.problems import Unusable
from planning.imports.titles import save_titles
from planning.models import TitleChoice
from portal.models import Organisation

PEOPLE = b"id,name,title,manager\na,Ann,CEO,\n"


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_an_upload_from_a_day_out_of_all_reason_is_refused(company: Organisation, admin: Client, on: str) -> None:
    answer = admin.post(f"/o/{company.slug}/import/", {"people": SimpleUploadedFile("p.csv", PEOPLE), "on": on})
    assert answer.status_code == 422
    assert "is out of range" in answer.content.decode()


@pytest.mark.django_db
def test_the_command_refuses_a_day_out_of_all_reason(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_bytes(PEOPLE)
    with pytest.raises(CommandError, match="is out of range"):
        call_command("import_org", "--org=new", "--create", f"--people={tmp_path / 'p.csv'}", "--on=0001-01-01")


@pytest.mark.parametrize("on", ["2026-02-30", "soon"])
def test_the_command_says_how_a_date_is_written(on: str) -> None:
    with pytest.raises(CommandError, match="is not a date"):
        call_command("import_org", "--org=new", "--people=p.csv", f"--on={on}")


def test_a_quotation_mark_that_is_never_closed_swallows_no_row() -> None:
    with pytest.raises(Unusable, match="quotation mark in row 2 is never closed"):
        list(split("p.csv", 'id,name,title,manager\na,"Ann,CEO,\nb,Bob,PM,a\n'))


def test_a_quotation_mark_closed_on_another_line_is_a_cell_of_two_lines() -> None:
    assert list(split("p.csv", 'id,name\na,"Ann\nB"\n'))[1] == ["a", "Ann\nB"]


@pytest.mark.parametrize("mark", ["sep=\n", "sep=\r\n", 'sep="\n'])
def test_a_line_that_names_no_possible_delimiter_is_not_obeyed(mark: str) -> None:
    assert ["id", "name"] in list(split("p.csv", f"{mark}id,name\na,Ann\n"))


def test_utf_32_is_read_as_such() -> None:
    assert decode("p.csv", "Änne,Chef".encode("utf-32")) == ("Änne,Chef", "UTF-32")


def test_a_stray_zero_byte_does_not_make_a_file_utf_16() -> None:
    assert decode("p.csv", b"id,name\na,Ann\0e\n" * 5)[1] == "UTF-8"


@pytest.mark.parametrize("slug", ["", "a b", "x" * 61])
@pytest.mark.django_db
def test_make_org_refuses_a_short_name_that_no_address_can_have(slug: str) -> None:
    with pytest.raises(CommandError, match="use up to 60 letters"):
        call_command("make_org", f"--org={slug}")


@pytest.mark.django_db
def test_make_org_refuses_a_day_out_of_all_reason() -> None:
    with pytest.raises(CommandError, match="is out of range"):
        call_command("make_org", "--org=new", "--today=9999-12-31")


@pytest.mark.django_db
def test_titles_that_are_not_utf_8_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"\xff\nProduct Manager\n"), encoding="utf-8"))
    out = StringIO()
    call_command("classify_titles", "--format=json", stdout=out)
    assert [row["role"] for row in json.loads(out.getvalue())] == [None, "product-manager"]


def test_the_role_of_a_title_longer_than_its_column_can_be_set_twice(company: Organisation) -> None:
    for role in ("product-manager", "engineer"):
        save_titles(company, {"x" * 9000: role})
    assert TitleChoice.objects.get(organisation=company).role == "engineer"


def test_one_title_in_two_spellings_is_remembered_once(company: Organisation) -> None:
    save_titles(company, {"Product  Manager": "engineer", "product manager": "product-manager"})
    assert TitleChoice.objects.get(organisation=company).role == "product-manager"
