"""What people type into any form: accents composed, and without marks that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from planning.core.hidden_marks import without_hidden

# Taken as they are: secrets, and what a page carries of how things were.
_EXACTLY = {"seen", "base", "was", "csrfmiddlewaretoken"}
Answer = Callable[[HttpRequest], HttpResponse]


class Typed:
    """Middleware: views read forms as if they had been typed so."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.method == "POST":
            _clean(request)


def _clean(request: HttpRequest) -> None:
    changed = {
        name: cleaned
        for name, values in request.POST.lists()
        if not _is_exact(name) and (cleaned := list(map(plain, values))) != values
    }
    if changed:
        data: QueryDict = request.POST.copy()
        for name, values in changed.items():
            data.setlist(name, values)
        data._mutable = False
        request.POST = data  # type: ignore[assignment]


def _is_exact(name: str) -> bool:
    return "password" in name or name.rpartition("-")[2] in _EXACTLY


def plain(text: str) -> str:
    """The text as it is kept."""
    return text if text.isascii() and text.isprintable() else unicodedata.normalize("NFC", without_hidden(text))
