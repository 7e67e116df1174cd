"""Texts that a spreadsheet would work out, through everything that leaves as a table."""

from __future__ import annotations

import ast
import csv
import re
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from planning.core.cell_text import unguarded
from planning.core.hidden_marks import bare
from planning.core.records import Org, Person, Position
from planning.exports.csv_file import as_bytes
from planning.imports.opening import process
from planning.models import Position as StoredPosition
from planning.org_export.writing import FORMATS
from planning.organisation import store
from portal.models import Organisation
from tests.test_architecture import name, sources

FORMULAS = (
    '=HYPERLINK("http://x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\uff1d1+1",
    "Ann;=1+1",
    "\u200f=1+1",
    "'=1+1",
    "-5",
    'Ann;"=1+1',
)
SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
TABLES = ("history/?format=csv", "findings/?format=csv", "hiring/list/?format=csv", "hiring/cost/?format=csv")


def formulas(text: str) -> list[str]:
    """Cells that a program would work out, whether it parts them by commas or by semicolons; numbers are none."""
    read = (csv.reader(StringIO(text, newline=""), delimiter=mark) for mark in ",;\t")
    parts = [part for rows in read for row in rows for cell in row for part in cell.split(";")]
    numbers = re.compile(r"-\d+(\.\d+)?")
    return [part for part in parts if part.lstrip("\u200f ").startswith(SIGNS) and not numbers.fullmatch(part)]


@pytest.mark.once
def test_no_table_that_leaves_holds_a_formula(company: Organisation, admin: Client) -> None:
    member = company.memberships.get()
    member.sees_cost = True
    member.save()
    for formula in FORMULAS:
        member.user.name = formula
        member.user.save()
        company.batches.update(author=member.user, title=formula)
        StoredPosition.objects.filter(organisation=company).update(title=formula)
        store.forget()
        for table in TABLES:
            answer = admin.get(f"/o/{company.slug}/{table}")
            assert answer["Content-Type"].startswith("text/csv"), table
            assert formulas(answer.content.decode()) == [], (table, formula)


@pytest.mark.pure
@pytest.mark.parametrize("ending", ["xlsx", "csv", "positions"])
def test_an_export_holds_no_formula_and_gives_every_text_back(ending: str) -> None:
    texts = [*enumerate(FORMULAS)]
    people = [Person(f"p{n}", name=text) for n, text in texts]
    places = [Position(f"k{n}", title=text, holder=f"p{n}", fte=0.5) for n, text in texts]
    data = FORMATS[ending].write(Org.of(date(2026, 9, 1), *people, *places))
    (found,) = [one for one in process.sheets("x", data) if "title" in one.rows()[0]]
    head, *rows = found.rows()
    at = head.index("title")
    assert [unguarded(row[at]) for row in rows] == [text.replace("\u200f", "") for text in FORMULAS]
    assert {row[head.index("fte")] for row in rows} == {"0.5"}
    if ending == "xlsx":
        assert not any(b"<f>" in ZipFile(BytesIO(data)).read(part) for part in ZipFile(BytesIO(data)).namelist())
    else:
        text = ZipFile(BytesIO(data)).read("positions.csv") if ending == "csv" else data
        assert formulas(text.decode()) == []


@pytest.mark.pure
@given(st.lists(st.text("=+-@;,\t\r\n'\" a1\u200b\u202e\uff1d", max_size=8), min_size=2, max_size=2))
def test_no_text_becomes_a_formula_by_whatever_cells_are_parted(cells: list[str]) -> None:
    for mark in ",;\t":
        for row in csv.reader(StringIO(as_bytes((), [cells]).decode(), newline=""), delimiter=mark):
            begun = [bare(cell).lstrip() for cell in row]
            assert not [cell for cell in begun if cell.startswith(SIGNS)]


WRITERS = {"planning/exports/csv_file.py", "planning/exports/workbook.py", "planning/core/cell_text.py"}
WRITES = {"writer", "DictWriter", "xlsxwriter", "openpyxl", "Workbook"}


@pytest.mark.pure
def test_tables_are_written_in_one_place() -> None:
    def writes(source: str) -> bool:
        called = {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(ast.parse(source))}
        return bool(called & WRITES) and ("csv" in source or "xlsx" in source or "openpyxl" in source)

    found = {name(path) for path in sources("portal", "roles", "planning") if writes(path.read_text())}
    assert found - WRITERS == set()
