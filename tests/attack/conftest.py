from datetime import date

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import Person, Position, Product, Team
from planning.models import Plan
from planning.organisation import writes
from planning.plans import editing
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

TODAY = date(2026, 9, 1)


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    records = [
        Person("ann", name="Ann"),
        Person("bea", name="Bea"),
        Team("north", name="North"),
        Position("boss", title="CEO", holder="ann"),
        Position("one", title="Head of Product", manager="boss", holder="bea"),
        Position("pm", title="Product Manager", role="product-manager", manager="one"),
        Product("pay", name="Payments"),
    ]
    writes.commit(organisation, [add(TODAY, r) for r in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def admin(company: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=company, right=Right.ADMIN).user)
    return client


@pytest.fixture
def plan(company: Organisation, admin: Client) -> Plan:
    user = company.memberships.get().user
    return editing.create(company, name="Spring", target=date(2026, 12, 1), owner=user)
