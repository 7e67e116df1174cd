from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from planning.digests import sending
from portal import guard, invitations, jobs
from portal.closing import closing, deleting, emptying
from portal.jobs import mail
from portal.letters import Letter, message
from portal.models import AuditEntry, Clock, Job, Mail, Membership, Organisation, Right, User
from portal.owned import owned_tables
from portal.sign_in.store import SessionStore
from tests import samples
from tests.factories import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.portal import whole_organisation

pytestmark = pytest.mark.django_db

Rows = dict[str, set[Any]]
INNER = [page for page in samples.own_pages() if page.in_organisation and page.arguments == {"organisation"}]


@pytest.fixture
def admin(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, right=Right.ADMIN, sees_cost=True).user


@pytest.fixture
def closed(organisation: Organisation, admin: User) -> Organisation:
    closing.close(organisation, admin, timezone.now())
    organisation.refresh_from_db()
    return organisation


def rows() -> Rows:
    models = apps.get_models(include_auto_created=True)
    return {m._meta.label_lower: set(m._base_manager.values_list("pk", flat=True)) for m in models}


def left_of(organisation: Organisation) -> list[str]:
    return [table.label for table in owned_tables() if table.rows(organisation.pk).exists()]


def filled(user: User) -> Organisation:
    made = OrganisationFactory.create()
    MembershipFactory.create(organisation=made, user=user, right=Right.ADMIN)
    whole_organisation.fill(made, user)
    return made


def test_nothing_of_a_deleted_organisation_is_left_and_nothing_else_is_gone() -> None:
    user = UserFactory.create()
    stays = filled(user)
    before = rows()
    organisation = filled(user)
    assert set(left_of(organisation)) == {table.label for table in owned_tables()}
    accounts = rows()["portal.user"]
    with patch.object(emptying, "PIECE", 2):
        emptying.empty(organisation)
    after = rows()
    (entry,) = AuditEntry.objects.filter(pk__in=after["portal.auditentry"] - before["portal.auditentry"])
    assert (entry.kind, entry.organisation, entry.details) == ("deleted", None, {"number": organisation.pk})
    assert (left_of(organisation), len(left_of(stays))) == ([], len(owned_tables()))
    # Accounts stay, except those that stood for somebody of the organisation's archive.
    gone = accounts - after["portal.user"]
    assert len(gone) == 1
    for label in ("portal.user", "portal.auditentry"):
        before[label] = after[label]
    assert after == before


@pytest.mark.once
def test_a_deletion_that_died_is_gone_on_with() -> None:
    organisation = filled(UserFactory.create())
    pieces: list[int] = []

    def die(text: str, done: int) -> None:
        pieces.append(done)
        if len(pieces) > 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        emptying.empty(organisation, die)
    assert 0 < len(left_of(organisation)) < len(owned_tables())
    emptying.empty(organisation)
    assert not Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_worker_deletes_what_is_due_and_nothing_before(organisation: Organisation, admin: User) -> None:
    now = timezone.now()
    stays = OrganisationFactory.create()
    closing.close(organisation, admin, now - timedelta(days=29))
    deleting.see_to(now)
    assert Organisation.objects.count() == 2
    deleting.see_to(now + timedelta(days=2))  # the job itself looks at the clock
    assert Organisation.objects.count() == 2
    Organisation.objects.filter(pk=organisation.pk).update(delete_at=now)
    Job.objects.all().delete()
    clock = Clock.objects.create(seen=now, jumped=now)
    deleting.see_to(timezone.now())
    assert Organisation.objects.count() == 2  # the clock is doubted
    clock.delete()
    deleting.see_to(timezone.now())
    assert list(Organisation.objects.all()) == [stays]
    assert AuditEntry.objects.get().actor == admin


@pytest.mark.once
def test_every_page_of_a_closed_organisation_is_the_one_that_says_so(
    closed: Organisation, client_as: Callable[[Right], Client]
) -> None:
    client = client_as(Right.ADMIN)
    with patch.object(guard, "closed_page", return_value=HttpResponse(status=410)):
        for page in (page for page in INNER if page.name != "organisation-bring-back"):
            path = page.path({"organisation": closed.slug})
            answers = {client.get(path).status_code, client.post(path).status_code}
            assert answers == {410}, page.name


@pytest.mark.once
def test_the_page_of_a_closed_organisation_says_who_asked_and_until_when(
    closed: Organisation, admin: User, client_as: Callable[[Right], Client]
) -> None:
    for right in (Right.ADMIN, Right.VIEWER):
        client = client_as(right)
        answer = client.get(f"/o/{closed.slug}/people/")
        text = answer.content.decode()
        assert (answer.status_code, f"{admin} asked to delete it on" in text) == (410, True)
        assert ("Restore organisation" in text) == (right == Right.ADMIN)
        of_script = client.get(f"/o/{closed.slug}/people/", headers={"HX-Request": "true"})
        assert of_script["HX-Redirect"] == f"/o/{closed.slug}/"
        assert "Closed, to be deleted on" in client.get("/?choose").content.decode()


