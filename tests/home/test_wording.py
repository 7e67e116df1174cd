"""Names and words keep their letters, wherever a sentence or a heading puts them."""

import ast
from pathlib import Path

import pytest

from planning.core.words import capfirst
from portal.wording import lowfirst
from tests.test_architecture import PACKAGES, TEMPLATES, found, nodes, sources

pytestmark = pytest.mark.pure
RESHAPING = ("|title", "text-transform: capitalize")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("high", "High"),
        ("the PM of Mei Tanaka", "The PM of Mei Tanaka"),
    ],
)
def test_the_first_letter_alone_is_raised(text: str, shown: str) -> None:
    assert capfirst(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("A", "a"),
        ("Hiring manager", "hiring manager"),
        ("Roadmap of the PMM", "roadmap of the PMM"),
        ("FTE", "FTE"),
        ("P&L of a product", "P&L of a product"),
        ("iOS", "iOS"),
    ],
)
def test_the_first_letter_alone_is_lowered_and_short_names_stay(text: str, shown: str) -> None:
    assert lowfirst(text) == shown


def test_nothing_lowers_what_follows_the_first_letter() -> None:
    def lowering(path: Path) -> list[int]:
        return [n.lineno for n in nodes(path) if isinstance(n, ast.Attribute) and n.attr == "capitalize"]

    assert found(sources(*PACKAGES), lowering) == {}


def test_no_page_does_either() -> None:
    def reshaping(path: Path) -> list[str]:
        text = path.read_text()
        return [what for what in RESHAPING if what in text]

    assert found(TEMPLATES, reshaping) == {}
