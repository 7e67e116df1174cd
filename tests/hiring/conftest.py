from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from planning.core.changes.change import add
from planning.core.records import Assignment, Person, Position, Product
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.factories import MembershipFactory

TODAY = date.today()
PM, PMM = "product-manager", "product-marketing-manager"
Post = Callable[..., object]


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """Ledger grows and has nobody; Checkout launches in a hundred days; the position of a designer covers nothing."""
    launch = TODAY + timedelta(days=100)
    records = [
        Person("ann", "Ann Ek"),
        Person("bo", "Bo Lind"),
        Position("chief", title="Chief Product Officer", holder="ann"),
        Position("pm-ledger", title="Product Manager, Ledger", role=PM, manager="chief", stage="draft"),
        Position("pmm-checkout", title="Product Marketing Manager, Checkout", role=PMM, manager="chief", stage="open"),
        Position("designer", title="Product Designer", manager="chief", stage="approved"),
        Product("ledger", "Ledger", "growth", market_facing=False),
        Product("checkout", "Checkout", "build", launch=launch),
        Assignment("a1", "ledger", "pm-ledger", PM),
        Assignment("a2", "checkout", "pmm-checkout", PMM),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


@pytest.fixture
def as_member(company: Organisation) -> Callable[..., Client]:
    """A client of a new member with a right, who sees cost or not."""

    def sign_in(right: Right, sees_cost: bool = False) -> Client:
        client = Client()
        client.force_login(MembershipFactory.create(organisation=company, right=right, sees_cost=sees_cost).user)
        return client

    return sign_in


def stage_in(company: Organisation, key: str) -> str:
    from planning.organisation import store

    company.refresh_from_db()
    return str(store.org_at(company, TODAY).positions[key].stage)
