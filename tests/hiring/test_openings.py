"""Openings as they come out of what people do on the pages of hiring."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from planning.hiring.figures.openings import dated, openings
from planning.hiring.figures.said import Opening
from planning.models import Batch, Candidate
from planning.organisation import store
from portal.models import Organisation, Right
from tests.hiring.conftest import TODAY
from tests.hiring.test_moving import move
from tests.hiring.test_outcomes import decide

pytestmark = pytest.mark.django_db
SEAT = "pmm-checkout"
LATER = TODAY + timedelta(days=30)
SignIn = Callable[..., Client]


@pytest.fixture
def planner(as_member: SignIn) -> Client:
    return as_member(Right.PLANNER)


def found(company: Organisation, on: int = 0) -> list[tuple[int | None, bool]]:
    """Of the position that is open from the start: days and whether it was filled, so many days from now."""
    then = TODAY + timedelta(days=on)
    every: list[Opening] = dated(openings(company, then).every, company, then)
    return [(one.days(then), one.filled) for one in every if one.position.key == SEAT]


def start(client: Client, company: Organisation, **who: str) -> None:
    move(client, company, SEAT, "accepted")
    move(client, company, SEAT, "started", first_day=LATER.isoformat(), **who)


def undo(client: Client, company: Organisation) -> None:
    client.post(f"/o/{company.slug}/history/{Batch.objects.filter(organisation=company).latest('id').pk}/undo/")


WHO = pytest.mark.parametrize("who", [{"new_person": "Cy Dahl"}, {"person": "bo"}], ids=["new", "here already"])


def test_one_that_is_open_grows_older(company: Organisation) -> None:
    assert found(company, on=9) == [(9, False)]


@WHO
def test_one_who_is_to_start_has_accepted_today(company: Organisation, planner: Client, who: dict[str, str]) -> None:
    start(planner, company, **who)
    company.refresh_from_db()
    assert store.org_at(company, LATER).filled(store.org_at(company, LATER).positions[SEAT])
    assert (found(company, on=9), found(company, on=90)) == ([(0, True)], [(0, True)])


@WHO
def test_one_who_does_not_start_after_all_filled_nothing(
    company: Organisation, planner: Client, who: dict[str, str]
) -> None:
    start(planner, company, **who)
    move(planner, company, SEAT, "interviewing", why="They do not come.")
    assert found(company, on=9) == [(9, False)]


def test_a_hire_that_is_undone_filled_nothing(company: Organisation, planner: Client) -> None:
    move(planner, company, SEAT, "accepted")
    undo(planner, company)
    assert found(company, on=9) == [(9, False)]


def test_a_hire_that_is_done_again_counts_once(company: Organisation, planner: Client) -> None:
    move(planner, company, SEAT, "accepted")
    undo(planner, company)
    undo(planner, company)
    assert found(company, on=9) == [(0, True)]


def test_a_candidate_who_is_hired_fills_it_once(company: Organisation, planner: Client) -> None:
    one = Candidate.objects.create(organisation=company, position=SEAT, name="Cy Dahl", added_on=TODAY)
    decide(planner, one, "hired")
    assert found(company, on=9) == [(0, True)]


def test_a_candidate_who_is_not_hired_after_all_opens_it_again(company: Organisation, planner: Client) -> None:
    one = Candidate.objects.create(organisation=company, position=SEAT, name="Cy Dahl", added_on=TODAY)
    decide(planner, one, "hired")
    decide(planner, one, "withdrew")
    assert found(company, on=9) == [(9, False)]


def test_a_pause_stands_still(company: Organisation, planner: Client) -> None:
    move(planner, company, SEAT, "paused", why="No budget.")
    assert found(company, on=9) == [(0, False)]


def test_one_that_is_cancelled_stands_still(company: Organisation, planner: Client) -> None:
    move(planner, company, SEAT, "cancelled", why="No need.")
    assert found(company, on=9) == [(0, False)]
