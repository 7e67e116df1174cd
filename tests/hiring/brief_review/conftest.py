"""A position whose brief is written by Ann and reviewed by Bo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import add
from planning.core.records import Assignment, Person, Position, Product
from planning.models import JobBrief
from planning.organisation import writes
from portal.models import Organisation, Right, User
from tests.factories import MembershipFactory

TODAY = date.today()
PMM = "product-marketing-manager"


@pytest.fixture
def company(organisation: Organisation) -> Organisation:
    """An open position for a PMM, whose hiring manager is Hana."""
    records = [
        Product("pay", "Payments"),
        Person("hana", "Hana Sato", email="HANA@example.com"),
        Position("head", title="Head", holder="hana"),
        Position("pmm", title="PMM", role=PMM, stage="open", manager="head"),
        Assignment("a1", "pay", "pmm", PMM),
    ]
    writes.commit(organisation, [add(TODAY, record) for record in records], title="Start", today=TODAY)
    return organisation


class Somebody:
    """A member with a browser of their own."""

    def __init__(self, company: Organisation, name: str, right: Right = Right.PLANNER) -> None:
        self.company, self.query = company, ""
        email = f"{name.casefold()}@example.com"
        self.member = MembershipFactory.create(organisation=company, right=right, user__name=name, user__email=email)
        self.user: User = self.member.user
        self.client = Client()
        self.client.force_login(self.user)

    def start(self) -> None:
        self.post({})

    def edit(self, text: str) -> None:
        there = reverse("hiring-brief-edit", args=[self.company.slug, "pmm"]) + self.query
        self.client.post(there, {"mission": text, "seen": latest(self.company).version})

    def move(self, to: str, seen: int | None = None) -> str:
        """What is said to them then."""
        return self.post({"to": to, "seen": latest(self.company).version if seen is None else seen})

    def post(self, data: dict[str, Any]) -> str:
        answer = self.client.post(self.address, data)
        return " ".join(str(message) for message in get_messages(answer.wsgi_request))

    def page(self) -> str:
        return str(self.client.get(self.address).content.decode())

    @property
    def address(self) -> str:
        return reverse("hiring-brief", args=[self.company.slug, "pmm"]) + self.query


@pytest.fixture
def ann(company: Organisation) -> Somebody:
    return Somebody(company, "Ann")


@pytest.fixture
def bo(company: Organisation) -> Somebody:
    return Somebody(company, "Bo")


@pytest.fixture
def author(ann: Somebody) -> Somebody:
    """Ann, who has written the brief."""
    ann.start()
    return ann


@pytest.fixture
def reviewer(author: Somebody, bo: Somebody) -> Somebody:
    """Bo, who has reviewed what Ann has written."""
    bo.move("reviewed")
    assert state(author.company) == "reviewed"
    return bo


def latest(company: Organisation) -> JobBrief:
    return JobBrief.objects.filter(organisation=company).latest("id")


def state(company: Organisation) -> str:
    return latest(company).state
