"""Real organisations, imported with nothing set: who covers what is known."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

SHARED = Path(os.environ.get("LINEUP_SHARED", Path(__file__).parents[3] / "shared")) / "data"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.exists(), reason="the real organisations are not here"),
]


@pytest.mark.parametrize(("day", "cells"), [("2022-03-01", 28), ("2022-06-01", 32)])
def test_coverage_is_exactly_what_is_expected(day: str, cells: int) -> None:
    folder = SHARED / f"sourcegraph-{day}"
    files = ["--people", str(folder / "people.csv"), "--products", str(folder / "products.csv")]
    call_command("import_org", "--org", "real", "--create", *files, "--on", day, stdout=StringIO(), stderr=StringIO())
    out = StringIO()
    call_command("coverage", "--org", "real", "--on", day, "--format", "json", stdout=out)
    with (folder / "expected_coverage.csv").open(encoding="utf-8") as lines:
        expected = [(row["product"], row["role"], row["state"]) for row in csv.DictReader(lines)]
    assert len(expected) == cells
    assert [(row["product"], row["role"], row["state"]) for row in json.loads(out.getvalue())] == expected
