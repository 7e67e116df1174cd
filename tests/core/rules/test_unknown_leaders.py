"""Leaders whose function nobody has said: not odd, and told once."""

from typing import Any

import pytest

from planning.core import rules
from planning.core.changes.change import apply, edit
from planning.core.fixes import Form, remedies
from planning.core.records import Org, Person, Team
from planning.core.rules import Context, Finding
from tests.core.product_finding.companies import ON, content, placed
from tests.core.sample import PM, PMM

# By language: the top, its leaders of a region or a branch, one of another function, and who reports to them.
TITLES = {
    "German": (
        "Geschäftsführer",
        "Bereichsleiter Antriebe",
        "Leiter Vertrieb",
        "Produktmanager",
        "Produktmarketing-Manager",
    ),
    "French": (
        "Présidente",
        "Directeur Région Ouest",
        "Directeur commercial",
        "Chef de produit",
        "Chef de produit marketing",
    ),
    "English": ("CEO", "Director, Northern Region", "VP Sales", "Product Manager", "Product Marketing Manager"),
}


def company(language: str, leaders: int = 4, each: int = 3) -> Org:
    """Leaders of regions, each over so many who make products and one who markets them, and one over sales."""
    top, unclear, sales, makes, markets = TITLES[language]
    records: list[Any] = [*_held("top", top)]
    for n in range(leaders):
        records += _held(f"lead{n}", unclear, "top")
        records += [record for m in range(each) for record in _held(f"pm{n}-{m}", makes, f"lead{n}")]
        records += _held(f"pmm{n}", markets, f"lead{n}")
    return Org.of(ON, *records, *_held("sales", sales, "top"), *_held("seller", makes, "sales"))


def _held(key: str, title: str, manager: str = "") -> list[Any]:
    return [placed(key, title, manager=manager)._replace(holder=f"h-{key}"), Person(f"h-{key}", key.capitalize())]


def said(org: Org) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in rules.findings(org, content()):
        found.setdefault(finding.rule, []).append(finding)
    return found


@pytest.mark.parametrize("language", TITLES)
def test_leaders_of_unknown_function_are_told_once(language: str) -> None:
    found = said(company(language))
    (finding,) = found["not-known"]
    assert "line-pmm" not in found
    assert [one.involves for one in found["line-pm"]] == [("seller",)]
    assert "12 Product Managers report to 4 leaders, whose function is not known" in finding.message
    assert "4 Product Marketing Managers report to 4 leaders, whose function" in finding.message
    assert finding.involves == ("lead0", "lead1", "lead2", "lead3")


def test_once_the_function_of_a_leader_is_given_it_speaks_for_those_below() -> None:
    org = company("German")
    told = apply(org, [change for change in [edit(ON, org.positions["lead1"], function="sales")] if change])
    found = said(told)
    assert {finding.subject.key for finding in found["line-pm"]} == {"lead1", "seller"}
    assert found["not-known"][0].involves == ("lead0", "lead2", "lead3")


def test_the_function_of_their_team_is_enough() -> None:
    org = company("English", leaders=1)
    lead = org.positions["lead0"]._replace(team="north")
    every = [record for table in org.tables.values() for record in table.values()]
    assert "not-known" not in said(Org.of(ON, *every, lead, Team("north", "Northern Products", "product")))


def test_it_leads_to_where_the_function_is_said() -> None:
    ctx = Context(company("French"), content())
    every = rules.run(ctx)
    hints = remedies(ctx, every, next(f for f in every if f.rule == "not-known")).hints
    assert [(hint.form, hint.key) for hint in hints] == [(Form.POSITION, "lead0"), (Form.IMPORT, "")]


@pytest.mark.parametrize("role", [PM, PMM])
def test_the_top_leads_all_whatever_its_title(role: str) -> None:
    records = [*_held("top", "Inhaber"), *_held("x", "Whoever", "top")]
    records = [r._replace(role=role) if r.key == "x" else r for r in records]
    assert not said(Org.of(ON, *records))


@pytest.mark.parametrize("title", ["VP & GM, Pumps", "Head of Business Unit Pumps", "Business Unit Director"])
def test_whoever_leads_a_business_unit_leads_all_crafts_in_it(title: str) -> None:
    records = [*_held("top", "CEO"), *_held("lead", title, "top"), *_held("pm", "Product Manager", "lead")]
    assert not said(Org.of(ON, *records))
