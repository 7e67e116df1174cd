"""Accepting a finding, and when it comes back."""

from datetime import date, timedelta

import pytest

from planning.core.rules import Finding, Subject
from planning.findings import waivers
from planning.models import FindingNote, Waiver
from portal.models import Organisation, User
from tests.factories import OrganisationFactory, UserFactory

DAY = date(2026, 6, 1)
FINDING = Finding("cov-pm", "warning", Subject("product", "app", "App"), "No one covers App.", involves=("b", "a"))


@pytest.fixture
def author(db: None) -> User:
    return UserFactory.create()


def accept(organisation: Organisation, author: User, finding: Finding = FINDING) -> Waiver:
    return waivers.accept(organisation, finding, "We sunset it.", author, DAY, author)


def is_open(organisation: Organisation, finding: Finding = FINDING, on: date = DAY) -> bool:
    return bool(waivers.sort([finding], waivers.standing(organisation), on).open)


def test_accepted_finding_is_open_no_more(organisation: Organisation, author: User) -> None:
    assert is_open(organisation)
    accept(organisation, author)
    assert not is_open(organisation)


@pytest.mark.parametrize(
    ("finding", "on", "back"),
    [
        (FINDING, DAY, False),
        (FINDING, DAY + timedelta(1), True),
        (FINDING._replace(message="No one covers App, which launches."), DAY, True),
        (FINDING._replace(severity="critical"), DAY, True),
        (FINDING._replace(severity="info"), DAY, False),
        (FINDING._replace(involves=("a", "b")), DAY, False),
        (FINDING._replace(involves=("a",)), DAY, True),
        (FINDING._replace(about="other"), DAY, True),
    ],
)
def test_it_comes_back(organisation: Organisation, author: User, finding: Finding, on: date, back: bool) -> None:
    accept(organisation, author)
    assert is_open(organisation, finding, on) is back


def test_days_that_pass_change_no_facts(organisation: Organisation, author: User) -> None:
    counted = FINDING._replace(message="In 9 days.", facts="on 10 Jun")
    accept(organisation, author, counted)
    assert not is_open(organisation, counted._replace(message="In 8 days."))


def test_withdrawing_opens_it_and_both_stand_in_its_history(organisation: Organisation, author: User) -> None:
    accept(organisation, author)
    assert waivers.withdraw(organisation, FINDING.identity, author, "Changed our mind.")
    assert is_open(organisation)
    assert list(FindingNote.objects.values_list("event", "text", "author")) == [
        ("accepted", "We sunset it.", author.pk),
        ("withdrawn", "Changed our mind.", author.pk),
    ]
    assert not waivers.withdraw(organisation, FINDING.identity, author)


def test_accepting_again_takes_the_place_of_the_earlier_acceptance(organisation: Organisation, author: User) -> None:
    accept(organisation, author, FINDING._replace(message="As it was."))
    accept(organisation, author)
    assert Waiver.objects.filter(withdrawn_at=None).count() == 1
    assert not is_open(organisation)


def test_acceptance_holds_in_its_organisation_alone(organisation: Organisation, author: User) -> None:
    accept(organisation, author)
    assert is_open(OrganisationFactory.create())
