"""Who leads a group by title is in the role of those who report there, where that is one that covers products."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from planning.core.records import Org
from planning.imports.pipeline import File, Settings, prepare, run
from tests.core.product_finding.companies import ON, content

pytestmark = pytest.mark.pure


def imported(title: str, reports: Sequence[str], products: str = "") -> Org:
    rows = [f"1,Ada Long,{title},", *(f"{n},Bo Roe,{report},1" for n, report in enumerate(reports, 2))]
    texts = {"people": "\n".join(["ID,Name,Title,Manager ID", *rows]), "products": products}
    sources = [prepare(File(kind, f"{kind}.csv", text.encode()), content(), {}) for kind, text in texts.items() if text]
    return run(sources, Org(ON), content(), Settings(ON)).after


def role_of_the_lead(title: str, *reports: str) -> str:
    """The role that an import gives to whoever leads these."""
    return imported(title, reports).positions["1"].role


@pytest.mark.parametrize("title", ["Chef de groupe Soins Visage", "Cheffe de groupe", "Group Manager"])
def test_a_group_of_one_covering_role_is_led_by_one_of_them(title: str) -> None:
    assert role_of_the_lead(title, "Chef de produit Visage", "Assistant comptable", "Chef de produit") == ""
    assert role_of_the_lead(title, "Chef de produit Visage", "Stagiaire", "Chef de produit") == "product-manager"


@pytest.mark.parametrize("report", ["Acheteur", "Ingénieur", "Opérateur"])
def test_a_group_of_anything_else_tells_nothing(report: str) -> None:
    assert role_of_the_lead("Chef de groupe", report) == ""


@pytest.mark.parametrize("title", ["Chef d'équipe", "Team Member"])
def test_who_leads_no_group_by_title_is_asked_about(title: str) -> None:
    assert role_of_the_lead(title, "Chef de produit") == ""


def test_the_lead_covers_where_the_column_of_their_reports_names_nobody() -> None:
    products = "Gamme,Chef de produit,Chef de groupe\nTeint,Bo Roe,Ada Long\nParfums,,Ada Long\n"
    after = imported("Chef de groupe Beauté", ["Chef de produit Teint"], products)
    assert {(duty.product, duty.position) for duty in after.tables["assignment"].values()} == {
        ("teint", "2"),
        ("parfums", "1"),
    }
