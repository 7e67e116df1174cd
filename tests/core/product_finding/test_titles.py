"""Products in titles: where they stand, what ties them to the rest, and how many one title names."""

import pytest

from planning.core.records import OWNER
from tests.core.product_finding.companies import found

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "title",
    [
        "Senior Product Manager, Checkout",
        "Product Manager - Checkout",
        "Product Manager – Checkout",
        "Product Manager: Checkout",
        "Product Manager (Checkout)",
        "Product Manager [Checkout]",
        "Product Manager | Checkout",
        "Product Manager / Checkout",
        "Product Manager for Checkout",
        "Product Manager @ Checkout",
        "Product Manager, Checkout Team",
        "Product Manager, Team Checkout",
        "Product Manager, Checkout (m/f/d)",
        "Product Manager Checkout",
        "Checkout Product Manager",
        "Checkout PM",
        "Checkout, Product Manager",
        "Produktmanagerin Checkout",
        "Produktmanager (m/w/d) für Checkout",
        "Chef de produit Checkout",
        "Cheffe de produit chez Checkout",
        "Chef de produit, équipe Checkout",
        "Jefe de Producto, Checkout",
        "Gerente de producto para Checkout",
        "Productmanager voor Checkout",
    ],
)
def test_a_product_managers_title_names_the_product_and_its_owner(title: str) -> None:
    proposals = found("CEO", title)
    assert [(name, one.is_sure) for name, one in proposals.items()] == [("Checkout", True)]
    assert [(a.position, a.kind) for a in proposals["Checkout"].assignments] == [("p2", OWNER)]


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["SOFTWARE ENGINEER II-BAGGAGE TRACKING", "PRODUCT MANAGER-BAGGAGE TRACKING"], "Baggage Tracking"),
        (["Backend Dev @Card Issuing", "QA Engineer @Card Issuing"], "Card Issuing"),
        (["Engineer Software III, Loans", "Manager Product, Loans"], "Loans"),
        (["Product Manager, A-Plan"], "A-Plan"),
        (["Product Manager, k2", "Engineer, k2", "Engineer, k2"], "k2"),
        (["Sr. Bazaar Product Manager"], "Bazaar"),
        (["Product Manager, Global Search", "Engineer, Global Search"], "Global Search"),
        (["Cheffe de produit, La Boussole"], "La Boussole"),
        (["Product Manager, Zero Waste Vacant", "Engineer, Zero Waste Vacant"], "Zero Waste Vacant"),
        (["Product Manager, Point of Sale"], "Point of Sale"),
        (["Frontend Engineer, Create:Editor", "PM, Create:Editor"], "Editor"),
        (["VP Product Manager Cash Desk", "Product Manager Cash Desk"], "Cash Desk"),
        (["Product Manager, Shift Planner", "Engineer, Shift Planner"], "Shift Planner"),
        (
            ["Engineering Manager, Domain Admin", "Backend Engineer, Domain Admin", "Designer, Domain Admin"],
            "Domain Admin",
        ),
        (["Product Manager / Text to Image", "Engineer / Text to Image"], "Text to Image"),
        (["Backend Engineer Developer Experience", "Product Manager Developer Experience"], "Developer Experience"),
        (["Product Manager, Contract Review"], "Contract Review"),
        (["Product Manager, EMEA Payments", "Engineer, Payments"], "Payments"),
        (["Live Events PM", "Live Events Product Manager"], "Live Events"),
        (["Mobile App Product Manager"], "Mobile App"),
        (["产品经理-支付", "软件工程师-支付"], "支付"),
        (["Chef de produit Atlas", "Responsable marketing produit Atlas"], "Atlas"),
        (["Gerente de producto Atlas", "Responsable de marketing de producto Atlas"], "Atlas"),
        (["Product Manager Atlas", "Responsabile marketing di prodotto Atlas"], "Atlas"),
        (["Gerente de produto Atlas", "Gerente de marketing de produto Atlas"], "Atlas"),
    ],
)
def test_the_whole_name_is_taken_and_nothing_else(titles: list[str], name: str) -> None:
    assert list(found(*titles)) == [name]


def test_a_product_owner_whose_title_names_the_product_stands_in() -> None:
    proposals = found("Product Owner Kasse", "Softwareentwickler Kasse")
    assert [(a.position, a.kind) for a in proposals["Kasse"].assignments] == [("p1", "stand-in")]


def test_the_marketer_and_the_manager_of_a_product_are_its_owners() -> None:
    proposals = found("Product Marketing Manager, Photos", "Product Manager, Photos", "Director of Product, Photos")
    owners = [(a.role, a.position, a.kind) for a in proposals["Photos"].assignments]
    assert owners == [("product-manager", "p2", OWNER), ("product-marketing-manager", "p1", OWNER)]


def test_the_evidence_marks_the_name_in_the_text() -> None:
    (said,) = found("Senior Product Manager, Photos (EMEA)")["Photos"].evidence
    assert (said.position, said.source) == ("p1", "title")
    assert [said.text[start:end] for start, end in said.spans] == ["Photos"]


@pytest.mark.parametrize(
    ("boss", "below", "owner"),
    [
        ("Product Manager, Checkout", "Associate Product Manager, Checkout", "p1"),
        ("Group Product Manager, Checkout", "Product Manager, Checkout", "p2"),
    ],
)
def test_of_two_who_name_it_neither_a_junior_nor_who_leads_the_other_owns_it(boss: str, below: str, owner: str) -> None:
    one = found((boss, "", ""), (below, "", "p1"), "Software Engineer, Checkout")["Checkout"]
    assert [(duty.kind, duty.position) for duty in one.assignments] == [(OWNER, owner)]


def test_technicians_of_a_plant_make_no_product_of_what_they_keep_running() -> None:
    rows = ["Technicien de maintenance"] * 6 + ["Responsable maintenance", "Chef de produit Teint"]
    assert "Maintenance" not in found(*rows)
