"""Middleware and signals that follow a session: when somebody was last seen in it, and when it is over.

All of it stands in the session, which is read with every page anyway; it is written at most once in some minutes.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_removed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout, user_logged_in
from django.http import HttpRequest, HttpResponse

from portal import audit, toast
from portal.middleware import Answer
from portal.models import User
from portal.sign_in import devices, ending, recovery_codes
from portal.sign_in.store import ADDRESS, AGENT, SEEN, SINCE
from portal.visitor import address_of, agent_of

WRITTEN_EVERY, PART_OF_LIMIT = 300, 10  # seconds; the shorter of it and a tenth of the limit


def follow(get_response: Answer) -> Answer:
    """End the sessions that are over, and note of the others that somebody was there."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            if SESSION_KEY in request.session:
                _look(request)
            elif request.session.session_key is None:
                request.session_is_gone = True  # type: ignore[attr-defined]
        response = get_response(request)
        devices.hand_over(request, response)
        return response

    return answer


def is_gone(request: HttpRequest) -> bool:
    """The browser was in a session that is kept no more: it was ended from elsewhere, or so long ago that nothing says
    why."""
    return getattr(request, "session_is_gone", False)


def connect() -> None:
    """Be told of sign-ins, new passwords and other second factors."""
    user_logged_in.connect(_signed_in, dispatch_uid="portal.sign_in")
    for signal in (password_changed, password_set, password_reset):
        signal.connect(_has_new_password, dispatch_uid="portal.sign_in")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(_has_other_factors, dispatch_uid="portal.sign_in")
    social_account_removed.connect(_has_no_single_sign_on, dispatch_uid="portal.sign_in")


def _look(request: HttpRequest) -> None:
    why = ending.why_over(request.session)
    if why:
        _sign_out(request, why)
    elif time.time() - request.session.get(SEEN, 0) >= _written_every(request):
        _note(request)


def _written_every(request: HttpRequest) -> float:
    return min(WRITTEN_EVERY, ending.idle_limit(request.session).total_seconds() / PART_OF_LIMIT)


def _note(request: HttpRequest) -> None:
    now = time.time()
    request.session.setdefault(SINCE, now)
    request.session.update({SEEN: now, ADDRESS: address_of(request), AGENT: agent_of(request)})
    recovery_codes.forget_shown(request.session)


def _sign_out(request: HttpRequest, why: str) -> None:
    """The next page, which is the sign-in's, says why."""
    user, lasted = request.user, ending.idle_limit(request.session)
    if isinstance(user, User):
        audit.record(audit.Kind.SESSIONS_ENDED, request=request, about=user, ended=1, why=why)
    logout(request)
    messages.info(request, _in_words(why, lasted), extra_tags=toast.NOTE)


def _in_words(why: str, idle: timedelta) -> str:
    if why == ending.IDLE:
        said = f"there was no activity for {_long(idle)}"
    else:
        said = f"a session lasts at most {_long(settings.SESSION_LONGEST)}"
    return f"You were signed out because {said}. Sign in to continue where you left off."


def _long(time_: timedelta) -> str:
    """As people say it: 45 minutes, 12 hours, 14 days."""
    minutes = round(time_.total_seconds() / 60)
    for size, name in ((1440, "day"), (60, "hour")):
        if minutes % size == 0 and minutes // size:
            return f"{minutes // size} {name}{'s' if minutes // size > 1 else ''}"
    return f"{minutes} minute{'s' if minutes > 1 else ''}"


def _signed_in(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    now = time.time()
    request.session.update({SINCE: now, SEEN: now, ADDRESS: address_of(request), AGENT: agent_of(request)})
    devices.get_known(request, user)


def _has_new_password(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever has set it, signed in or by a link from an e-mail, goes on in this browser."""
    devices.get_known(request, user)


def _has_other_factors(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    ending.end_all(user, "second factor", request)


def _has_no_single_sign_on(sender: object, request: HttpRequest, socialaccount: Any, **_: Any) -> None:
    """Whoever signed in by it, wherever that was, is out."""
    ending.end_all(socialaccount.user, "single sign-on", request)
