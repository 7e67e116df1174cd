"""docs/article.md: every point of the article has a home, and the homes are there."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from planning.core.rules import catalogue
from roles.content_values import build
from roles.models import Citable
from tests import samples
from tests.roles import seeded

pytestmark = pytest.mark.pure

TEXT = (Path(__file__).resolve().parent.parent.parent / "docs" / "article.md").read_text(encoding="utf-8")
CONTENT = build(seeded.rows()).content


class Row(NamedTuple):
    section: str
    point: str
    records: list[str]
    pages: list[str]
    rules: list[str]


def rows() -> list[Row]:
    lines = [line for line in TEXT.splitlines() if line.startswith("| ")][2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(one, two, *(re.findall(r"`([^`]+)`", cell) for cell in rest)) for one, two, *rest in cells]


ROWS = rows()


def test_every_section_of_the_article_is_there() -> None:
    assert [*dict.fromkeys(row.section for row in ROWS)] == [
        "Introduction",
        "Product Manager: overview",
        "Product Manager: responsibilities",
        "Product Marketing Manager: overview",
        "Product Marketing Manager: responsibilities",
        "Responsibilities and focus",
        "Hard skills",
        "Soft skills",
        "Structure and reporting",
        "Overlap and misconceptions",
        "Career and salary",
        "Choosing",
        "Further resources",
        "Conclusion",
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.point)
def test_each_point_has_records_and_pages_that_exist(row: Row) -> None:
    assert row.records
    assert row.pages
    assert [key for key in row.records if key not in CONTENT.quotes] == []
    assert set(row.pages) <= {page.name for page in samples.pages()}


def test_every_rule_that_is_named_exists() -> None:
    assert {rule for row in ROWS for rule in row.rules} <= {rule.id for rule in catalogue(CONTENT)}


def test_every_rule_that_rests_on_the_article_is_named() -> None:
    named = {rule for row in ROWS for rule in row.rules}
    heart = {"cov", "pair-link", "partner", "line", "leader", "resp-gap", "resp-cross", "dual-role", "title-role"}
    assert {rule.id for rule in catalogue(CONTENT) if rule.family in heart or rule.id.startswith("cov-")} <= named


def test_no_record_of_the_article_is_missing() -> None:
    known = {key for row in ROWS for key in row.records}
    records = [row for row in seeded.rows() if isinstance(row, Citable) and row.source_id == "article"]
    assert [row.key for row in records if row.key in CONTENT.quotes and row.key not in known] == []


def test_records_named_below_the_table_exist() -> None:
    below = TEXT.partition("## What no rule checks")[2]
    assert [key for key in re.findall(r"`([a-z-]+/[a-z-]+)`", below) if key not in CONTENT.quotes] == []
