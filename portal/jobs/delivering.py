"""Delivering e-mail, in rounds: all that is due, over one connection, one recipient at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from portal.jobs import workers
from portal.jobs.envelopes import unpacked
from portal.jobs.models import Mail
from portal.jobs.time_limit import within
from portal.telemetry import metrics

log = logging.getLogger(__name__)
# How long to wait after each refusal; after the last it is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720)]
# Nothing is ever due later than that.
LONGEST = PAUSES[-1] + timedelta(minutes=10)
# A server that does not answer is left alone for so long, whatever else waits for it.
SERVER_PAUSE = timedelta(minutes=1)
# An e-mail that is not delivered within so many seconds counts as refused, however much the server dawdles.
LIMIT = 60
# A try that has not ended by then was cut off with its worker.
CUT_OFF = timedelta(minutes=2)
# After so many seconds a round makes way for jobs that were asked for before.
ROUND = 20
BEFORE_JOBS = 10
# By then a round has ended, its last e-mail included.
OVER = timedelta(seconds=2 * (ROUND + LIMIT))
SHUTTING_DOWN = 421
# Write e-mails when their turn comes, by name: given the address, the e-mail or None.
WRITERS: dict[str, Callable[[str], EmailMessage | None]] = {}


class ServerDown(Exception):
    """The mail server takes nothing at the moment."""


@task(priority=BEFORE_JOBS, takes_context=True)
def deliver(context: TaskContext, number: int = 0) -> None:
    """Deliver what is due. There is one round at a time, so that a server that dawdles keeps one worker at most from
    other jobs. (`number`: rounds that an earlier version asked for name an e-mail.)"""
    if _another_is_at_it(context.task_result.id):
        return
    ends = monotonic() + ROUND
    server = _Server()
    try:
        for mail in _due():
            server.take(mail)
            if monotonic() > ends:
                deliver.using(priority=0).enqueue()
                return
    except ServerDown:
        now = timezone.now()
        Mail.objects.filter(due__lte=now).update(due=now + SERVER_PAUSE)
    finally:
        server.close()


def may_go(now: datetime) -> QuerySet[Mail]:
    """What is due, but nothing of an organisation that is closed."""
    return Mail.objects.filter(due__lte=now, organisation__closed_at=None)


def _another_is_at_it(mine: str) -> bool:
    """Whether a worker that lives has begun a round before this one; it delivers what this one would. A round that
    began long ago has ended: its worker was killed and another has its name, or the database was away when it was to
    say so. One that began later than now did so before a clock was set back."""
    now = timezone.now()
    running = DBTaskResult.objects.filter(status="RUNNING", task_path=deliver.module_path)
    rounds = running.filter(started_at__range=(now - OVER, now + workers.CLOCKS_DIFFER)).order_by("started_at", "pk")
    for pk, workers_of in rounds.values_list("pk", "worker_ids"):
        if str(pk) == str(mine):
            return False
        if workers_of and workers.is_alive(workers_of[-1], now):
            return True
    return False


def _due() -> Iterator[Mail]:
    """Those that are due, each once it is this round's to try; what was refused before comes last."""
    while rows := list(may_go(timezone.now()).order_by("tries", "due", "pk")[:50]):
        for mail in rows:
            mine = Mail.objects.filter(pk=mail.pk, due=mail.due)
            if mine.update(due=timezone.now() + CUT_OFF, tries=F("tries") + 1):
                mail.tries += 1
                yield mail


class _Server:
    """The mail server, over one connection for as long as it keeps it."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._has_taken = False

    def take(self, mail: Mail) -> None:
        """Try to deliver it. Raises `ServerDown`, with the e-mail noted as refused."""
        try:
            if (message := _written(mail.content)) is not None:
                self._send(message)
        except Exception as refusal:
            _refused(mail, refusal)
            if not _is_of_this_mail(refusal):
                raise ServerDown from refusal
        else:
            Mail.objects.filter(pk=mail.pk).delete()
            metrics.mail_tried("delivered")
            log.info("An e-mail was delivered.", extra={"mail": mail.pk, "tries": mail.tries})

    def _send(self, message: EmailMessage) -> None:
        with within(LIMIT):
            try:
                self._hand_over(message)
            except Exception as refusal:
                # A server may end a connection after some e-mails: once more, over a new one.
                if _is_of_this_mail(refusal) or not self._has_taken:
                    raise
                self.close()
                self._hand_over(message)

    def _hand_over(self, message: EmailMessage) -> None:
        if self._connection is None:
            self._connection = get_connection(settings.EMAIL_DELIVERY)
            self._connection.open()
        self._connection.send_messages([message])
        self._has_taken = True

    def close(self) -> None:
        with suppress(Exception):  # it may be the very thing that does not work
            self._connection and self._connection.close()
        self._connection, self._has_taken = None, False


def _written(content: dict[str, Any]) -> EmailMessage | None:
    """None where there is nothing to deliver after all."""
    if "writer" in content:
        return WRITERS[content["writer"]](content["recipient"])
    return unpacked(content)


def _is_of_this_mail(refusal: Exception) -> bool:
    """Whether the server would take others."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return all(code != SHUTTING_DOWN for code, _ in refusal.recipients.values())
    if isinstance(refusal, SMTPDataError | SMTPSenderRefused):
        return refusal.smtp_code != SHUTTING_DOWN
    return not isinstance(refusal, OSError)  # what goes wrong on the way to it is one, and so is what smtplib raises


def _refused(mail: Mail, refusal: Exception) -> None:
    due = None if _is_for_good(refusal) else _next_try(mail, timezone.now())
    told = "The mail server refused an e-mail." if due else "An e-mail was given up."
    metrics.mail_tried("refused" if due else "given up")
    level = logging.WARNING if due else logging.ERROR
    log.log(level, told, extra={"mail": mail.pk, "tries": mail.tries}, exc_info=refusal)
    content = mail.content if due else {}
    # It may have been dropped while the server was asked.
    Mail.objects.filter(pk=mail.pk).update(error=f"{type(refusal).__name__}: {refusal}"[:200], due=due, content=content)


def _is_for_good(refusal: Exception) -> bool:
    """The recipient is refused, and not for the time being."""
    return isinstance(refusal, SMTPRecipientsRefused) and all(code >= 500 for code, _ in refusal.recipients.values())


def _next_try(mail: Mail, now: datetime) -> datetime | None:
    return now + PAUSES[mail.tries - 1] if mail.tries <= len(PAUSES) else None
