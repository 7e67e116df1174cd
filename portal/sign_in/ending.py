"""Sessions that are over: nobody was there for long, they are too old, or somebody ended them."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from portal import audit
from portal.models import KnownDevice, Session, User
from portal.sign_in.store import SEEN, SINCE

IDLE, OLD = "idle", "old"


def why_over(session: SessionBase) -> str:
    """IDLE or OLD; '' while it goes on."""
    now, since = time.time(), session.get(SINCE)
    if since is None:  # from before sessions were looked at
        return ""
    if now - session.get(SEEN, since) > idle_limit(session).total_seconds():
        return IDLE
    return OLD if now - since > settings.SESSION_LONGEST.total_seconds() else ""


def idle_limit(session: SessionBase) -> timedelta:
    """How long a session lasts without its user."""
    stays = not session.get_expire_at_browser_close()
    limit: timedelta = settings.SESSION_IDLE_REMEMBERED if stays else settings.SESSION_IDLE
    return limit


def end(user: User, sessions: Iterable[Session], why: str, request: HttpRequest | None = None) -> int:
    """End sessions of an account; their browsers are no longer known. How many there were."""
    rows = list(sessions)
    KnownDevice.objects.filter(pk__in=[row.device for row in rows if row.device]).delete()
    ended, _ = Session.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if ended:
        audit.record(audit.Kind.SESSIONS_ENDED, request=request, about=user, ended=ended, why=why)
    return ended


def end_all(user: User, why: str, request: HttpRequest | None = None) -> int:
    """End every session of an account but that of the request, and forget every other browser. How many there were."""
    here = request.session.session_key if request else None
    sessions = list(user.sessions.all())
    kept = [row.device for row in sessions if here and row.pk == here]
    user.known_devices.exclude(pk__in=[device for device in kept if device]).delete()
    return end(user, [row for row in sessions if row.pk != here], why, request)
