"""Whether there is a worker, and what to say where there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from portal.jobs.models import Job, Mail, Worker

# Workers are heard of every second or two; one that is silent for so long is gone.
GONE_AFTER = timedelta(seconds=10)
# The clocks of two machines differ by less; what was heard of later than that, was so before a clock was set back.
CLOCKS_DIFFER = timedelta(minutes=10)
START_ONE = "manage.py db_worker"


def waits_for_a_worker() -> bool:
    """Whether what is put into the queue needs a worker; else it is done at once."""
    return isinstance(task_backends["default"], DatabaseBackend)


def any_alive(now: datetime) -> bool:
    return _alive(now).exists() or somebody_writes()


def is_alive(name: str, now: datetime) -> bool:
    return _alive(now).filter(name=name).exists()


def _alive(now: datetime) -> QuerySet[Worker]:
    return Worker.objects.filter(seen__range=(now - GONE_AFTER, now + CLOCKS_DIFFER))


def are_idle(now: datetime) -> bool:
    """No job is under way, so one that waits would be taken up at once."""
    return not Job.objects.filter(state=Job.State.RUNNING, beat__gt=now - GONE_AFTER).exists()


def somebody_writes() -> bool:
    """SQLite: a process is in a transaction that writes, so no other can say that it lives."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        usual = cursor.fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except OperationalError:
            return True
        else:
            cursor.execute("ROLLBACK")
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")


def complaint() -> str:
    """What whoever runs the site has to see to; empty where nothing."""
    lines = []
    if not any_alive(timezone.now()):
        lines.append(f"No worker is running: jobs and e-mails are on hold. Start one with  {START_ONE}")
    refused = Mail.objects.filter(due=None).count()
    if refused:
        lines.append(f"E-mails that could not be delivered: {refused}. Check EMAIL_URL; the log says why.")
    return "".join(f"{line}\n" for line in lines)
