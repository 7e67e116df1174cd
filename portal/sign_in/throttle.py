"""Middleware: counts what is sent to pages that must not be tried without end, and says when to try again."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse

from portal import costly
from portal.middleware import Answer
from portal.sign_in import attempts, limits, tries
from portal.sign_in.tries import TooMany
from portal.views import errors
from portal.visitor import place_of

FOUND_NOTHING = (404, 410)


class Throttle:
    """Which pages, and how often: `limits.py`; what costs much: `portal/costly.py`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        _count_guess(request, response)
        stop: TooMany | None = getattr(request, "too_many", None)
        if stop:
            response.status_code = 429
            response.headers["Retry-After"] = str(stop.seconds)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        page = request.resolver_match.view_name if request.resolver_match else ""
        try:
            if page in limits.SECRET_ADDRESSES:
                tries.look(limits.GUESSES, place_of(request))
            for rule in limits.RULES.get(page, ()) if request.method == "POST" else ():
                tries.count(rule.limit, *rule.whose(request))
        except TooMany as stop:
            attempts.note(request, stop, limits.normal(request.POST.get("email")))
            return errors.too_many(request, attempts.in_words(stop))
        return costly.refused(request, view)


def _count_guess(request: HttpRequest, response: HttpResponse) -> None:
    page = request.resolver_match.view_name if request.resolver_match else ""
    if page in limits.SECRET_ADDRESSES and _led_nowhere(response) and not hasattr(request, "too_many"):
        with suppress(TooMany):  # the next one is told
            tries.count(limits.GUESSES, place_of(request))


def _led_nowhere(response: HttpResponse) -> bool:
    """Links of e-mails that are not found, or whose page says that they are none."""
    said = getattr(response, "context_data", None) or {}
    return response.status_code in FOUND_NOTHING or "token_fail" in said or said.get("confirmation", 1) is None
