"""What the portal itself keeps for a while."""

from __future__ import annotations

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from portal.models import AuditEntry, Job, Mail
from portal.retention.kept import Kept

# Days that work which has ended, and e-mail that was given up, can be looked at.
ENDED = 14

# Those that are still marked as running were cut off with their worker: the library never learns of it.
OWN = [
    Kept("jobs", "Jobs", lambda _: Job.objects.exclude(finished_at=None), "finished_at", lambda _: ENDED, of_site=True),
    Kept(
        "mail", "Undelivered e-mail", lambda _: Mail.objects.filter(due=None), "asked_at", lambda _: ENDED, of_site=True
    ),
    Kept(
        "queue",
        "Job queue records",
        lambda _: DBTaskResult.objects.exclude(status="READY"),
        "enqueued_at",
        lambda _: ENDED,
        of_site=True,
    ),
    Kept("audit", "Audit log", lambda _: AuditEntry.objects.all(), "at", lambda _: settings.AUDIT_DAYS, of_site=True),
]
