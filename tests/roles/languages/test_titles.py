"""Titles in other languages, on labelled lists and over the forms that they are written in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.roles.test_titles import MAIN, READER

LISTS = sorted((Path(__file__).parent / "titles").glob("*.txt"))
SURE = 0.7


def labelled(path: Path) -> Iterator[tuple[str, str]]:
    label = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label = line.strip("[]")
        elif line and not line.startswith("#"):
            yield line, label


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_covering_roles_and_their_leaders_are_read(path: Path) -> None:
    wanted = [(title, label) for title, label in labelled(path) if label in MAIN]
    wrong = [title for title, label in wanted if READER.read(title).role != label]
    assert len(wrong) / len(wanted) <= 0.03, wrong


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_other_title_is_surely_one_of_them(path: Path) -> None:
    others = [title for title, label in labelled(path) if label == "other"]
    assert [title for title in others if READER.read(title).role in MAIN] == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_unclear_titles_are_asked_about(path: Path) -> None:
    unclear = [title for title, label in labelled(path) if label == "ask"]
    assert [title for title in unclear if READER.read(title).confidence >= SURE] == []


BASES = {
    "Produktmanager": "product-manager",
    "Leiter Produktmanagement": "product-leader",
    "Chef de produit": "product-manager",
    "Directeur marketing produit": "product-marketing-leader",
    "Gerente de marketing de producto": "product-marketing-manager",
    "Gerente de produto": "product-manager",
    "Responsabile di prodotto": "product-manager",
    "Productmarketingmanager": "product-marketing-manager",
    "プロダクトマネージャー": "product-manager",
    "产品市场经理": "product-marketing-manager",
    "프로덕트 마케팅 매니저": "product-marketing-manager",
    "Менеджер продукта": "product-manager",
    "Projektmanager": "project-manager",
    "Chef de projet": "project-manager",
    "项目经理": "project-manager",
}
MARKS = ["", " (m/w/d)", " (H/F)", " (f/m/x)", " (gn)", " (m|w|d)", ", Zyxwv", " - Zyxwv", " (Zyxwv)"]


@given(st.sampled_from(sorted(BASES)), st.sampled_from(MARKS), st.sampled_from([str, str.upper, str.lower, str.title]))
def test_gender_marks_objects_and_case_do_not_change_the_role(base: str, mark: str, case: object) -> None:
    assert callable(case)
    assert READER.read(case(base) + mark).role == BASES[base]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Senior Produktmanager", 3),
        ("Gerente de Producto Senior", 3),
        ("Gerente Júnior de Produto", 1),
        ("高级产品经理", 3),
        ("Старший менеджер продукта", 3),
        ("Directrice produit", 5),
        ("Leiterin Produktmarketing", 6),
        ("首席产品官", 7),
    ],
)
def test_the_level_is_read(title: str, level: int) -> None:
    assert READER.read(title).level == level


@pytest.mark.parametrize(
    "title",
    ["Production Manager", "Produce Manager", "Project Manager", "projectmanager", "Protest Manager", "Police Manager"],
)
def test_a_real_word_is_not_mended_to_another(title: str) -> None:
    assert READER.read(title).role != "product-manager"


@pytest.mark.parametrize(
    "title",
    ["PM", "PM (Cloud)", "PM, Payments", "APM", "GPM", "Manager, Product", "Product Management", "Product Lead"],
)
def test_an_ambiguous_title_gives_the_likely_role_and_asks(title: str) -> None:
    reading = READER.read(title)
    assert reading.role == "product-manager"
    assert reading.confidence < SURE
    assert READER.suggest(title).ask[0] == "product-manager"


@pytest.mark.parametrize("part", ["produkte", "produktes", "产", "产品", "プロダクト", "leiteren", "x-", "a ", "和"])
def test_a_title_of_one_part_over_and_over_is_read_at_once(part: str) -> None:
    start = process_time()
    READER.read(part * 300 + "x")
    assert process_time() - start < 0.2


@pytest.mark.parametrize("title", ["Product Manager Intern", "Praktikant Produktmanagement", "产品经理实习生"])
def test_whoever_learns_has_no_covering_role(title: str) -> None:
    assert READER.read(title).role not in MAIN


@pytest.mark.parametrize("title", ["Directeur général", "Directrice générale", "Directora general"])
def test_whoever_heads_a_company_is_an_executive(title: str) -> None:
    """“Directeur” is Dutch, too, and “general” English: the language that takes up more of the words is meant."""
    assert READER.read(title).role == "executive"
