"""Whom the tests of closing gaps ask as, and of what."""

from collections.abc import Callable

import pytest
from django.test import Client

from planning.close_gaps import replying
from planning.models import MoneyRules
from portal.models import Organisation, Right, User
from tests import small_organisation
from tests.close_gaps.replies import ASKS, Replies, text_of
from tests.factories import MembershipFactory


@pytest.fixture
def asked(organisation: Organisation) -> Organisation:
    """Ledger lacks a PM; Luis, the only one, has room."""
    small_organisation.fill(organisation)
    MoneyRules.objects.create(organisation=organisation, currency="EUR")
    return organisation


@pytest.fixture
def admin(asked: Organisation) -> User:
    return MembershipFactory.create(organisation=asked, right=Right.ADMIN).user


@pytest.fixture
def planner(filled: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=filled, right=Right.PLANNER, sees_cost=True).user)
    return client


@pytest.fixture
def replies(monkeypatch: pytest.MonkeyPatch) -> Replies:
    one = Replies()
    monkeypatch.setattr(replying, "reply", one.reply)
    monkeypatch.setattr(replying, "curve", one.curve)
    return one


@pytest.fixture
def page(filled: Organisation, planner: Client, replies: Replies) -> Callable[..., str]:
    """The page for a planner who may see cost."""

    def get(address: str = ASKS, where: str = "", status: int = 200) -> str:
        found = planner.get(f"/o/{filled.slug}/plans/close-gaps/{where}?{address}")
        assert found.status_code == status
        return text_of(found)

    return get
