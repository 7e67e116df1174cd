"""A toast: what was just done, said over the page, with one press that undoes it.

Underneath are Django's messages, so nothing is lost over a redirect, and whatever says `messages.success(...)` is a
toast, too. A page shows its own (`portal/_messages.html`); an answer that changes only a part of a page carries them in
the event `toast`, for `static/js/toast.js`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.messages.constants import DEFAULT_TAGS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django_htmx.http import trigger_client_event

from portal.reading_direction import fragment
from portal.request_values import is_htmx

# Sent by static/js/toast.js from pages that stay as they are when something changes.
IN_PLACE = "Lineup-In-Place"
# `extra_tags` of a message that stands in the page instead of over it: long, or about the page as a whole.
NOTE = "note"
_ELSEWHERE = ("HX-Redirect", "HX-Refresh", "HX-Location", "Location")


@dataclass(frozen=True)
class Undo:
    """How a step is taken back: an address that is POSTed with `values`, the CSRF token and `next`, the page to go
    back to. It answers by `planning.forms.toast.answered`. `redoes`: it brings a step again."""

    url: str
    values: Mapping[str, str] = field(default_factory=dict)
    redoes: bool = False


def say(request: HttpRequest, text: str, *, level: int = messages.SUCCESS, undo: Undo | None = None) -> None:
    """Say what was done and where; text that is marked safe may hold links. Offer `undo` only to who may do it."""
    messages.add_message(request, level, text, extra_tags=_packed(undo) if undo else "")


def tell(response: HttpResponse, text: str, *, level: int = messages.SUCCESS) -> HttpResponse:
    """Say it to the script that gets this answer. Unlike `say` it needs no session."""
    told = {"said": fragment(conditional_escape(text)), "level": DEFAULT_TAGS[level], "undo": None}
    return trigger_client_event(response, "toast", {"toasts": [told]})


def undo_of(message: Message) -> Undo | None:
    """What takes back the step that a message tells of."""
    tags = message.extra_tags or ""
    return Undo(**json.loads(tags)) if tags.startswith("{") else None


def tell_in_place(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: where the page stays, what was said goes with the answer; else it waits for the next page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_htmx(request) and _page_stays(request, response):
            told = [_told(message) for message in _unsaid(request)]
            if told:
                trigger_client_event(response, "toast", {"toasts": told})
        return response

    return answer


def _packed(undo: Undo) -> str:
    return json.dumps({"url": undo.url, "values": dict(undo.values), "redoes": undo.redoes})


def _page_stays(request: HttpRequest, response: HttpResponse) -> bool:
    """After an empty answer a page comes anew, unless it says that it can renew itself."""
    if any(header in response for header in _ELSEWHERE) or _is_error(response):
        return False
    return response.status_code != 204 or IN_PLACE in request.headers


def _is_error(response: HttpResponse) -> bool:
    """Whether it says only what went wrong (`portal/views/errors.py`); a form that is shown again (422) is a page."""
    return response.status_code >= 400 and response.status_code != 422


def _unsaid(request: HttpRequest) -> list[Message]:
    """Messages that the answer does not hold already."""
    kept: Any = messages.get_messages(request)
    return [] if getattr(kept, "used", True) else list(kept)


def _told(message: Message) -> dict[str, Any]:
    """`said` is HTML."""
    undo = undo_of(message)
    return {
        "said": fragment(conditional_escape(message.message)),
        "level": message.level_tag,
        "undo": {"url": undo.url, "values": undo.values, "redoes": undo.redoes} if undo else None,
    }
