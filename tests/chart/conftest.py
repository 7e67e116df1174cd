from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from planning.core.changes.change import diff
from planning.core.records import Assignment, Org, Person, Position, Product, Team
from planning.models import Batch
from planning.organisation import writes
from portal.models import Organisation, Right

TODAY = date.today()
LATER = TODAY + timedelta(days=40)
PM, PMM = "product-manager", "product-marketing-manager"

PEOPLE = ("Ada Okafor", "Bo Lind", "Cem Kaya", "Dee Rossi", "Eva Novak")
POSITIONS = (
    Position("ceo", "Chief Executive Officer", holder="h0"),
    Position("cpo", "Chief Product Officer", manager="ceo", holder="h1"),
    Position("dir", "Director of Product", manager="cpo", holder="h2", location="Berlin"),
    Position("pm1", "Product Manager", PM, manager="dir", holder="h3", team="pay"),
    Position("pm2", "Product Manager", PM, manager="dir", target_start=LATER),
    Position("cmo", "Chief Marketing Officer", manager="ceo"),
    Position("pmm", "Product Marketing Manager", PMM, manager="cmo", holder="h4", dotted=("cpo",)),
    Position("lost/one", "Lost & found <b>", manager="nobody"),
    Position("ring1", "Ring One", manager="ring2"),
    Position("ring2", "Ring Two", manager="ring1"),
)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """Three levels under a chief, a vacancy, somebody who leaves, a position that hangs nowhere and a ring."""
    people = [Person(f"h{n}", name) for n, name in enumerate(PEOPLE)]
    people[4] = people[4]._replace(leaves=LATER)
    org = Org.of(
        TODAY, *people, *POSITIONS, Team("pay", "Payments"), Product("checkout", "Checkout"),
        Assignment("a1", "checkout", "pm1", PM), Assignment("a2", "checkout", "pmm", PMM),
    )  # fmt: skip
    writes.commit(
        organisation,
        diff(Org.of(TODAY), org, TODAY),
        title="First import",
        today=TODAY,
        source=Batch.Source.IMPORT,
        lenient=True,
    )
    return organisation


@pytest.fixture
def planner(company: Organisation, client_as: Callable[[Right], Client]) -> Client:
    return client_as(Right.PLANNER)
