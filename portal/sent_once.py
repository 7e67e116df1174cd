"""A form that makes something and is sent twice, by a double press or by a page that is loaded anew, makes it once.

The form holds `{% sent_once %}`, its view has `@once` below `member`. What was answered is kept in the session; whoever
sends the same again gets that answer, and what it said, once more. Two that come at once wait for each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from time import time
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from portal.models import User

P = ParamSpec("P")
Maker = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
FIELD, TOKEN = "once", "csrfmiddlewaretoken"
# Where the session keeps the answers, how many of them, and for how many seconds.
SENT, MOST, LASTS = "sent", 20, 600
# What of an answer leads on.
_ONWARD = ("Location", "HX-Redirect", "HX-Refresh", "HX-Trigger")
# Pressed to look first, or to be asked: nothing is made.
_LOOKS = ("look", "ask")


def form_of(request: HttpRequest) -> str:
    """By which a form is known that is sent twice as it stands: by a double press, or from a copy of the page. ''
    where it does not say which one it is. Whoever goes back and types something else means another one."""
    if FIELD not in request.POST:
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != TOKEN)
    return sha256(repr(typed).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def once(view: Maker[P]) -> Maker[P]:
    """Let the view make something once of a form that is sent twice, by somebody who is signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not form_of(request) or any(name in request.POST for name in _LOOKS):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            assert isinstance(request.user, User)
            User.objects.select_for_update().get(pk=request.user.pk)
            known, name = _answers(request), f"{request.path} {form_of(request)}"
            if name in known:
                return _again(request, known[name])
            answer = view(request, *args, **kwargs)
            if _is_made(answer):
                _keep(request, {**dict(list(known.items())[1 - MOST :]), name: _kept(request, answer)})
        return answer

    return guarded


def _answers(request: HttpRequest) -> dict[str, Any]:
    """As they are kept by now: the request may have waited for another that was sent before it."""
    session = request.session
    kept = type(session)(session.session_key).load().get(SENT, {}) if session.session_key else {}
    return {name: answer for name, answer in kept.items() if answer[-1] > time() - LASTS}


def _is_made(answer: HttpResponseBase) -> bool:
    return answer.status_code < 400 and (answer.status_code == 204 or any(name in answer for name in _ONWARD[:3]))


def _kept(request: HttpRequest, answer: HttpResponseBase) -> list[Any]:
    """Of an answer what leads on, and what it said."""
    told = getattr(messages.get_messages(request), "_queued_messages", [])
    onward = {name: answer[name] for name in _ONWARD if name in answer}
    return [answer.status_code, onward, json.dumps(told, cls=MessageEncoder), time()]


def _keep(request: HttpRequest, answers: dict[str, Any]) -> None:
    request.session[SENT] = answers
    request.session.save()


def _again(request: HttpRequest, kept: list[Any]) -> HttpResponse:
    status, headers, told, _ = kept
    for message in json.loads(told, cls=MessageDecoder):
        messages.add_message(request, message.level, message.message, extra_tags=message.extra_tags or "")
    return HttpResponse(status=status, headers=headers)
