"""Who leads a group by title is in the role of those who report there, where that is one that covers products."""

from __future__ import annotations

import pytest

from planning.core.records import Org
from planning.imports.pipeline import File, Settings, prepare, run
from tests.core.product_finding.companies import ON, content

pytestmark = pytest.mark.pure


def role_of_the_lead(title: str, *reports: str) -> str:
    """The role that an import gives to whoever leads these."""
    rows = [f"1,Ada,{title},", *(f"{n},N{n},{report},1" for n, report in enumerate(reports, 2))]
    text = "\n".join(["ID,Name,Title,Manager ID", *rows])
    source = prepare(File("people", "people.csv", text.encode()), content(), {})
    return run([source], Org(ON), content(), Settings(ON)).after.positions["1"].role


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
