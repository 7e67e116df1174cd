"""What the tables of an upload are, by their contents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.imports.pipeline import File
from planning.imports.sorting import sorted_files
from tests.imports.helpers import CONTENT
from tests.imports.opening.books import zipped
from tests.imports.test_read import workbook

pytestmark = pytest.mark.pure
TABLES = {
    "people": "Position ID,Name,Job Title,Manager ID\n1,Ada,CEO,\n2,Bo,Product Manager,1\n",
    "products": "Product,Stage,PM,PMM\nMaps,growth,2,\nPay,beta,2,\n",
    "products, one row an assignment": "Product,Role,Position ID,Kind,Share,From,To\nMaps,PM,2,owner,50,2022-01-01,\n",
    "bands": "Role,Level,Currency,Base From,Base To,Valid From\nPM,3,GBP,60000,80000,2022-01-01\n",
}


def kinds(*files: tuple[str, str | bytes]) -> list[tuple[str, str]]:
    given_files = [File("", name, data.encode() if isinstance(data, str) else data) for name, data in files]
    return [(file.kind, file.name) for file in sorted_files(given_files, CONTENT)]


def rows(name: str) -> list[list[str]]:
    return [line.split(",") for line in TABLES[name].splitlines()]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_told_by_its_columns_whatever_the_file_is_called(name: str) -> None:
    assert kinds(("x.csv", TABLES[name])) == [(name.partition(",")[0], "x.csv")]


@settings(max_examples=20)
@given(st.permutations(list(TABLES)), st.sampled_from(["files", "archive", "workbook"]))
def test_several_tables_are_sorted_whichever_way_they_come(names: list[str], way: str) -> None:
    right = [name.partition(",")[0] for name in names]
    if way == "files":
        found = kinds(*[(f"{at}.csv", TABLES[name]) for at, name in enumerate(names)])
    elif way == "archive":
        found = kinds(("all.zip", zipped({f"{at}.csv": TABLES[name] for at, name in enumerate(names)})))
    else:
        found = kinds(("all.xlsx", workbook(**{f"S{at}": rows(name) for at, name in enumerate(names)})))
    assert [kind for kind, _ in found] == right


def test_what_is_none_of_them_is_said_by_its_name() -> None:
    data = workbook(Cover=[["Report", "All"], ["Run by", "HR"]], Staff=rows("people"))
    (file,) = sorted_files([File("", "all.xlsx", data)], CONTENT)
    assert not isinstance(file.data, bytes)
    assert [(remark.value, remark.code) for remark in file.data[0].remarks] == [("Cover", "table-left-out")]


def test_a_file_that_is_none_of_them_is_said_beside_the_others() -> None:
    assert kinds(("README.txt", "Hello,\nthis is all\n"), ("x.csv", TABLES["people"])) == [("people", "x.csv")]


def test_a_file_alone_is_taken_for_what_it_is_most_like() -> None:
    assert kinds(("x.csv", "Position ID,Beruf,Name\n1,Chef,Ada\n")) == [("people", "x.csv")]


def test_a_file_whose_kind_is_said_keeps_it() -> None:
    (file,) = sorted_files([File("products", "x.csv", TABLES["people"].encode())], CONTENT)
    assert file.kind == "products"
