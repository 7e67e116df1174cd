"""Nothing that people read has seven words in a row in common with the article, known by hashes of such runs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.article_shingles import common, runs, shingles
from scripts.texts import texts

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[2]
KNOWN = (ROOT / "tests" / "roles" / "article_shingles.txt").read_text(encoding="utf-8").split()
ARTICLE = Path(os.environ.get("LINEUP_SHARED", ROOT.parent / "shared")) / "ARTICLE.txt"
MADE_UP = "Seven words of a text in order, and then “some more”."


def near(places: Iterator[tuple[str, str]]) -> list[str]:
    known = frozenset(KNOWN)
    return [f"{place}: {run}" for place, text in places for run in common(text, known)]


def documents() -> Iterator[tuple[str, str]]:
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("**/*.md"))]:
        yield path.name, path.read_text(encoding="utf-8")


def test_no_text_of_pages_or_role_content_has_seven_words_of_the_article_in_a_row() -> None:
    assert near((f"{text.path}:{text.line}", text.text) for text in texts()) == []


def test_no_document_has_seven_words_of_the_article_in_a_row() -> None:
    assert near(documents()) == []


@pytest.mark.parametrize(
    "text",
    [
        "SEVEN words of\n  a text, in order",
        "Before: seven words of a text in order. After",
        "Seven-words of a text in order",
    ],
)
def test_a_run_is_seen_whatever_its_case_breaks_and_punctuation(text: str) -> None:
    assert common(text, shingles(MADE_UP)) == ["seven words of a text in order"]


def test_six_words_in_a_row_are_no_run() -> None:
    assert common("words of a text in order or so", shingles("Some words of a text in order, and then")) == []


def test_an_apostrophe_does_not_part_a_word() -> None:
    assert list(runs("It’s a product's own text, in order")) == ["its a products own text in order"]


def test_the_hashes_are_sorted_and_tell_no_order() -> None:
    assert sorted(set(KNOWN)) == KNOWN
    assert {len(hash) for hash in KNOWN} == {16}


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside the project")
def test_the_hashes_are_those_of_the_article() -> None:
    assert shingles(ARTICLE.read_text(encoding="utf-8")) == KNOWN
