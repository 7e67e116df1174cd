"""Candidates and their requisition go together, and a position hires one at a time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from planning.core.changes.change import edit
from planning.models import Batch, Candidate
from planning.organisation import store, writes
from portal.models import Organisation, Right
from tests.hiring.conftest import TODAY, stage_in
from tests.shapes import Answer

pytestmark = pytest.mark.django_db
SEAT = "pmm-checkout"
SignIn = Callable[..., Client]


@pytest.fixture
def planner(as_member: SignIn) -> Client:
    return as_member(Right.PLANNER)


@pytest.fixture
def pair(company: Organisation) -> list[Candidate]:
    fields = {"organisation": company, "position": SEAT, "added_on": TODAY}
    return [Candidate.objects.create(name=name, **fields) for name in ("Cy Dahl", "Di Noor")]


def decide(client: Client, one: Candidate, outcome: str) -> Answer:
    one.refresh_from_db()
    url = reverse("hiring-candidate", args=[one.organisation.slug, one.pk])
    return client.post(url, {"outcome": outcome, "on": TODAY, "seen": one.version})


def move(client: Client, company: Organisation, to: str, **said: str) -> Answer:
    data = {"key": SEAT, "to": to, "on": TODAY.isoformat(), **said}
    return client.post(f"/o/{company.slug}/do/move-seat/", data)


def outcomes(pair: list[Candidate]) -> list[str]:
    for one in pair:
        one.refresh_from_db()
    return [one.outcome for one in pair]


def test_requisition_is_accepted_with_its_candidate(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    assert (stage_in(company, SEAT), outcomes(pair)) == ("accepted", ["hired", "open"])


def test_undo_of_the_step_opens_the_case_again(company: Organisation, planner: Client, pair: list[Candidate]) -> None:
    decide(planner, pair[0], "hired")
    batch = Batch.objects.filter(organisation=company).latest("id")
    planner.post(f"/o/{company.slug}/history/{batch.pk}/undo/")
    assert (stage_in(company, SEAT), outcomes(pair)) == ("open", ["open", "open"])


def test_redo_of_the_step_decides_again(company: Organisation, planner: Client, pair: list[Candidate]) -> None:
    decide(planner, pair[0], "hired")
    for _ in range(2):
        batch = Batch.objects.filter(organisation=company).latest("id")
        planner.post(f"/o/{company.slug}/history/{batch.pk}/undo/")
    assert (stage_in(company, SEAT), outcomes(pair)) == ("accepted", ["hired", "open"])
    assert pair[0].decided_on == TODAY


def test_redo_leaves_what_was_decided_otherwise_meanwhile(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    planner.post(f"/o/{company.slug}/history/{Batch.objects.filter(organisation=company).latest('id').pk}/undo/")
    decide(planner, pair[0], "declined")
    planner.post(f"/o/{company.slug}/history/{Batch.objects.filter(organisation=company).latest('id').pk}/undo/")
    assert outcomes(pair) == ["declined", "open"]


def test_who_declines_after_all_takes_the_requisition_back(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    decide(planner, pair[0], "declined")
    assert (stage_in(company, SEAT), outcomes(pair)) == ("open", ["declined", "open"])


def test_who_declines_after_all_opens_no_position_that_was_vacated_meanwhile(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    company.refresh_from_db()
    change = edit(TODAY, store.org_at(company, TODAY).positions[SEAT], stage="draft")
    writes.commit(company, [change] if change else [], title="Vacate", today=TODAY)
    later = (TODAY + timedelta(days=30)).isoformat()
    planner.post(f"/o/{company.slug}/do/fill/", {"key": SEAT, "on": later, "new_person": "Cy Dahl"})
    decide(planner, pair[0], "declined")
    assert stage_in(company, SEAT) == "draft"


def test_second_hire_for_one_position_is_refused_with_what_to_do(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    answer = decide(planner, pair[1], "hired")
    assert answer.status_code == 422
    assert "Cy Dahl was already hired for Product Marketing Manager, Checkout" in answer.content.decode()
    assert "add a second position" in answer.content.decode()
    assert outcomes(pair) == ["hired", "open"]


def test_nobody_is_hired_for_a_requisition_that_is_not_open(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    change = edit(TODAY, store.org_at(company, TODAY).positions[SEAT], stage="draft")
    writes.commit(company, [change] if change else [], title="Put", today=TODAY)
    assert "cannot move to “accepted”" in decide(planner, pair[0], "hired").content.decode()
    assert outcomes(pair) == ["open", "open"]


@pytest.mark.parametrize(("others", "left"), [("", "open"), ("reject", "rejected")])
def test_closing_the_requisition_says_what_becomes_of_the_others(
    company: Organisation, planner: Client, pair: list[Candidate], others: str, left: str
) -> None:
    decide(planner, pair[0], "hired")
    asked = planner.get(
        f"/o/{company.slug}/do/move-seat/?key={SEAT}&to=started&candidate={pair[0].pk}"
    ).content.decode()
    assert "1 candidate is still in progress." in asked
    assert 'value="Cy Dahl"' in asked
    move(planner, company, "started", new_person="Cy Dahl", first_day=TODAY.isoformat(), others=others)
    assert (stage_in(company, SEAT), outcomes(pair)) == ("", ["hired", left])


def test_requisition_taken_back_by_hand_opens_the_case_again(
    company: Organisation, planner: Client, pair: list[Candidate]
) -> None:
    decide(planner, pair[0], "hired")
    move(planner, company, "offer", why="They asked for time")
    assert (stage_in(company, SEAT), outcomes(pair)) == ("offer", ["open", "open"])
