"""An organisation with one cook in a filled position and one vacant, and who may look at what it costs."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.models import Band, MoneyRules
from planning.organisation import writes
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory

TODAY = date.today()
NEW_YEAR = TODAY.replace(month=1, day=1)


@pytest.fixture
def kitchen(db: None) -> Organisation:
    organisation = OrganisationFactory.create()
    people = [Person("h1", "Ada"), Person("h2", "Bo")]
    positions = [
        Position("pm", "Product Manager", "product-manager", 2, holder="h1"),
        Position("eng", "Software Engineer", "software-engineer", 2, holder="h2", fte=0.5),
    ]
    changes = [add(NEW_YEAR, record) for record in (*people, *positions)]
    writes.commit(organisation, changes, title="Begin", today=TODAY, source="import")
    return organisation


@pytest.fixture
def priced(kitchen: Organisation) -> Organisation:
    """With a band for the PM alone: middle 50,000, × 1.3 on-costs."""
    MoneyRules.objects.create(organisation=kitchen, currency="GBP")
    Band.objects.create(
        organisation=kitchen,
        role="product-manager",
        currency="GBP",
        low=Decimal(40_000),
        high=Decimal(60_000),
        since=NEW_YEAR,
    )
    writes.touch(kitchen)
    return kitchen


def member_of(organisation: Organisation, right: Right = Right.PLANNER, *, sees_cost: bool = True) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=organisation, right=right, sees_cost=sees_cost).user)
    return client


@pytest.fixture
def url(kitchen: Organisation) -> Callable[..., str]:
    return lambda name, *args: reverse(name, args=[kitchen.slug, *args])
