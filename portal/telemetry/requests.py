"""A number for every request, and a line of the log for every answer."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import partial
from time import perf_counter
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.telemetry import context, metrics
from portal.telemetry.context import Facts

Answer = Callable[[HttpRequest], HttpResponse]
HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
TYPED = re.compile(r"<\w+:(\w+)>")
# Machines ask for these all day.
OF_MACHINES = {"static", "healthz", "favicon.ico"}
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}
log = logging.getLogger(__name__)


def follow(get_response: Answer) -> Answer:
    """The outermost middleware: it sees every request and every answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.id = _number(request)  # type: ignore[attr-defined]
        began = perf_counter()
        with context.at(partial(facts_of, request), request):
            response = get_response(request)
            _tell(request, response, perf_counter() - began)
        response.headers[HEADER] = number_of(request)
        return response

    return answer


def number_of(request: HttpRequest | None) -> str:
    """What the request is called in the log; empty for one that did not come by the server."""
    return str(getattr(request, "id", ""))


def facts_of(request: HttpRequest) -> Facts:
    """What lines of the log say of a request: nothing that was typed, and of its address the route alone."""
    organisation = getattr(request, "asked", None)
    known = {"user": _user(request), "organisation": organisation.pk if organisation else None}
    asked = {"request_id": number_of(request), "method": method_of(request), "route": route_of(request)}
    return asked | {name: number for name, number in known.items() if number is not None}


def route_of(request: HttpRequest) -> str:
    """`o/<organisation>/people/<key>/`: which page it is, never of whom. `-` where no page has the address."""
    if request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
        return "static"
    match = request.resolver_match
    return (TYPED.sub(r"<\1>", match.route) or "/") if match else "-"


def method_of(request: HttpRequest) -> str:
    """Anybody may send any word as a method."""
    return request.method if request.method in METHODS else "other"


def _number(request: HttpRequest) -> str:
    """Given by the proxy in front, if there is one that may be believed; else made."""
    given = request.headers.get(HEADER, "") if settings.PROXY_COUNT else ""
    return given if SANE.fullmatch(given) else uuid4().hex


def _user(request: HttpRequest) -> int | None:
    """Whoever is signed in, if anything has asked for that: a line of the log asks no database."""
    user = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    usual = logging.DEBUG if route_of(request) in OF_MACHINES else logging.INFO
    level = logging.WARNING if response.status_code >= 500 else usual
    metrics.answered(route_of(request), method_of(request), response.status_code, seconds)
    log.log(level, "Answered", extra={"status": response.status_code, "ms": round(seconds * 1000)})
