"""What an edit answers: a page that can renew itself in place is told in the answer, any other by its next page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape
from django_htmx.http import trigger_client_event

# Sent by static/js/edit-dialog.js from pages that stay as they are when something changes.
IN_PLACE = "Lineup-In-Place"


def say(request: HttpRequest, text: str, *, level: int = messages.SUCCESS) -> None:
    """Kept for the page that comes next, unless the page that asked stays and shows it itself."""
    request.META["lineup.said"] = (text, level)
    if IN_PLACE not in request.headers:
        messages.add_message(request, level, text)


def changed(request: HttpRequest, version: int) -> HttpResponse:
    """To a script: what was said, and that version `version` of the plan or organisation is there."""
    text, level = request.META.get("lineup.said", ("", messages.SUCCESS))
    said = {"version": version, "said": conditional_escape(text), "wrong": level >= messages.ERROR}
    return trigger_client_event(HttpResponse(status=204), "plan-changed", said)
