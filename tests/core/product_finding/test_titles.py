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
