"""The codes of problems: one list of them, which the code and the documentation keep to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planning.imports.codes import CODES, SECTIONS, as_markdown

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = [*(ROOT / "planning/imports").rglob("*.py"), ROOT / "planning/cost/band_file.py"]
SAYING = {"note", "error", "note_once", "add", "choice", "Cause", "Problem", "Remark", "Stray", "Unusable", "Wrong"}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def said(source: Path) -> Iterator[str]:
    """What looks like a code where a module says something."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Call) and _name(node.func).strip("_") in {"say", *SAYING}:
            for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value):
                    yield part.value


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_code_that_is_said_is_listed(source: Path) -> None:
    assert {*said(source)} - {*CODES} == set()


def test_a_code_is_listed_once() -> None:
    assert len(CODES) == sum(map(len, SECTIONS.values()))


def test_the_documentation_is_what_the_list_says() -> None:
    text = (ROOT / "docs/import-codes.md").read_text()
    assert text == as_markdown(), "python -m planning.imports.codes > docs/import-codes.md"
