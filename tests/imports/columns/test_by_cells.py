"""Columns whose headers nobody knows are told by their cells, in any order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imports.columns.made_up import Person, people, text
from tests.imports.formats.shapes import codes, fields, lines

pytestmark = pytest.mark.pure

HEADERS = ("Zeta", "Ypsilon", "Kappa", "Omega", "Sigma", "Lambda")


def email(person: Person) -> str:
    return person.email


def name(person: Person) -> str:
    return person.name


def ident(person: Person) -> str:
    return f"T-{person.number + 1:03}"


HOW = {"id": ident, "email": email, "name": name}


def table(staff: list[Person], how: str, order: list[int]) -> tuple[str, list[str]]:
    """The file, and the fields of its columns."""
    named = HOW[how]
    columns = [
        ("id", [ident(p) for p in staff]),
        ("name", [p.name for p in staff]),
        ("email", [p.email for p in staff]),
        ("title", [p.title for p in staff]),
        ("manager", ["" if p.manager is None else named(staff[p.manager]) for p in staff]),
    ]
    placed = [columns[i] for i in order]
    rows = [list(row) for row in zip(*(cells for _, cells in placed), strict=True)]
    return text(list(HEADERS[: len(placed)]), rows), [field for field, _ in placed]


@settings(max_examples=60, deadline=None)
@given(people(), st.sampled_from(sorted(HOW)), st.permutations(range(5)))
def test_an_unknown_layout_is_placed_by_its_cells(staff: list[Person], how: str, order: list[int]) -> None:
    file, expected = table(staff, how, order)
    assert list(fields(file).values()) == expected


@settings(max_examples=20, deadline=None)
@given(people(), st.sampled_from(sorted(HOW)), st.permutations(range(5)))
def test_its_tree_is_that_of_the_file(staff: list[Person], how: str, order: list[int]) -> None:
    file, _ = table(staff, how, order)
    assert lines(file) == {p.name: "" if p.manager is None else staff[p.manager].name for p in staff}


@settings(max_examples=20, deadline=None)
@given(people(), st.sampled_from(sorted(HOW)))
def test_a_file_without_headers_is_read_too(staff: list[Person], how: str) -> None:
    file, expected = table(staff, how, [0, 1, 2, 3, 4])
    headless = file.partition("\n")[2]
    assert list(fields(headless).values()) == expected
    assert lines(headless) == {p.name: "" if p.manager is None else staff[p.manager].name for p in staff}
    assert "no-header-row" in codes(headless)


def test_what_is_placed_by_its_cells_is_said() -> None:
    file = "Zeta,Kappa\nOdette Lind,Chief Executive Officer\nBero Vask,Product Manager\n"
    assert "column-by-cells" in codes(file)


@pytest.mark.parametrize(
    "file",
    [
        "Date,Vendor,Amount,Category\n2026-01-01,Foo Ltd,12.50,Travel\n2026-01-02,Bar Inc,99.00,Meals\n",
        "Task,Assignee,Due,State\nWrite docs,Odette Lind,2026-01-01,Open\nFix bug,Bero Vask,2026-02-01,Done\n",
        "Department,Headcount,Open\nProduct,12,2\nSales,30,1\n",
        "Office,Address,City\nHQ,1 High St,Leeds\nLab,2 Low St,York\n",
    ],
)
def test_a_table_of_something_else_is_not_made_one_of_people(file: str) -> None:
    assert "title" not in fields(file).values()
