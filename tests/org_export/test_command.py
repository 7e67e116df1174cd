"""manage.py export_org."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.models import Organisation


def printed(organisation: Organisation, *arguments: str) -> str:
    out = io.StringIO()
    call_command("export_org", "--org", organisation.slug, *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        call_command("export_org", *arguments, stdout=io.StringIO())
    assert error.value.returncode == 2
    return str(error.value)


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_json_is_printed(filled: Organisation) -> None:
    whole = json.loads(printed(filled, "--format", "json"))
    assert [position["key"] for position in whole["positions"]] == ["aisha", "ceo", "luis"]
    assert whole["assignments"][0]["share"] == 100


def test_csv_is_printed_as_the_positions(filled: Organisation) -> None:
    assert [row["key"] for row in csv.DictReader(io.StringIO(printed(filled, "--format", "csv")))] == [
        *("aisha", "ceo", "luis")
    ]


def test_a_name_that_ends_in_csv_gets_the_positions_alone(filled: Organisation, tmp_path: Path) -> None:
    printed(filled, "--format", "csv", "-o", str(tmp_path / "x.csv"))
    assert [row["manager"] for row in read(tmp_path / "x.csv")] == ["ceo", "", "ceo"]


@pytest.mark.parametrize("name", ["x.zip", "x"])
def test_any_other_name_gets_all_tables_as_an_archive(filled: Organisation, tmp_path: Path, name: str) -> None:
    printed(filled, "--format", "csv", "-o", str(tmp_path / name))
    with zipfile.ZipFile(tmp_path / name) as archive:
        assert "assignments.csv" in archive.namelist()


@pytest.mark.parametrize(("name", "begins"), [("x.xlsx", b"PK"), ("x.json", b"{"), ("x.csv", b"key,"), ("x", b"{")])
def test_the_name_tells_the_format_where_nothing_else_does(
    filled: Organisation, tmp_path: Path, name: str, begins: bytes
) -> None:
    printed(filled, "-o", str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_the_same_organisation_gives_the_same_bytes(filled: Organisation, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.zip", "b.zip"):
        printed(filled, "-o", str(tmp_path / name))
    for ending in ("xlsx", "zip"):
        assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


class TestRefusals:
    def test_an_organisation_that_there_is_not(self, filled: Organisation) -> None:
        assert filled.slug in refusal("--org", "nobody", "--format", "json")

    def test_a_plan_that_there_is_not(self, filled: Organisation) -> None:
        assert "plan not found" in refusal("--org", filled.slug, "--plan", "nothing")

    def test_a_day_that_is_none(self, filled: Organisation) -> None:
        assert "2026-06-01" in refusal("--org", filled.slug, "--on", "soon")

    def test_a_file_that_cannot_be_written(self, filled: Organisation, tmp_path: Path) -> None:
        there = tmp_path / "missing" / "x.json"
        assert "Choose another" in refusal("--org", filled.slug, "-o", str(there))

    def test_a_name_that_belongs_to_another_format(self, filled: Organisation, tmp_path: Path) -> None:
        there = tmp_path / "x.xlsx"
        assert "--format xlsx" in refusal("--org", filled.slug, "--format", "csv", "-o", str(there))
        assert not there.exists()

    def test_a_workbook_where_only_text_can_be_printed(self, filled: Organisation) -> None:
        assert "-o NAME.xlsx" in refusal("--org", filled.slug, "--format", "xlsx")