@pytest.mark.once
def test_nothing_is_sent_or_done_for_a_closed_organisation(organisation: Organisation, admin: User) -> None:
    letter = Letter("Acme", "news", "News.", "Look", "https://example.com", "of it", of=organisation.pk, kind="News")
    with patch.object(mail, "deliver"):
        mail.post(message(letter, "a@example.com"))
    ran: list[int] = []
    kind = jobs.job("sampled-work")(lambda run: ran.append(1))
    terms = {"right": "viewer", "run": "1", "asked_at": timezone.now()}
    job = Job.objects.create(kind=kind.name, key="1", organisation=organisation, **terms)
    sending.want(Membership.objects.get(user=admin), True)
    closing.close(organisation, admin, timezone.now())
    assert not Mail.objects.filter(organisation=organisation).exists()
    assert not sending.due(timezone.localdate()).exists()
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.FAILED, "The organisation is closed.")
    kind.start("2", organisation=organisation, arguments={})
    mail.post(message(letter, "a@example.com"))
    assert (ran, [sent.subject for sent in outbox.outbox if "news" in sent.subject]) == ([], [])


@pytest.mark.once
def test_nobody_joins_a_closed_organisation(closed: Organisation) -> None:
    invitation = InvitationFactory.create(organisation=closed)
    assert (
        invitations.why_not(invitation, None, timezone.now()) == "This organisation is closed. Ask one of its admins."
    )


def test_all_admins_hear_of_it_and_one_press_brings_it_back(
    organisation: Organisation, admin: User, client: Client
) -> None:
    other = MembershipFactory.create(organisation=organisation, right=Right.ADMIN).user
    MembershipFactory.create(organisation=organisation, right=Right.PLANNER)
    client.force_login(admin)
    page = f"/o/{organisation.slug}/organisation/delete/"
    assert client.post(page, {"name": "something else"}).status_code == 422
    assert client.post(page, {"name": organisation.name}, follow=True).status_code == 410
    assert {tuple(sent.to) for sent in outbox.outbox} == {(admin.email,), (other.email,)}
    assert f"{admin} asked to delete {organisation}" in outbox.outbox[0].body
    client.post(f"/o/{organisation.slug}/organisation/bring-back/")
    assert client.get(f"/o/{organisation.slug}/").status_code == 200
    assert len(outbox.outbox) == 4
    kinds = AuditEntry.objects.order_by("id").values_list("kind", "actor")
    assert list(kinds) == [("closed", admin.pk), ("brought-back", admin.pk)]


@pytest.mark.once
def test_what_is_being_deleted_cannot_be_brought_back(closed: Organisation, admin: User, client: Client) -> None:
    emptying.begin(closed)
    client.force_login(admin)
    answer = client.post(f"/o/{closed.slug}/organisation/bring-back/", follow=True)
    assert "can no longer be restored" in answer.content.decode()
    assert "Restore organisation" not in answer.content.decode()
    assert Organisation.objects.get(pk=closed.pk).is_going


@pytest.mark.once
def test_who_has_a_password_shows_it_again_before_deleting(organisation: Organisation, admin: User) -> None:
    admin.set_password("correct horse battery")
    admin.save()
    client = Client()
    client.force_login(admin)
    page = f"/o/{organisation.slug}/organisation/delete/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "another"}).status_code == 422, "no password for a mistake"
    assert client.post(page, {"name": organisation.name})["Location"].startswith("/accounts/reauthenticate/")
    assert Organisation.objects.get(pk=organisation.pk).closed_at is None
    client.post(f"/accounts/reauthenticate/?next={page}", {"password": "correct horse battery"})
    assert Organisation.objects.get(pk=organisation.pk).closed_at is not None


@pytest.mark.once
def test_sessions_forget_a_deleted_organisation(organisation: Organisation, admin: User) -> None:
    session = SessionStore()
    session["back"] = {"a": [f"/o/{organisation.slug}/x/", 1], "b": ["/o/other/x/", 2]}
    session["finding-deeds"] = {"c": {"organisation": organisation.pk}, "d": {"organisation": organisation.pk + 1}}
    session["_auth_user_id"] = str(admin.pk)
    session.save()
    emptying.empty(organisation)
    kept = dict(SessionStore(session.session_key).items())
    assert kept["back"] == {"b": ["/o/other/x/", 2]}
    assert list(kept["finding-deeds"]) == ["d"]
    assert kept["_auth_user_id"] == str(admin.pk)


@pytest.mark.once
def test_the_command_wants_the_name_and_deletes_at_once_where_asked(organisation: Organisation) -> None:
    with pytest.raises(CommandError, match="not the organisation's name"):
        call_command("delete_organisation", org=organisation.slug, now=True, confirm="x")
    call_command("delete_organisation", org=organisation.slug, confirm=organisation.name)
    assert Organisation.objects.get(pk=organisation.pk).closed_at
    call_command("delete_organisation", org=organisation.slug, now=True, confirm=organisation.name)
    assert not Organisation.objects.exists()
