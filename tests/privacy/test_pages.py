from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add
from planning.core.records import Person, Position
from planning.erasing import people
from planning.erasing.people import Terms
from planning.imports import service
from planning.imports.pipeline import File, Settings
from planning.models import ErasedPerson
from planning.organisation import writes
from planning.privacy import erasing_job
from planning.privacy.models import RetentionRules
from portal import audit
from portal.models import AuditEntry, Job, Organisation, Right
from tests.erasing.everywhere import found
from tests.factories import MembershipFactory

NAME = "Vera Lindqvistx"
EMAIL = "vera@lindqvistx.example"
ERASE = {"name": "vera  lindqvistx", "reason": "Vera Lindqvistx asked for it", "also": "Verchenx"}

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def employed(organisation: Organisation) -> Organisation:
    today = date.today()
    position = Position("7", f"Deputy of {NAME}", holder="1042", pay=Decimal("98765"), currency="GBP")
    changes = [add(today, Person("1042", NAME, EMAIL)), add(today, position)]
    writes.commit(organisation, changes, title="Hire Verchenx", today=today)
    return organisation


@pytest.fixture
def admin(employed: Organisation) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(organisation=employed, right=Right.ADMIN).user)
    return client


def address(organisation: Organisation, rest: str = "") -> str:
    return f"/o/{organisation.slug}/privacy/people/1042/{rest}"


def test_an_admin_sees_what_changes_types_the_name_and_it_is_done(employed: Organisation, admin: Client) -> None:
    page = admin.get(address(employed, "erase/")).content.decode()
    assert "Changes in the history: <strong>2</strong>" in page
    refused = admin.post(address(employed, "erase/"), ERASE | {"name": "Vera"})
    assert (refused.status_code, ErasedPerson.objects.count()) == (422, 0)
    looked = admin.post(address(employed, "erase/"), ERASE | {"name": "", "preview": "1"})
    assert "Titles in the history" in looked.content.decode()
    assert admin.post(address(employed, "erase/"), ERASE, follow=True).status_code == 200
    assert found([NAME, "98765", "lindqvistx", "verchenx"]) == []
    assert AuditEntry.objects.get(kind=audit.Kind.PERSON_ERASED).details["number"] == 1
    assert admin.get(address(employed, "erase/")).status_code == 404


def test_of_a_large_organisation_a_worker_erases_and_keeps_nothing_of_what_was_asked(
    employed: Organisation, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_job, "IN_ONE_REQUEST", 1)
    admin.post(address(employed, "erase/"), ERASE)
    assert (found([NAME, "98765"]), Job.objects.get().state) == ([], "done")


def test_everything_known_holds_pay_for_whoever_may_see_it_alone(employed: Organisation, admin: Client) -> None:
    known = json.loads(admin.get(address(employed, "?format=json")).content)
    assert (known["person"]["email"], len(known["positions"]), len(known["history"])) == (EMAIL, 1, 2)
    assert "98765" not in json.dumps(known)
    employed.memberships.update(sees_cost=True)
    assert "98765" in admin.get(address(employed, "?format=json")).content.decode()
    page = admin.get(address(employed)).content.decode()
    assert f"Deputy of {NAME}" in page
    assert AuditEntry.objects.filter(kind=audit.Kind.TOLD_ALL).count() == 3


def test_a_file_that_brings_somebody_erased_says_so(employed: Organisation) -> None:
    people.erase(employed, "1042", Terms(), by=None, now=timezone.now())
    rows = f"Position ID,Job Title,Name,Email\n8,Engineer,{NAME},{EMAIL.upper()}\n9,Engineer,Bo Lind,bo@example.com\n"
    files = service.opened(employed, [File("people", "people.csv", rows.encode())])
    outcome = service.preview(employed, files, Settings(date.today()))
    told = [problem for problem in outcome.problems if problem.code == "erased-before"]
    assert [(one.row, one.severity) for one in told] == [(2, "note")]
    assert "was erased on" in told[0].message


def test_the_command_says_what_it_would_do_and_does_it_if_told(
    employed: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("erase_person", org=employed.slug, email=EMAIL)
    assert "changes in the history" in capsys.readouterr().out
    call_command("erase_person", "--yes", org=employed.slug, person="1042", also=["Verchenx"])
    assert found([NAME]) == []
    with pytest.raises(CommandError, match="nobody has"):
        call_command("erase_person", org=employed.slug, email=EMAIL)


def test_how_long_things_are_kept_is_said_in_the_unit_in_which_it_is_set(employed: Organisation, admin: Client) -> None:
    page = admin.get(f"/o/{employed.slug}/privacy/").content.decode()
    assert all(f">{said}</td>" in page for said in ("6 months", "for good", "180 days", "90 days", "1 day"))
    RetentionRules.objects.create(organisation=employed, leavers=2)
    assert ">2 years</td>" in admin.get(f"/o/{employed.slug}/privacy/").content.decode()
