"""Real organisations, imported with nothing set: who covers what is known."""

import csv
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

SHARED = Path(os.environ.get("LINEUP_SHARED", Path(__file__).parents[3] / "shared")) / "data"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SHARED.exists(), reason="the real organisations are not here"),
]


def imported(day: str) -> list[tuple[str, str, str]]:
    """The product, role and state of each cell as it should be, of what is imported as the organisation `real`."""
    folder = SHARED / f"sourcegraph-{day}"
    files = ["--people", str(folder / "people.csv"), "--products", str(folder / "products.csv")]
    call_command("import_org", "--org", "real", "--create", *files, "--on", day, stdout=StringIO(), stderr=StringIO())
    with (folder / "expected_coverage.csv").open(encoding="utf-8") as lines:
        return [(row["product"], row["role"], row["state"]) for row in csv.DictReader(lines)]


def said(command: str, day: str) -> Any:
    out = StringIO()
    call_command(command, "--org", "real", "--on", day, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(("day", "cells"), [("2022-03-01", 28), ("2022-06-01", 32)])
def test_coverage_is_exactly_what_is_expected(day: str, cells: int) -> None:
    expected = imported(day)
    assert len(expected) == cells
    assert [(row["product"], row["role"], row["state"]) for row in said("coverage", day)] == expected


def test_every_gap_has_its_finding_among_few_others() -> None:
    day = "2022-06-01"
    rules = {"product-manager": "cov-pm", "product-marketing-manager": "cov-pmm"}
    gaps = {(rules[role], product) for product, role, state in imported(day) if state in ("missing", "stand-in")}
    found = [(row["rule"], row["subject"]["key"]) for row in said("findings", day)]
    assert gaps <= set(found)
    assert len(found) - len(gaps) <= 25
