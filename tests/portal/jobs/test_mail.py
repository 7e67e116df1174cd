"""E-mail by way of the queue: delivered by a worker, tried again, given up, and never a request's trouble."""

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import delivering
from portal.jobs import mail as queued
from portal.models import Mail, Worker
from tests.factories import UserFactory
from tests.portal.jobs.worker import work_off

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend.send_messages"


@pytest.fixture(autouse=True)
def _by_the_queue(settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.jobs.mail.Queue"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The mail server is down, until this is undone."""

    def refuse(*_: object) -> None:
        raise SMTPServerDisconnected("Connection unexpectedly closed")

    with monkeypatch.context() as patch:
        patch.setattr(LOCMEM, refuse)
        yield patch


def send() -> None:
    send_mail("Hello", "You are invited.", None, ["a@example.com"])


def try_when_due() -> Mail | None:
    """Let the time pass until it is tried again."""
    Mail.objects.exclude(due=None).update(due=timezone.now())
    queued.put_due(timezone.now())
    return Mail.objects.first()


def test_what_is_delivered_is_forgotten() -> None:
    send()
    assert [message.subject for message in mail.outbox] == ["Hello"]
    assert Mail.objects.count() == 0


def test_waits_for_a_worker(in_tables: None) -> None:
    send()
    assert mail.outbox == []
    work_off()
    assert len(mail.outbox) == 1


def test_a_round_that_was_cut_off_under_a_clock_ahead_keeps_no_later_one_from_it(in_tables: None) -> None:
    send()
    Worker.objects.create(name="one", seen=timezone.now())
    begun = timezone.now() + timedelta(days=365)
    DBTaskResult.objects.update(status="RUNNING", started_at=begun, worker_ids=["one"])
    try_when_due()
    work_off()
    assert len(mail.outbox) == 1


def test_arrives_as_it_was_written(in_tables: None) -> None:
    message = EmailMultiAlternatives(
        "Hello",
        "Text",
        "Ö <from@example.com>",
        ["to@example.com"],
        bcc=["bcc@example.com"],
        headers={"X-About": "this"},
    )
    message.attach_alternative("<b>HTML</b>", "text/html")
    message.attach("a.txt", "plain", "text/plain")
    message.attach("a.bin", b"\x00\xff", "application/octet-stream")
    message.reply_to = ["reply@example.com"]
    written = message.message()
    message.send()
    work_off()
    arrived, hidden = mail.outbox
    assert [*arrived.recipients(), *hidden.recipients()] == ["to@example.com", "bcc@example.com"]
    kept = ("Subject", "From", "To", "Reply-To", "X-About")
    assert [arrived.message()[name] for name in kept] == [written[name] for name in kept]
    assert [part.get_payload() for part in arrived.message().walk() if not part.is_multipart()] == [
        part.get_payload() for part in written.walk() if not part.is_multipart()
    ]


def test_a_mail_server_that_is_down_never_fails_the_request_and_it_is_tried_again(
    broken: pytest.MonkeyPatch, client: Client
) -> None:
    UserFactory.create(email="ada@example.com")
    answer = client.post("/accounts/password/reset/", {"email": "ada@example.com"})
    assert answer.status_code == 302
    assert "Connection unexpectedly closed" in Mail.objects.get().error
    broken.undo()
    assert try_when_due() is None
    assert [message.to for message in mail.outbox] == [["ada@example.com"]]


def test_one_that_is_dropped_while_the_server_is_asked_stays_dropped(
    in_tables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        queued.drop("invitation:1")
        raise SMTPServerDisconnected

    monkeypatch.setattr(LOCMEM, refuse)
    queued.post(EmailMessage("Hello", "Text", to=["a@example.com"]), about="invitation:1")
    work_off()
    assert not Mail.objects.exists()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_is_not_tried_again_before_its_time(broken: pytest.MonkeyPatch) -> None:
    send()
    due = Mail.objects.get().due
    assert due is not None
    assert timedelta(seconds=50) < due - timezone.now() <= timedelta(seconds=60)
    queued.put_due(timezone.now())
    assert Mail.objects.get().tries == 1


def test_is_given_up_after_the_last_try_and_its_text_forgotten(
    broken: pytest.MonkeyPatch, client: Client, settings: Any
) -> None:
    send()
    for _ in delivering.PAUSES:
        try_when_due()
    kept = try_when_due()
    assert kept is not None
    assert (kept.due, kept.tries, kept.content) == (None, len(delivering.PAUSES) + 1, {})


def test_a_server_that_is_down_is_asked_once_and_the_others_wait(
    in_tables: None, broken: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        send()
    work_off()
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]
    assert not Mail.objects.filter(due__lte=timezone.now()).exists()
    broken.undo()
    Mail.objects.update(due=timezone.now())
    queued.put_due(timezone.now())
    work_off()
    assert len(mail.outbox) == 3


def test_a_connection_that_ends_after_some_is_made_anew(in_tables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([None, SMTPServerDisconnected("Too many"), None])

    def answer(*_: object) -> None:
        if problem := next(answers):
            raise problem

    monkeypatch.setattr(LOCMEM, answer)
    send()
    send()
    work_off()
    assert not Mail.objects.exists()


@pytest.mark.parametrize(("code", "is_given_up"), [(450, False), (550, True)])
def test_one_recipient_who_is_refused_keeps_no_other_from_it(
    in_tables: None, monkeypatch: pytest.MonkeyPatch, code: int, is_given_up: bool
) -> None:
    arrived = []

    def answer(_: object, messages: list[EmailMessage]) -> int:
        (to,) = messages[0].recipients()
        if to == "b@example.com":
            raise SMTPRecipientsRefused({to: (code, b"No.")})
        arrived.append(to)
        return 1

    monkeypatch.setattr(LOCMEM, answer)
    send_mail("Hello", "Text", None, ["a@example.com", "b@example.com", "c@example.com"])
    work_off()
    assert arrived == ["a@example.com", "c@example.com"]
    kept = Mail.objects.get()
    assert (kept.to, kept.due is None) == ("b@example.com", is_given_up)


def test_a_server_that_dawdles_is_left_after_a_while(in_tables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "LIMIT", 0.05)
    monkeypatch.setattr(LOCMEM, lambda *_: time.sleep(20))
    send()
    work_off()
    assert "TimeoutError" in Mail.objects.get().error


def test_a_reset_asks_the_tables_the_same_whether_or_not_there_is_an_account(in_tables: None, client: Client) -> None:
    UserFactory.create(email="ada@example.com")
    asked = []
    for email in ("first@example.com", "ada@example.com", "nobody@example.com"):  # the first is counted as such
        with CaptureQueriesContext(connection) as queries:
            client.post("/accounts/password/reset/", {"email": email})
        tables = [re.sub(r"WHERE.*|VALUES.*|SAVEPOINT.*|\d{9,}", "", query["sql"]) for query in queries]
        asked.append([sql for sql in tables if sql and "auditentry" not in sql])  # of the same it counts up
        work_off()
    assert asked[1] == asked[2]
    assert [message.to for message in mail.outbox] == [["ada@example.com"]]
    assert not Mail.objects.exists()


def test_what_was_given_up_stands_in_the_health_check(in_tables: None, client: Client) -> None:
    Mail.objects.create(to="a@example.com", content={}, due=None)
    assert "E-mails that could not be delivered: 1" in client.get("/healthz").content.decode()


def test_what_was_cut_off_with_its_worker_is_tried_again(in_tables: None) -> None:
    send()
    Mail.objects.update(tries=1, due=timezone.now() + delivering.CUT_OFF)
    work_off()
    assert mail.outbox == []
    queued.put_due(timezone.now() + delivering.CUT_OFF)
    Mail.objects.update(due=timezone.now())
    work_off()
    assert len(mail.outbox) == 1


def test_a_round_whose_end_could_not_be_written_keeps_no_later_one_from_it(in_tables: None) -> None:
    """The database was away for a moment: the round still counts as running, and its worker lives."""
    send()
    Worker.objects.create(name="test", seen=timezone.now())
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["test"])
    delivering.deliver.enqueue()
    work_off()
    assert mail.outbox == []
    DBTaskResult.objects.filter(status="RUNNING").update(started_at=timezone.now() - delivering.OVER)
    delivering.deliver.enqueue()
    work_off()
    assert len(mail.outbox) == 1


def test_twice_in_the_queue_is_sent_once(in_tables: None) -> None:
    send()
    delivering.deliver.enqueue(Mail.objects.get().pk)
    work_off()
    assert len(mail.outbox) == 1


def test_what_waits_behind_a_long_job_stands_in_the_queue_once(in_tables: None) -> None:
    send()
    send()
    queued.put_due(timezone.now() + delivering.CUT_OFF)
    assert DBTaskResult.objects.count() == 1


def test_of_two_about_the_same_the_later_is_sent(in_tables: None) -> None:
    for link in ("first", "second"):
        queued.post(EmailMessage("Hello", link, to=["a@example.com"]), about="invitation:1")
    work_off()
    assert [message.body for message in mail.outbox] == ["second"]


def test_a_subject_that_is_none_is_refused_where_it_is_written() -> None:
    with pytest.raises(BadHeaderError):
        send_mail("Hello\nBcc: all@example.com", "Text", None, ["a@example.com"])
    assert Mail.objects.count() == 0


def test_without_recipients_nothing_waits() -> None:
    assert EmailMessage("Hello", "Text").send() == 0
    assert Mail.objects.count() == 0
