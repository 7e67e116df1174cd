"""The weekly digest: who gets it, what it says, once a week, and how it is switched off."""

import re
from datetime import date, timedelta
from io import StringIO
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from planning.core.changes.change import edit
from planning.digests import sending
from planning.digests.letter import letter
from planning.findings.waivers import accept
from planning.models import Digest, LineReview, Person
from planning.organisation import store, writes
from portal.jobs import mail as queued
from portal.models import Mail, Membership, Organisation, Right
from tests.factories import MembershipFactory
from tests.portal.jobs.worker import IN_TABLES, work_off
from tests.small_organisation import SignIn

TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


@pytest.fixture
def reader(filled: Organisation) -> Membership:
    """A member who wants the digest of an organisation that will lose its only PM of Checkout."""
    Person.objects.filter(organisation=filled, key="h-luis").update(leaves=TODAY + timedelta(days=30))
    membership = MembershipFactory.create(organisation=filled, right=Right.VIEWER)
    sending.want(membership, True)
    return membership


def send(day: date = MONDAY, **options: Any) -> str:
    out = StringIO()
    call_command("send_digests", "--on", str(day), "--url", "https://lineup.test/", stdout=out, **options)
    return out.getvalue()


def test_tells_what_is_lost_with_links_that_lead_there(reader: Membership) -> None:
    send(TODAY)
    (sent,) = mail.outbox
    assert sent.to == [reader.user.email]
    assert "Luis no longer covers as Product Manager" in str(sent.body)
    assert f"https://lineup.test/o/{reader.organisation.slug}/coverage/time/checkout/" in str(sent.body)
    assert isinstance(sent, EmailMultiAlternatives), "a digest is both text and HTML"
    html = str(sent.alternatives[0][0])
    assert "<b>" in html
    assert "&amp;on=" in html or "?on=" in html
    assert "{#" not in str(sent.body) + html


def test_goes_out_once_a_week_however_often_it_is_run(reader: Membership) -> None:
    for day in (MONDAY, MONDAY, MONDAY + timedelta(days=6)):
        send(day)
    assert len(mail.outbox) == 1
    send(MONDAY + timedelta(days=7))
    assert len(mail.outbox) == 2


def test_only_those_who_want_it_get_it(reader: Membership) -> None:
    MembershipFactory.create(organisation=reader.organisation, right=Right.ADMIN)
    gone = MembershipFactory.create(organisation=reader.organisation, user__is_active=False)
    sending.want(gone, True)
    send()
    assert [message.to for message in mail.outbox] == [[reader.user.email]]


def test_nothing_to_tell_sends_nothing(organisation: Organisation) -> None:
    sending.want(MembershipFactory.create(organisation=organisation), True)
    assert "1 empty" in send()
    assert mail.outbox == []


def test_dry_run_sends_nothing(reader: Membership) -> None:
    assert f"due: {reader.user.email}" in send(dry_run=True)
    assert mail.outbox == []
    send()
    assert len(mail.outbox) == 1


def test_mail_that_could_not_be_sent_is_tried_again(reader: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise SMTPException("no")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert "1 sent" in send()
    assert mail.outbox == []
    send()
    queued.put_due(timezone.now())
    assert mail.outbox == []
    Mail.objects.update(due=timezone.now())
    queued.put_due(timezone.now())
    assert [message.to for message in mail.outbox] == [[reader.user.email]]


def test_waits_for_a_worker_and_goes_out_once_however_often_it_is_run(reader: Membership, settings: Any) -> None:
    settings.TASKS = IN_TABLES
    assert "1 queued" in send()
    assert "1 queued" in send()
    assert mail.outbox == []
    work_off()
    assert "none due" in send()
    work_off()
    assert len(mail.outbox) == 1


def test_what_cannot_be_made_is_said_and_can_be_run_again(reader: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(sending, "letter", lambda *_: 1 / 0)
        with pytest.raises(CommandError, match="could not be created"):
            send()
    send()
    assert len(mail.outbox) == 1


def test_reviews_and_acceptances_and_new_critical_findings_are_told(reader: Membership) -> None:
    organisation = reader.organisation
    change = edit(TODAY, store.org_at(organisation, TODAY).people["h-luis"], leaves=TODAY - timedelta(days=1))
    assert change
    writes.commit(organisation, [change], title="Luis has left", today=TODAY)
    first = letter(organisation, TODAY)
    assert [finding.message for finding in first.critical if "Checkout" in finding.message]
    for finding in first.critical:
        accept(organisation, finding, "For now.", reader.user, TODAY + timedelta(days=9), reader.user)
    LineReview.objects.create(organisation=organisation, name="Spring review", due=TODAY + timedelta(days=3))
    second = letter(organisation, TODAY)
    assert second.critical == []
    assert [event.title for event in second.reviews.events] == ["Spring review"]
    assert len(second.waivers.events) == len(first.critical)
    assert second.read_by(reader).reviews.events == []  # a viewer may not open them


def test_member_switches_it_on_and_off_under_notifications(filled: Organisation, client_as: SignIn) -> None:
    client, address = client_as(Right.VIEWER), f"/o/{filled.slug}/notices/settings/"
    assert Digest.objects.count() == 0
    client.post(address, {"digest": "1"})
    assert Digest.objects.filter(membership__organisation=filled).count() == 1
    assert 'name="digest" value="1" checked' in client.get(address).content.decode()
    client.post(address, {})
    assert Digest.objects.count() == 0


def test_link_in_the_mail_switches_it_off_without_signing_in(reader: Membership) -> None:
    send()
    header = mail.outbox[0].extra_headers["List-Unsubscribe"]
    address = re.sub(r"^<https://lineup.test|>$", "", header)
    visitor = Client(enforce_csrf_checks=True)
    assert visitor.get(address, follow=True).status_code == 200
    assert sending.wants(reader)
    assert "The digest is off" in visitor.post(address, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert not sending.wants(reader)
    assert visitor.get("/digest/off/made-up/").status_code == 404


def test_command_says_what_to_set_where_links_would_lead_nowhere(reader: Membership) -> None:
    with pytest.raises(CommandError, match="SITE_URL"):
        call_command("send_digests", "--url", "")
