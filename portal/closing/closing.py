"""Closing an organisation, and bringing it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal import audit
from portal.closing import letters
from portal.jobs import queue
from portal.jobs.run import CLOSED
from portal.models import Job, Mail, Membership, Organisation, Right, User

# What of an organisation is counted before it goes: each gives how many of what there are, in words.
CONTENTS: list[Callable[[Organisation], list[str]]] = []


class TooLate(Exception):
    """It cannot be brought back any more; the text says so."""


def grace() -> timedelta:
    """How long an organisation that was closed can be brought back."""
    return timedelta(days=settings.ORGANISATION_GRACE_DAYS)


def contents(organisation: Organisation) -> list[str]:
    """What it holds, in words."""
    return [line for lines in CONTENTS for line in lines(organisation)]


def admins(organisation: Organisation) -> QuerySet[User]:
    rows = Membership.objects.filter(organisation=organisation, right=Right.ADMIN)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


def close(organisation: Organisation, by: User | None, now: datetime, request: HttpRequest | None = None) -> bool:
    """Close it until it is deleted, and tell all admins. False where it is closed already."""
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.closed_at:
            return False
        locked.closed_at, locked.closed_by, locked.delete_at = now, by, now + grace()
        locked.save(update_fields=["closed_at", "closed_by", "delete_at"])
        _silence(locked)
        until = timezone.localdate(locked.delete_at).isoformat()
        audit.record(audit.Kind.CLOSED, request=request, organisation=locked, actor=by, until=until)
        letters.tell_closed(locked, admins(locked))
    return True


def bring_back(organisation: Organisation, by: User, request: HttpRequest | None = None) -> bool:
    """Open it again, and tell all admins. False where it is open. Raises `TooLate`."""
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        if locked.is_going:
            raise TooLate("It is being deleted and can no longer be restored.")
        if not locked.closed_at:
            return False
        locked.closed_at = locked.closed_by = locked.delete_at = None
        locked.save(update_fields=["closed_at", "closed_by", "delete_at"])
        audit.record(audit.Kind.BROUGHT_BACK, request=request, organisation=locked, actor=by)
        letters.tell_brought_back(locked, admins(locked), by)
    return True


def _silence(organisation: Organisation) -> None:
    """Nothing more comes of what waits or is under way: no e-mail, no job."""
    Mail.objects.filter(organisation=organisation).delete()
    running = Job.objects.filter(organisation=organisation, state__in=Job.OPEN)
    running.update(state=Job.State.FAILED, run=queue.token(), error=CLOSED, finished_at=timezone.now())
