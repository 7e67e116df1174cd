"""What is said of a write: over the next page, or with an answer that leaves the page as it is."""

import json
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.toast import NOTE, Undo, say, tell_in_place, undo_of

UNDO = Undo("/o/x/undo/", {"step": "3"})
BY_SCRIPT = {"HX-Request": "true"}


def asked(headers: dict[str, str] | None = None) -> HttpRequest:
    request = RequestFactory().post("/o/x/", headers=headers or {})
    request.htmx = "HX-Request" in request.headers  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = default_storage(request)  # type: ignore[attr-defined]
    return request


def told(request: HttpRequest, answer: HttpResponse) -> list[dict[str, Any]]:
    """The toasts that go with the answer."""
    event = json.loads(tell_in_place(lambda _: answer)(request).headers.get("HX-Trigger", "{}"))
    toasts: list[dict[str, Any]] = event.get("toast", {}).get("toasts", [])
    return toasts


def page(request: HttpRequest) -> str:
    return render_to_string("portal/_messages.html", {"messages": messages.get_messages(request), "request": request})


def test_a_message_keeps_its_undo() -> None:
    request = asked()
    say(request, "Moved", undo=UNDO)
    [message] = messages.get_messages(request)
    assert undo_of(message) == UNDO


def test_a_page_shows_what_was_said_with_a_form_that_undoes_it() -> None:
    request = asked()
    say(request, "<Moved>", undo=UNDO)
    shown = page(request)
    assert "&lt;Moved&gt;" in shown
    assert 'action="/o/x/undo/"' in shown
    assert 'name="step" value="3"' in shown


def test_what_any_view_says_is_a_toast_without_undo() -> None:
    request = asked()
    messages.error(request, "No")
    shown = page(request).partition("<template")[0]
    assert 'data-level="error"' in shown
    assert "<form" not in shown


def test_a_long_explanation_stands_in_the_page() -> None:
    request = asked()
    messages.error(request, "A long story", extra_tags=NOTE)
    shown = page(request).partition("<template")[0]
    assert 'class="note error"' in shown
    assert 'class="toast"' not in shown


def test_a_part_of_a_page_brings_its_toast_along() -> None:
    request = asked(BY_SCRIPT)
    say(request, "<Moved>", undo=UNDO)
    undo = {"url": "/o/x/undo/", "values": {"step": "3"}, "redoes": False}
    assert told(request, HttpResponse("<li>")) == [{"said": "&lt;Moved&gt;", "level": "success", "undo": undo}]


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({}, HttpResponse("<html>")),
        (BY_SCRIPT, HttpResponse(status=204)),
        (BY_SCRIPT, HttpResponseRedirect("/")),
        ({**BY_SCRIPT, "Lineup-In-Place": "1"}, HttpResponse(status=204, headers={"HX-Redirect": "/"})),
    ],
    ids=["a whole page", "the page comes anew", "a redirect", "another page"],
)
def test_else_it_waits_for_the_next_page(headers: dict[str, str], answer: HttpResponse) -> None:
    request = asked(headers)
    say(request, "Moved")
    assert told(request, answer) == []
    assert "Moved" in page(request)


def test_nothing_is_said_twice() -> None:
    request = asked(BY_SCRIPT)
    say(request, "Moved")
    assert "Moved" in page(request)
    assert told(request, HttpResponse("<html>")) == []
