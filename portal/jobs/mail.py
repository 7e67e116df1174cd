"""E-mail by way of the queue: a mail server that is down or slow is none of a request's business."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.jobs.models import Mail

log = logging.getLogger(__name__)
# How long to wait after each refusal; after the last it is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720)]
# A try that has not ended by then was cut off with its worker.
CUT_OFF = timedelta(minutes=5)
PLAIN = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers", "content_subtype")
BEFORE_JOBS = 10


class Queue(BaseEmailBackend):
    """The EMAIL_BACKEND: whatever is sent, by whomever, is put into the queue. EMAIL_DELIVERY delivers it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        posted = [post(message) for message in email_messages if message.recipients()]
        return len(posted)


def post(message: EmailMessage, about: str = "") -> Mail:
    """Have an e-mail delivered, with the transaction that is open, if one is. `about` names what it is about; an
    earlier one about the same that still waits is dropped. Raises `BadHeaderError` for an address or subject that is
    none."""
    message.message()
    with transaction.atomic():
        drop(about)
        to = ", ".join(message.recipients())[:200]
        made = Mail.objects.create(about=about, to=to, content=_packed(message), due=timezone.now())
        deliver.enqueue(made.pk)
    return made


def drop(about: str) -> None:
    """Forget what waits to be delivered about something."""
    if about:
        Mail.objects.filter(about=about).delete()


def put_due(now: datetime) -> None:
    """Into the queue with what is to be tried again, or was cut off; what stands there still, behind a long job, is
    left alone."""
    waiting = Mail.objects.filter(Q(tries__gt=0, due__lte=now) | Q(due__lte=now - CUT_OFF))
    queued = _queued()
    for number in waiting.values_list("pk", flat=True):
        if number not in queued:
            deliver.enqueue(number)


def _queued() -> set[int]:
    """The e-mails that a worker is still to take up."""
    rows = DBTaskResult.objects.ready().filter(task_path=deliver.module_path)
    return {said["args"][0] for said in rows.values_list("args_kwargs", flat=True)}


@task(priority=BEFORE_JOBS)
def deliver(number: int) -> None:
    """Try to deliver one e-mail, if it is due. However often it is in the queue, one try is made at a time."""
    now = timezone.now()
    due = Mail.objects.filter(pk=number, due__lte=now)
    if not due.update(due=now + CUT_OFF, tries=F("tries") + 1):
        return
    mail = Mail.objects.get(pk=number)
    try:
        with get_connection(settings.EMAIL_DELIVERY) as connection:
            connection.send_messages([_unpacked(mail.content)])
    except Exception as refusal:
        _refused(mail, refusal, now)
    else:
        Mail.objects.filter(pk=number).delete()


def _refused(mail: Mail, refusal: Exception, now: datetime) -> None:
    log.warning("The mail server did not take the e-mail %s (try %s).", mail, mail.tries, exc_info=refusal)
    due = now + PAUSES[mail.tries - 1] if mail.tries <= len(PAUSES) else None
    content = mail.content if due else {}
    # It may have been dropped while the server was asked.
    Mail.objects.filter(pk=mail.pk).update(error=f"{type(refusal).__name__}: {refusal}"[:200], due=due, content=content)


def _packed(message: EmailMessage) -> dict[str, Any]:
    """All of a message, as JSON."""
    plain = {name: getattr(message, name) for name in PLAIN}
    alternatives = [list(pair) for pair in getattr(message, "alternatives", ())]
    attachments = [[name, *_coded(content), kind] for name, content, kind in message.attachments]
    return {**plain, "alternatives": alternatives, "attachments": attachments}


def _unpacked(packed: dict[str, Any]) -> EmailMessage:
    message = EmailMultiAlternatives()
    for name in PLAIN:
        setattr(message, name, packed[name])
    for content, kind in packed["alternatives"]:
        message.attach_alternative(content, kind)
    for name, coding, content, kind in packed["attachments"]:
        message.attach(name, b64decode(content) if coding == "base64" else content, kind)
    return message


def _coded(content: str | bytes) -> tuple[str, str]:
    return ("base64", b64encode(content).decode()) if isinstance(content, bytes) else ("text", content)
