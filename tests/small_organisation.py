"""A small organisation in the tables: one product that is covered, one that lacks everybody."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from planning.core.records import BACKUP
from planning.models import Link, Ownership
from portal.models import Organisation, Right
from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    PositionFactory,
    ProductFactory,
    TeamFactory,
)

PM, PMM = "product-manager", "product-marketing-manager"
SignIn = Callable[[Right], Client]


def fill(organisation: Organisation) -> None:
    """Checkout has Luis (PM) and Aisha (PMM); nobody is on Ledger."""
    employ(organisation, "ceo", "Amara", title="Chief Executive Officer", role="executive")
    employ(organisation, "luis", "Luis", title="Product Manager", role=PM, manager="ceo")
    employ(organisation, "aisha", "Aisha", title="Product Marketing Manager", role=PMM, manager="ceo")
    TeamFactory.create(organisation=organisation, key="pay", name="Payments")
    ProductFactory.create(organisation=organisation, key="checkout", name="Checkout", team="pay", stage="growth")
    ProductFactory.create(organisation=organisation, key="ledger", name="Ledger", stage="build", market_facing=False)
    AssignmentFactory.create(organisation=organisation, product="checkout", position="luis", role=PM)
    AssignmentFactory.create(organisation=organisation, product="checkout", position="aisha", role=PMM)
    say(organisation)


def say(organisation: Organisation) -> None:
    """What rules wait for is said somewhere, so that they speak: a backup, a pair, an owner, partners of every kind."""
    elsewhere = {"organisation": organisation, "product": "elsewhere"}
    Link.objects.create(key="says", **elsewhere)
    Ownership.objects.create(key="says", **elsewhere)
    AssignmentFactory.create(key="says", kind=BACKUP, **elsewhere)
    for role in ("software-engineer", "product-designer", "quality-engineer", "sales"):
        AssignmentFactory.create(organisation=organisation, key=f"says-{role}", product="ledger", role=role)


def more(organisation: Organisation, number: int) -> None:
    """As many products again, each with two people, a link and findings."""
    for n in range(number):
        employ(organisation, f"pm{n}", f"Pat {n}", title="Product Manager", role=PM, manager="ghost")
        employ(organisation, f"pmm{n}", f"Max {n}", title="Product Marketing Manager", role=PMM, manager="ceo")
        ProductFactory.create(organisation=organisation, key=f"more{n}", name=f"More {n}")
        AssignmentFactory.create(organisation=organisation, product=f"more{n}", position=f"pm{n}", role=PM)
        AssignmentFactory.create(organisation=organisation, product=f"more{n}", position=f"pmm{n}", role=PMM)
        Link.objects.create(organisation=organisation, key=f"l{n}", product=f"more{n}", one=f"pm{n}", other=f"pmm{n}")


def employ(organisation: Organisation, key: str, name: str, **fields: Any) -> None:
    PersonFactory.create(organisation=organisation, key=f"h-{key}", name=name)
    PositionFactory.create(organisation=organisation, key=key, holder=f"h-{key}", **fields)
