"""Out by one command and in by another."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.imports import service
from planning.imports.models import ImportDraft
from planning.imports.pipeline import File, Settings
from planning.organisation import writes
from planning.organisation.models import Batch
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory, PositionFactory


@pytest.fixture
def company(db: None) -> Organisation:
    call_command("make_org", org="acme", positions=120, products=6, seed=3, stdout=io.StringIO())
    return Organisation.objects.get(slug="acme")


def exported(slug: str, *arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("export_org", "--org", slug, "--format", "json", *arguments, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def written(company: Organisation, there: Path, *arguments: str) -> Path:
    call_command("export_org", "--org", company.slug, "-o", str(there), *arguments)
    return there


def imported(slug: str, *arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_org", "--org", slug, "--format", "json", *arguments, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


NAMES = ["x.csv", "x.zip", "x.xlsx"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("days", [0, 30])
def test_what_goes_out_comes_in_again(company: Organisation, tmp_path: Path, name: str, days: int) -> None:
    on = ("--on", str(timezone.localdate() + timedelta(days)))
    answer = imported("acme", "--files", str(written(company, tmp_path / name, *on)), *on)
    counts = {name: answer[name] for name in ("added", "changed", "moved", "ended", "problems")}
    assert counts == {"added": 0, "changed": 0, "moved": 0, "ended": 0, "problems": []}
    assert answer["unchanged"] == answer["rows"] > 100
    assert not Batch.objects.filter(organisation=company, title__contains=name).exists()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("option", ["--files", "--people"])
def test_it_makes_the_same_anew(company: Organisation, tmp_path: Path, name: str, option: str) -> None:
    OrganisationFactory.create(slug="copy")
    imported("copy", option, str(written(company, tmp_path / name)))
    tables = ["positions"] if name == "x.csv" else ["positions", "people", "products", "assignments"]
    mine, theirs = exported("copy"), exported("acme")
    assert [mine[table] for table in tables] == [theirs[table] for table in tables]


def test_an_unpacked_archive_comes_in_as_a_folder(company: Organisation, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(company, tmp_path / "x.zip")) as archive:
        archive.extractall(tmp_path / "folder")
    OrganisationFactory.create(slug="copy")
    imported("copy", "--files", str(tmp_path / "folder"))
    assert exported("copy") == exported("acme")


def test_an_organisation_without_products_comes_in_again(organisation: Organisation, tmp_path: Path) -> None:
    PositionFactory.create(organisation=organisation, key="one", title="=Chief")
    answer = imported(organisation.slug, "--files", str(written(organisation, tmp_path / "x.zip")))
    assert (answer["unchanged"], answer["problems"]) == (1, [])


def test_the_page_takes_a_workbook(company: Organisation, tmp_path: Path) -> None:
    member = MembershipFactory.create(organisation=company, right=Right.PLANNER).user
    client = Client()
    client.force_login(member)
    data = written(company, tmp_path / "x.xlsx").read_bytes()
    upload = SimpleUploadedFile("x.xlsx", data)
    answer = client.post(
        reverse("import", args=["acme"]), {"files": [upload], "on": timezone.localdate().isoformat()}, follow=True
    )
    assert answer.status_code == 200
    draft = ImportDraft.objects.get(organisation=company)
    shown = client.get(reverse("import-preview", args=["acme", draft.pk]), follow=True)
    assert shown.status_code == 200
    assert "othing" in shown.content.decode()


def test_a_row_that_somebody_adds_becomes_a_position(company: Organisation, tmp_path: Path) -> None:
    there = written(company, tmp_path / "x.csv")
    with there.open("a", encoding="utf-8") as file:
        file.write(",Product Marketing Manager" + "," * 15 + "\r\n")
    assert imported("acme", "--files", str(there))["added"] == 1
    added = next(p for p in exported("acme")["positions"] if p["key"].startswith("product-marketing-manager"))
    assert added["role"] == "product-marketing-manager"


def test_what_came_in_can_be_undone(company: Organisation, tmp_path: Path) -> None:
    there = written(company, tmp_path / "x.csv")
    data = there.read_bytes().replace(b"Engineer", b"Builder")
    before = exported("acme")
    files = service.opened(company, [File("", "x.csv", data)])
    outcome = service.preview(company, files, Settings(timezone.localdate()))
    batch = service.apply(company, outcome, ["x.csv"], today=timezone.localdate())
    assert batch is not None
    assert exported("acme") != before
    writes.undo(batch, today=timezone.localdate(), author=None)
    assert exported("acme") == before
