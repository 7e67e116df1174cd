"""The titles of the shared cases, as their notes say they should be read."""

from __future__ import annotations

import csv

import pytest

from tests.imports.helpers import shared
from tests.roles.test_titles import READER

EXPECTED = {
    "product-manager": [
        *(
            "Produktmanager",
            "Produktmanagerin",
            "Senior Produktmanager (m/w/d)",
            "Chef de produit",
            "Cheffe de produit",
        ),
        *("Gerente de producto", "Jefe de producto", "Gerente de produto", "プロダクトマネージャー"),
        *("产品经理", "高级产品经理", "프로덕트 매니저", "Менеджер продукта"),
    ],
    "product-marketing-manager": [
        *("Produktmarketing-Manager", "Responsable marketing produit", "Gerente de marketing de producto"),
        *("プロダクトマーケティングマネージャー", "产品市场经理"),
    ],
    "product-leader": ["Leiter Produktmanagement", "Directeur produit", "Director de producto", "产品总监"],
}


@pytest.mark.skipif(not shared("cases").exists(), reason="the shared cases are not here")
@pytest.mark.parametrize("role", EXPECTED)
def test_titles_in_other_languages(role: str) -> None:
    titles = shared("cases", "36-titles-in-other-languages", "titles.txt").read_text(encoding="utf-8").splitlines()
    wanted = EXPECTED[role]
    assert set(wanted) <= set(titles)
    assert [title for title in wanted if READER.read(title).role != role] == []


@pytest.mark.skipif(not shared("cases").exists(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("case", "column", "encoding", "roles"),
    [
        ("16-german-headers", "Position", "cp1252", {"0003": "product-manager", "0004": "product-marketing-manager"}),
        ("34-french-headers", "Intitulé du poste", "utf-8-sig", {"0003": "product-manager"}),
        ("30-long-and-odd-titles", "Job Title", "utf-8", {"1": "executive", "2": "product-leader"}),
    ],
)
def test_titles_of_people(case: str, column: str, encoding: str, roles: dict[str, str]) -> None:
    with shared("cases", case, "people.csv").open(encoding=encoding, newline="") as file:
        line = file.readline()
        file.seek(0)
        rows = list(csv.reader(file, delimiter=";" if ";" in line else ","))
    titles = {row[0]: row[rows[0].index(column)] for row in rows[1:]}
    assert {key: READER.read(titles[key]).role for key in roles} == roles


@pytest.mark.skipif(not shared("mattermost-2020-04-24").exists(), reason="the shared data is not here")
def test_a_bare_pm_is_likely_a_product_manager_and_asked_about() -> None:
    with shared("mattermost-2020-04-24", "people.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["Job Title"] for row in csv.DictReader(file) if row["Job Title"].startswith("PM")}
    assert titles
    assert {(READER.read(title).role, READER.read(title).confidence < 0.7) for title in titles} == {
        ("product-manager", True)
    }
