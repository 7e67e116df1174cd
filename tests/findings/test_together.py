"""Several people at findings in the same moment, on a database that lets them: nothing is done twice or overwritten."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.records import Position as Seat
from planning.findings import sightings
from planning.models import Batch, Candidate, FindingNote, FindingTask, Sighting, Waiver
from planning.organisation import writes
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from tests.factories import MembershipFactory, OrganisationFactory
from tests.plans.test_together import at_once
from tests.small_organisation import fill

TODAY = timezone.localdate()
pytestmark = [
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="writers take turns on SQLite"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def company(transactional_db: None) -> Organisation:
    organisation = OrganisationFactory.create()
    fill(organisation)
    return organisation


def planners(company: Organisation, number: int = 2) -> list[Client]:
    made = []
    for _ in range(number):
        client = Client()
        client.force_login(MembershipFactory.create(organisation=company, right=Right.PLANNER).user)
        made.append(client)
    return made


def all_send(clients: list[Client], address: str, sent: dict[str, Any]) -> Counter[int]:
    """The statuses of the same request by all in the same moment."""
    found: list[int] = []
    at_once(*(lambda one=one: found.append(one.post(address, sent).status_code) for one in clients))
    return Counter(found)


@pytest.mark.parametrize("what", ["accept", "assign"])
def test_of_two_who_decide_the_second_is_told(company: Organisation, what: str) -> None:
    two, address = planners(company), f"/o/{company.slug}/findings/{what}/"
    codes = [finding.code for finding in Snapshot(company, TODAY).findings[:3]]
    seen = two[0].post(address, {"ask": "1", "code": codes}).context["seen"]
    who = company.memberships.all()[0].user_id
    given = {"reason": "Known.", "owner": who, "review_on": TODAY + timedelta(9), "assignee": who}
    sent = {"seen": seen, **{f"{what}-{name}": value for name, value in given.items()}}
    assert all_send(two, address, sent) == {302: 1, 422: 1}
    assert (Waiver if what == "accept" else FindingTask).objects.count() == 3
    assert FindingNote.objects.filter(event=f"{what}ed").count() == 3


def test_of_two_who_fix_the_second_writes_nothing(company: Organisation) -> None:
    two, address = planners(company), f"/o/{company.slug}/do/fix-chosen/"
    gap = next(f for f in Snapshot(company, TODAY).findings if f.rule == "cov-pm")
    before = Batch.objects.count()
    assert all_send(two, address, {"code": gap.code, "on": TODAY.isoformat()}) == {302: 1, 422: 1}
    assert Batch.objects.count() == before + 1


def test_undo_pressed_twice_undoes_once(company: Organisation) -> None:
    (one,) = planners(company, 1)
    finding = Snapshot(company, TODAY).findings[0]
    who = company.memberships.all()[0].user_id
    one.post(
        f"/o/{company.slug}/findings/{finding.code}/",
        {"do": "assign", "seen": _seen(one, company, finding.code), "assign-assignee": who},
    )
    (deed,) = one.session["finding-deeds"]
    all_send([one, one], f"/o/{company.slug}/findings/undo/", {"deed": deed})
    assert FindingTask.objects.count() == 0
    assert FindingNote.objects.filter(event="released").count() == 1


def _seen(client: Client, company: Organisation, code: str) -> str:
    return str(client.get(f"/o/{company.slug}/findings/{code}/").context["task_seen"])


def test_of_two_hired_for_one_position_one_is(company: Organisation) -> None:
    two = planners(company)
    seat = Seat("open", title="Product Manager", role="product-manager", manager="ceo", stage="offer")
    writes.commit(company, [add(TODAY, seat)], title="Open", today=TODAY)
    people = [Candidate.objects.create(organisation=company, position="open", name=n, added_on=TODAY) for n in "AB"]
    hired = {"outcome": "hired", "on": TODAY.isoformat(), "seen": "0"}

    def hire(client: Client, candidate: Candidate) -> None:
        client.post(f"/o/{company.slug}/hiring/candidates/{candidate.pk}/", hired | {"seen": candidate.version})

    at_once(*(lambda c=c, p=p: hire(c, p) for c, p in zip(two, people, strict=True)))
    assert Candidate.objects.filter(outcome="hired").count() == 1


def test_those_who_look_first_remember_each_finding_once(company: Organisation) -> None:
    def look() -> None:
        sightings.record(Organisation.objects.get(pk=company.pk), TODAY)

    at_once(*[look] * 4)
    company.refresh_from_db()
    assert Sighting.objects.count() == len(Snapshot(company, TODAY).findings)
