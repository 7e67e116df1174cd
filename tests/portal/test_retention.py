"""What goes in time, and what a wrong clock must not take."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from planning.models import Candidate, Person, RetentionRules
from planning.organisation import store
from portal import audit, retention
from portal.models import AuditEntry, Organisation
from tests.factories import InvitationFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = timezone.now()


def invitations(organisation: Organisation, number: int) -> None:
    for _ in range(number):
        InvitationFactory.create(organisation=organisation, expires_at=NOW - timedelta(days=10))


def left(organisation: Organisation) -> int:
    return organisation.invitations.count()


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-365)])
def test_a_clock_that_jumps_removes_nothing_in_a_rush(organisation: Organisation, jump: timedelta) -> None:
    invitations(organisation, 30)
    retention.clear(NOW)
    retention.clear(NOW + jump)
    retention.clear(NOW + timedelta(days=366))
    assert (left(organisation), retention.is_doubted()) == (30, True)
    retention.trust(NOW + timedelta(days=366))
    retention.clear(NOW + timedelta(days=366, hours=2))
    assert (left(organisation), retention.is_doubted()) == (0, False)


def test_after_a_leap_of_the_clock_nothing_goes_for_a_day_then_little(organisation: Organisation) -> None:
    invitations(organisation, 3)
    RetentionRules.objects.create(organisation=organisation, invitations=9)
    retention.clear(NOW - timedelta(days=365))
    retention.clear(NOW)
    retention.clear(NOW + timedelta(hours=23))
    assert left(organisation) == 3
    retention.clear(NOW + timedelta(hours=25))
    assert (left(organisation), retention.is_doubted()) == (0, True)


def test_what_is_removed_is_recorded_and_said_before(
    organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    invitations(organisation, 3)
    RetentionRules.objects.create(organisation=organisation, invitations=9)
    call_command("retention", "--dry-run")
    assert "3  Invitations answered or expired" in capsys.readouterr().out
    assert left(organisation) == 3
    retention.clear(NOW)
    entry = AuditEntry.objects.get(kind=audit.Kind.REMOVED_BY_AGE)
    assert (left(organisation), entry.organisation, entry.details) == (
        0,
        organisation,
        {"what": "invitations", "rows": 3},
    )


def test_people_who_left_long_ago_are_erased_where_that_is_wanted(organisation: Organisation) -> None:
    today = timezone.localdate()
    PersonFactory.create(organisation=organisation, key="old", name="Odd Gonex", leaves=today - timedelta(days=800))
    PersonFactory.create(organisation=organisation, key="new", name="Still Herex", leaves=today - timedelta(days=300))
    retention.clear(NOW)
    assert Person.objects.filter(name="Odd Gonex").exists()
    RetentionRules.objects.create(organisation=organisation, leavers=2)
    retention.clear(NOW + timedelta(hours=2))
    organisation.refresh_from_db()
    names = {one.name for one in store.org_at(organisation, today).people.values()}
    assert names == {"Erased person 1", "Still Herex"}
    kept = next(kept for kept in retention.KEPT if kept.name == "leavers")
    coming = retention.coming(kept, organisation, NOW)
    assert (coming.number, coming.on) == (1, today - timedelta(days=300 - 1 - (coming.days or 0)))


def test_a_candidate_who_is_erased_is_named_nowhere(organisation: Organisation) -> None:
    today = timezone.localdate()
    old = today - timedelta(days=200)
    Candidate.objects.create(organisation=organisation, position="p", name="Bo Lindx", added_on=old, decided_on=old)
    retention.clear(NOW)
    assert not Candidate.objects.exclude(name="").exists()


def test_what_cannot_be_removed_holds_up_nothing_else(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(rows: object, now: object) -> int:
        raise RuntimeError

    invitations(organisation, 3)
    RetentionRules.objects.create(organisation=organisation, invitations=9)
    kind = next(one for one in retention.KEPT if one.name == "invitations")
    broken = replace(kind, name="broken", remove=fails)
    monkeypatch.setattr("portal.retention.clearing.KEPT", [broken, *retention.KEPT])
    retention.clear(NOW)
    assert left(organisation) == 0
    assert "Nothing could be removed of broken" in caplog.text
