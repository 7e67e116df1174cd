"""What a worker sees to now and then: e-mail that is due again, and what is long over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.jobs import mail
from portal.jobs.models import Job, Mail, Worker

KEPT = timedelta(days=14)
FORGOTTEN = timedelta(days=1)
# What apps have seen to, too, told the time.
ALSO: list[Callable[[datetime], object]] = []


def tend() -> None:
    now = timezone.now()
    mail.put_due(now)
    Worker.objects.filter(seen__lt=now - FORGOTTEN).delete()
    Job.objects.filter(finished_at__lt=now - KEPT).delete()
    Mail.objects.filter(due=None, asked_at__lt=now - KEPT).delete()
    # Those that are still marked as running were cut off with their worker: the library never learns of it.
    DBTaskResult.objects.exclude(status="READY").filter(enqueued_at__lt=now - KEPT).delete()
    for see_to in ALSO:
        see_to(now)
