"""An organisation whose people name products, and the pages on which these are gone through."""

from __future__ import annotations

from typing import Any

from django.test import Client

from planning.core.product_finding import Evidence, Proposal, ProposedAssignment
from planning.setup.models import ProductDecision
from planning.setup.products.naming import id_of
from portal.models import Organisation
from tests.factories import PersonFactory, PositionFactory, TeamFactory
from tests.shapes import Answer

PM, PMM = "product-manager", "product-marketing-manager"
OWN = "Their own title names the product."


def said(position: str, text: str, name: str, source: str = "title") -> Evidence:
    """A text that names the product `name` once."""
    at = text.index(name)
    return Evidence(position, text, source, ((at, at + len(name)),))


def proposal(name: str, *evidence: Evidence, confidence: float = 0.9, **fields: Any) -> Proposal:
    found = evidence or (said("luis", f"Product Manager, {name}", name),)
    return Proposal(id_of(name), name, confidence, found, **fields)


def owner(position: str, role: str = PM) -> ProposedAssignment:
    return ProposedAssignment(role, position, "owner", OWN)


def found_in_three() -> list[Proposal]:
    """Checkout (Luis is PM; also called Check Out; a designer names Payouts, too), Ledger of the team Money, and a
    doubtful one."""
    both = "Product Designer, Checkout and Payouts"
    return [
        proposal(
            "Checkout",
            said("luis", "Product Manager, Checkout", "Checkout"),
            said("dora", both, "Checkout"),
            said("emil", "Engineer, Check Out", "Check Out"),
            names=("Check Out",),
            assignments=(owner("luis"),),
        ),
        proposal("Ledger", said("", "Ledger", "Ledger", "team"), confidence=0.65, team="money", market_facing=False),
        proposal("Enterprise", confidence=0.7, doubt="Enterprise is a market segment, not a product."),
    ]


def employ(organisation: Organisation) -> None:
    """Who is named by `found_in_three`."""
    TeamFactory.create(organisation=organisation, key="money", name="Money")
    for key, name, title, role in (
        ("luis", "Luis Ortega", "Product Manager, Checkout", PM),
        ("dora", "Dora Lind", "Product Designer, Checkout and Payouts", ""),
        ("emil", "Emil Berg", "Engineer, Check Out", ""),
        ("aisha", "Aisha Khan", "Product Marketing Manager", PMM),
    ):
        PersonFactory.create(organisation=organisation, key=f"h-{key}", name=name)
        PositionFactory.create(organisation=organisation, key=key, title=title, role=role, holder=f"h-{key}")


def decision(found: str, **values: Any) -> ProductDecision:
    """What was said of a name, without a table."""
    return ProductDecision(name=id_of(found), found=found, said=values)


class Hands:
    """Presses on the page of products found, as a browser without scripts sends them; with `htmx`, as one with."""

    def __init__(self, client: Client, organisation: Organisation, *, htmx: bool = False) -> None:
        self.client, self.organisation = client, organisation
        self.path = f"/o/{organisation.slug}/setup/products/"
        self.headers = {"HX-Request": "true"} if htmx else {}

    def press(self, found: str, deed: str, /, *, query: str = "", **also: Any) -> Answer:
        """On the row as it stands; `seen` in `also` for one who saw it earlier."""
        stored = ProductDecision.objects.filter(organisation=self.organisation, name=id_of(found)).first()
        data = {"of": id_of(found), "seen": stored.version if stored else 0, "deed": deed, **also}
        return self.client.post(self.path + query, data, headers=self.headers)

    def read(self, query: str = "") -> str:
        answer = self.client.get(self.path + query, headers=self.headers)
        assert answer.status_code == 200
        return answer.content.decode()

    def list_token(self) -> str:
        answer = self.client.get(self.path)
        return str(answer.context["list_token"])

    def keep(self, seen: str | None = None) -> Answer:
        return self.client.post(f"{self.path}keep/", {"seen": self.list_token() if seen is None else seen})
