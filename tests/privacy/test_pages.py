from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import add, edit
from planning.core.records import Person, Position
from planning.erasing import people
from planning.erasing.people import Terms
from planning.imports import service
from planning.imports.pipeline import File, Settings
from planning.models import ErasedPerson
from planning.organisation import writes
from planning.organisation.models import Person as Person_
from planning.privacy import erasing_job
from planning.privacy.models import RetentionRules
from planning.privacy.retention import OF_ORGANISATIONS
from portal import audit
from portal.jobs.run import carry_out
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


def test_who_is_asked_for_while_a_worker_erases_another_is_erased_too(
    employed: Organisation, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_job, "IN_ONE_REQUEST", 1)
    writes.commit(employed, [add(date.today(), Person("1043", "Bo Lundx"))], title="Hire", today=date.today())
    user = employed.memberships.get().user
    with monkeypatch.context() as patch:
        patch.setattr("portal.jobs.queue.put", lambda job: job)  # no worker takes them up
        asked = [erasing_job.start(employed, key, Terms("Asked", ("Verchenx",)), by=user) for key in ("1042", "1043")]
    assert len(erasing_job.unfinished(employed)) == 2
    for job in asked:
        carry_out(job.pk, job.run)
    assert found([NAME, "Bo Lundx", "Verchenx"]) == []
    assert erasing_job.unfinished(employed) == []


def test_a_job_for_somebody_erased_meanwhile_keeps_nothing_of_what_was_asked(employed: Organisation) -> None:
    user = MembershipFactory.create(organisation=employed, right=Right.ADMIN).user
    people.erase(employed, "1042", Terms("Asked"), by=None, now=timezone.now())
    job = erasing_job.start(employed, "1042", Terms("Asked", ("Verchenx",)), by=user)
    job.refresh_from_db()
    assert (job.state, job.arguments) == ("done", {})


def test_everything_known_holds_pay_for_whoever_may_see_it_alone(employed: Organisation, admin: Client) -> None:
    known = json.loads(admin.get(address(employed, "?format=json")).content)
    assert (known["person"]["email"], len(known["positions"]), len(known["history"])) == (EMAIL, 1, 2)
    assert "98765" not in json.dumps(known)
    employed.memberships.update(sees_cost=True)
    assert "98765" in admin.get(address(employed, "?format=json")).content.decode()
    page = admin.get(address(employed)).content.decode()
    assert f"Deputy of {NAME}" in page
    assert AuditEntry.objects.filter(kind=audit.Kind.TOLD_ALL).count() == 3


def test_everything_known_tells_nothing_of_whoever_came_after(employed: Organisation) -> None:
    today, client = date.today(), Client()
    before = Position("7", f"Deputy of {NAME}", holder="1042", pay=Decimal("98765"), currency="GBP")
    after = edit(today, before, holder="1043", pay=Decimal("87654"))
    assert after
    writes.commit(employed, [add(today, Person("1043", "Bo Lundx")), after], title="Follow", today=today)
    client.force_login(MembershipFactory.create(organisation=employed, right=Right.ADMIN, sees_cost=True).user)
    known = client.get(address(employed), {"format": "json"}).json()
    assert [change["before"].get("holder") for change in known["history"][-1:]] == ["1042"]
    assert not any(said in json.dumps(known["history"]) for said in ("1043", "Bo Lundx", "87654"))


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
    with pytest.raises(CommandError, match="too short"):
        call_command("erase_person", "--yes", org=employed.slug, person="1042", also=["Ve"])
    call_command("erase_person", "--yes", org=employed.slug, person="1042", also=["Verchenx"])
    assert found([NAME]) == []
    with pytest.raises(CommandError, match="no one has"):
        call_command("erase_person", org=employed.slug, email=EMAIL)


def test_how_long_things_are_kept_is_said_in_the_unit_in_which_it_is_set(employed: Organisation, admin: Client) -> None:
    page = admin.get(f"/o/{employed.slug}/privacy/").content.decode()
    assert all(f">{said}</td>" in page for said in ("6 months", "indefinitely", "180 days", "90 days", "1 day"))
    RetentionRules.objects.create(organisation=employed, leavers=2)
    assert ">2 years</td>" in admin.get(f"/o/{employed.slug}/privacy/").content.decode()


def test_names_of_people_who_left_go_only_once_that_is_confirmed(employed: Organisation, admin: Client) -> None:
    there, typed = f"/o/{employed.slug}/privacy/", {"leavers": "2", "notices": "180", "invitations": "90"}
    Person_.objects.filter(organisation=employed).update(leaves=timezone.localdate() - timedelta(days=900))
    page = admin.get(there)
    typed["seen"] = page.context["form"]["seen"].value()
    asked = admin.post(there, typed)
    assert "person left longer ago" in asked.content.decode()
    assert not RetentionRules.objects.filter(leavers=2).exists()
    typed["seen"] = asked.context["form"]["seen"].value()
    assert admin.post(there, typed | {"sure": "1"}).status_code == 302
    assert RetentionRules.objects.filter(leavers=2).exists()


def test_whoever_is_erased_by_an_admin_meanwhile_holds_up_no_others(employed: Organisation) -> None:
    Person_.objects.filter(organisation=employed).update(leaves=timezone.localdate() - timedelta(days=900))
    row = Person_.objects.get(organisation=employed)
    people.erase(employed, row.key, Terms("Asked"), by=None, now=timezone.now())
    kept = next(one for one in OF_ORGANISATIONS if one.name == "leavers")
    assert kept.remove(Person_.objects.filter(pk=row.pk), timezone.now()) == 0
