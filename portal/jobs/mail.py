"""E-mail by way of the queue: a mail server that is down or slow is none of a request's business."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import workers
from portal.jobs.delivering import BEFORE_JOBS, LONGEST, deliver, may_go
from portal.jobs.envelopes import packed
from portal.jobs.models import Mail


class Queue(BaseEmailBackend):
    """The EMAIL_BACKEND: whatever is sent, by whomever, is put into the queue. EMAIL_DELIVERY delivers it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        posted = [post(message) for message in email_messages if message.recipients()]
        return len(posted)


def post(message: EmailMessage, about: str = "") -> Mail:
    """Have an e-mail delivered to each of its recipients, with the transaction that is open, if one is. `about` names
    what it is about; an earlier one about the same that still waits is dropped. Gives what the first waits for. Raises
    `BadHeaderError` for an address or subject that is none."""
    message.message()
    content, now = packed(message), timezone.now()
    with transaction.atomic():
        drop(about)
        whose = {"about": about, "organisation_id": getattr(message, "organisation_id", None), "due": now}
        kind = getattr(message, "kind", "")[:60]
        made = [
            Mail.objects.create(kind=kind, to=to[:200], content={**content, "recipient": to}, **whose)
            for to in message.recipients()
        ]
        _ask()
    return made[0]


def post_later(writer: str, recipient: str, kind: str) -> None:
    """Have the e-mail delivered that the writer of that name (`delivering.WRITERS`) writes to this address, if any.
    `kind` says what sort of letter it is. A request that asks for it does the same and takes as long, whatever comes
    of it."""
    with transaction.atomic():
        content: dict[str, Any] = {"writer": writer, "recipient": recipient}
        Mail.objects.create(kind=kind, to=recipient[:200], content=content, due=timezone.now())
        _ask()


def drop(about: str) -> None:
    """Forget what waits to be delivered about something."""
    if about:
        Mail.objects.filter(about=about).delete()


def try_now(waiting: QuerySet[Mail]) -> int:
    """Have what waits tried at once; how many these are. What was given up is not among them: nothing of it is kept
    but to whom it was."""
    with transaction.atomic():
        number = waiting.exclude(due=None).update(due=timezone.now())
        if number:
            _ask()
    return number


def put_due(now: datetime) -> None:
    """Have delivered what is due though nobody is asked for it: what is to be tried again, or was cut off."""
    Mail.objects.filter(due__gt=now + LONGEST).update(due=now)  # a clock was set back
    if may_go(now).exists():
        _ask()


def _ask() -> None:
    """Ask a worker for a round, unless one is asked for already: each delivers all that is due."""
    asked = DBTaskResult.objects.ready().filter(task_path=deliver.module_path, priority=BEFORE_JOBS)
    if not (workers.waits_for_a_worker() and asked.exists()):
        deliver.enqueue()
