"""Products that the command finds in what it imports, and adds where that is sure."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from planning.models import Assignment, Position, Product
from tests.imports.helpers import people

pytestmark = pytest.mark.django_db
Run = Callable[..., str]
NAMING = people("1,Ada Lind,CEO,", '2,Bo Vask,"Product Manager, Checkout",1', '3,Cy Moe,"Backend Engineer, Checkout",1')
PLAIN = people("1,Ada Lind,CEO,", "2,Bo Vask,Engineer,1")


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(text: str, *more: str) -> str:
        path = tmp_path / "people.csv"
        path.write_text(text)
        call_command("import_org", "--org", "acme", "--create", "--people", str(path), *more)
        return capsys.readouterr().out

    return command


def found(run: Run, text: str, *more: str) -> Any:
    return json.loads(run(text, "--format", "json", *more)).get("found")


def test_it_adds_those_that_are_sure_with_whom_titles_name(run: Run) -> None:
    assert found(run, NAMING, "--find-products") == ["checkout"]
    assert Product.objects.values_list("key", "assumed").get() == ("checkout", ["stage", "market_facing"])
    assert Assignment.objects.values_list("position", "role").get() == ("2", "product-manager")


def test_it_adds_none_unless_asked(run: Run) -> None:
    assert found(run, NAMING) is None
    assert not Product.objects.exists()


def test_where_nothing_is_named_it_says_so(run: Run) -> None:
    assert "No products were found with certainty." in run(PLAIN, "--find-products")


def test_the_text_names_what_was_added(run: Run) -> None:
    assert "Products found and added: checkout." in run(NAMING, "--find-products")


def test_a_dry_run_says_what_it_would_find_and_keeps_nothing(run: Run) -> None:
    assert found(run, NAMING, "--find-products", "--dry-run") == ["checkout"]
    assert not Position.objects.exists()
    assert found(run, NAMING, "--find-products", "--dry-run") == ["checkout"]


def test_the_same_file_twice_adds_them_once(run: Run) -> None:
    run(NAMING, "--find-products")
    assert found(run, NAMING, "--find-products") == []


def test_they_are_there_on_the_day_of_the_import(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(NAMING, "--find-products", "--on", "2022-06-01")
    call_command("coverage", "--org", "acme", "--on", "2022-06-01", "--format", "json")
    states = {cell["role"]: cell["state"] for cell in json.loads(capsys.readouterr().out)}
    assert states == {"product-manager": "covered", "product-marketing-manager": "missing"}
