"""docs/security.md: every requirement of level 1 and 2 of OWASP ASVS 5.0 once, held by a test that there is.

`asvs_levels.txt`: one line a section; the digits are the levels of its requirements, in their order.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.pure
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \|(.*)\|(.*)\|$")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+(?:::\w+)?)`")
PATH = re.compile(r"`((?:portal|planning|roles|docs|static|scripts|tests)/[\w./-]+)`")


def text() -> str:
    return (ROOT / "docs/security.md").read_text()


def rows() -> list[tuple[str, str, str]]:
    """Number, what is asked, what holds it."""
    return [(m[1], m[2].strip(), m[3].strip()) for line in text().splitlines() if (m := ROW.match(line))]


def asked() -> Iterator[str]:
    for line in (ROOT / "tests/asvs_levels.txt").read_text().splitlines():
        section, levels = line.split()
        yield from (f"{section}.{place}" for place, level in enumerate(levels, 1) if level in "12")


@cache
def named_in(path: str) -> frozenset[str]:
    found = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        match node:
            case ast.FunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=group, body=body):
                found |= {f"{group}::{part.name}" for part in body if isinstance(part, ast.FunctionDef)}
    return frozenset(found)


def test_every_requirement_of_level_1_and_2_has_its_row() -> None:
    numbers = [number for number, _, _ in rows()]
    assert [number for number in asked() if number not in numbers] == []


def test_no_requirement_has_two_rows() -> None:
    numbers = [number for number, _, _ in rows()]
    assert sorted(numbers) == sorted(set(numbers))


def test_no_row_is_empty_or_holds_its_requirement_by_nothing() -> None:
    said = re.compile(r"`|\]\(#|^not applicable: |^not held: |^the site administrator: ")
    assert [number for number, asks, held in rows() if not asks or not said.search(held)] == []


def test_every_test_that_the_table_names_is_there() -> None:
    named = TEST.findall(text())
    assert [f"{path}::{name}" for path, name in named if name not in named_in(path)] == []
    assert named


def test_every_file_that_the_text_names_is_there() -> None:
    assert [path for path in PATH.findall(text()) if not (ROOT / path.split("::")[0]).exists()] == []


def test_every_part_that_the_table_points_to_is_there() -> None:
    headings = {line[3:].lower().replace(" ", "-") for line in text().splitlines() if line.startswith("## ")}
    assert set(re.findall(r"\]\(#([\w-]+)\)", text())) <= headings


def test_what_is_not_held_in_the_table_is_said_at_the_head() -> None:
    head = text().split("\n## V1 ")[0].split("## What is not held")[1].split("\n## ")[0]
    assert [number for number, _, held in rows() if held.startswith("not held") and number not in head] == []
