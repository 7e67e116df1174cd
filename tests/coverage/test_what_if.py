"""What if hires slip, or somebody leaves: nothing is kept, both sides are shown."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from planning.models import Position, StoredChange
from portal.models import Organisation, Right
from tests.coverage.test_over_time import Read, said
from tests.small_organisation import SignIn

WHAT_IF = "coverage/what-if/"


@pytest.fixture
def due(filled: Organisation) -> date:
    """The position of Luis is vacant, and to be filled in thirty days."""
    day = timezone.localdate() + timedelta(days=30)
    Position.objects.filter(organisation=filled, key="luis").update(holder="", target_start=day)
    return day


@pytest.mark.parametrize("asked", ["", "?slip=&person=&leaves=2030-01-01"])
def test_nothing_supposed_asks_what_to_suppose(read: Read, asked: str) -> None:
    assert "Nothing to compare yet" in read(f"{WHAT_IF}{asked}")


def test_last_day_is_offered_so_that_choosing_somebody_is_enough(read: Read) -> None:
    offered = f'value="{said(timezone.localdate() + timedelta(days=30))}"'
    assert offered in read(WHAT_IF)
    assert offered in read(f"{WHAT_IF}?slip=14")


def test_slipping_hires_lengthen_the_gap_and_open_findings_by_name(read: Read, due: date) -> None:
    body = " ".join(read(f"{WHAT_IF}?slip=14").split())
    assert f"{said(due)} – {said(due + timedelta(days=13))}" in body
    assert "No Product Manager covers Checkout" in body
    assert "covered · Expected hire" in body


def test_finding_that_only_goes_with_a_missing_hire_is_not_closed(read: Read, due: date) -> None:
    body = read(f"{WHAT_IF}?slip=14")
    assert "closes 0" in body
    assert "no longer appl" in body


def test_leaver_opens_a_gap_on_both_sides_of_nothing_stored(filled: Organisation, read: Read) -> None:
    last = timezone.localdate() + timedelta(days=20)
    body = " ".join(read(f"{WHAT_IF}?person=Luis&leaves={last}").split())
    assert f"{said(last + timedelta(days=1))} – later" in body
    assert "No Product Manager covers Checkout" in body
    assert not StoredChange.objects.filter(organisation=filled).exists()


def test_who_covers_nothing_makes_no_difference(read: Read) -> None:
    assert "Coverage would not change" in read(f"{WHAT_IF}?person=Amara&leaves={timezone.localdate()}")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("slip=-3", "Enter 0 or more"),
        ("slip=many", "Enter a whole number"),
        ("person=Nobody+Here&leaves=2030-01-01", "No person matches"),
        ("person=Luis&leaves=", "Enter the last day"),
        ("person=Luis&leaves=0026-01-01", "is out of range"),
    ],
)
def test_what_cannot_be_supposed_says_what_to_do(
    filled: Organisation, client_as: SignIn, asked: str, told: str
) -> None:
    answer = client_as(Right.VIEWER).get(f"/o/{filled.slug}/{WHAT_IF}?{asked}")
    assert answer.status_code == 422
    assert told in answer.content.decode()
