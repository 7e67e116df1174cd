"""What new cover brings with it is shown as next steps of a plan, not as harm that it does."""

from collections.abc import Callable

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import BACKUP, Assignment, Person, Position, Product
from planning.models import Plan
from planning.organisation import writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.plans.conftest import LATER, TODAY

PM = "product-manager"
RECORDS = [
    Person("ana", "Ana"),
    Person("ben", "Ben"),
    Position("a", title="Product Manager", role=PM, holder="ana", manager="boss"),
    Position("b", title="Product Manager", role=PM, holder="ben", manager="boss"),
    Product("atlas", "Atlas", "growth", market_facing=False),
    Product("pulse", "Pulse", "growth", market_facing=False),
    Assignment("1", "pulse", "a", PM),
    Assignment("2", "pulse", "b", PM, BACKUP),
]


@pytest.fixture
def covering(company: Organisation, client_as: Callable[[Right], Client]) -> tuple[Client, Plan]:
    """A plan that gives Atlas its first PM, who is alone then."""
    writes.commit(company, [add(TODAY, record) for record in RECORDS], title="Products", today=TODAY)
    client = client_as(Right.PLANNER)
    owner = company.memberships.get().user
    plan = editing.create(company, name="Spring", target=LATER, owner=owner)
    return client, editing.edit(plan, [add(LATER, Assignment("3", "atlas", "b", PM))], title="Assign", author=owner)


@pytest.mark.parametrize("address", ["plans/{plan}/", "compare/?b={plan}", "plans/{plan}/effect/?on=2026-12-01"])
def test_what_follows_from_new_cover_is_no_harm(covering: tuple[Client, Plan], address: str) -> None:
    client, plan = covering
    asked = f"/o/{plan.organisation.slug}/{address.format(plan=plan.slug)}"
    page = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert "1 next step<" in page
    assert "Next step:</strong> Atlas depends on Ben" in page
    assert "0 opened" in page
