"""Upcoming gaps: list, month and calendar file."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from planning.exports.ical import Day, calendar, escaped
from planning.findings.waivers import accept
from planning.models import LineReview, Person, Position
from planning.organisation import store
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation, Right
from tests import small_organisation
from tests.coverage.test_over_time import Read, said
from tests.factories import MembershipFactory
from tests.home.test_queries import queries
from tests.small_organisation import SignIn

LOSSES = "coverage/losses/"


@pytest.fixture
def last(filled: Organisation) -> date:
    """Luis, the only PM of Checkout, has a last day."""
    day = timezone.localdate() + timedelta(days=12)
    Person.objects.filter(organisation=filled, key="h-luis").update(leaves=day)
    return day


def test_list_says_what_is_lost_on_which_day(read: Read, last: date) -> None:
    body = read(LOSSES)
    assert said(last + timedelta(days=1)) in body
    assert "Luis no longer covers as Product Manager, and no one takes over." in body
    assert "Nothing of this kind" in read(f"{LOSSES}?kind=launch")


def test_month_shows_it_on_its_day(read: Read, last: date) -> None:
    day = last + timedelta(days=1)
    body = read(f"{LOSSES}?view=month&month={day:%Y-%m}")
    cell = body.split(f'datetime="{day}"')[1].split("</td>")[0]
    assert "Checkout" in cell


def test_hires_and_acceptances_have_their_days(filled: Organisation, read: Read) -> None:
    today = timezone.localdate()
    due = today + timedelta(days=20)
    Position.objects.filter(organisation=filled, key="ceo").update(holder="", target_start=due)
    finding = Snapshot(filled, today).findings[0]
    user = MembershipFactory.create(organisation=filled).user
    accept(filled, finding, "We live with it.", user, today + timedelta(days=40), user)
    body = read(LOSSES)
    assert "Hire due" in body
    assert "We live with it." in body
    assert said(today + timedelta(days=40)) in body


@pytest.mark.parametrize("asked", ["span=x&month=x&kind=x&page=99", "on=0001-01-01", "on=9999-12-31&view=month"])
def test_what_cannot_be_read_does_no_harm(read: Read, asked: str) -> None:
    assert "Upcoming gaps" in read(f"{LOSSES}?{asked}")


def test_page_asks_as_much_of_a_large_organisation_as_of_a_small_one(filled: Organisation, client_as: SignIn) -> None:
    client, path = client_as(Right.VIEWER), f"/o/{filled.slug}/{LOSSES}"
    queries(client, path)
    few = queries(client, path)
    small_organisation.more(filled, 15)
    store.forget()
    queries(client, path)
    assert queries(client, path) == few <= 6


def test_reviews_of_lines_are_listed_for_those_who_may_open_them(filled: Organisation, client_as: SignIn) -> None:
    LineReview.objects.create(organisation=filled, name="Spring review", due=timezone.localdate() + timedelta(days=3))
    listed = {
        right: "Spring review" in client_as(right).get(f"/o/{filled.slug}/{LOSSES}").content.decode()
        for right in (Right.VIEWER, Right.PLANNER)
    }
    assert listed == {Right.VIEWER: False, Right.PLANNER: True}


def test_calendar_file_holds_the_day_for_any_calendar(filled: Organisation, client_as: SignIn, last: date) -> None:
    answer = client_as(Right.VIEWER).get(f"/o/{filled.slug}/coverage/losses.ics?kind=lost")
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode()
    assert f"DTSTART;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}" in text
    assert "SUMMARY:Cover lost: Checkout (PM)" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert re.search(r"URL:http://testserver/o/", text)


def test_calendar_lines_are_folded_and_escaped() -> None:
    made = datetime(2026, 6, 1, 12, tzinfo=UTC)
    text = calendar("A; B", [Day("u", date(2026, 7, 1), "Ünïcode, " * 20, "one\ntwo", "https://x/")], made)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{escaped('Ünïcode, ' * 20)}" in text.replace("\r\n ", "")
    assert "X-WR-CALNAME:A\\; B" in text
    assert "DESCRIPTION:one\\ntwo" in text
    assert text.endswith("END:VCALENDAR\r\n")
