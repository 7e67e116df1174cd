"""Requests to the chart through the whole stack of middleware, without a network between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench import data
from bench.clock import by_turns
from bench.table import Table, at_least
from planning.core.tree import shape
from planning.organisation import store
from portal.models import Organisation

ROUNDS, REQUESTS = 15, 20
TOKEN = "b" * 32  # as a cookie and in a form: what the check of forged requests compares


class Visitor:
    """A signed-in browser that takes compressed answers."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        self.cookie = "=".join(data.session())
        self.get("/empty/")  # the handler loads its middleware

    def get(self, address: str) -> bytes:
        """The body as it goes over the wire; anything but success ends the benchmark."""
        return self._ask(address, {"wsgi.input": BytesIO()})

    def fragment(self, address: str) -> bytes:
        """As `get`; only the part of the page that a script asks for."""
        return self._ask(address, {"wsgi.input": BytesIO(), "HTTP_HX_REQUEST": "true"})

    def post(self, address: str, form: dict[str, Any]) -> bytes:
        """As `get`; the form is sent as a fragment's."""
        body = urlencode({**form, "csrfmiddlewaretoken": TOKEN}, doseq=True).encode()
        said = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
        how = {"REQUEST_METHOD": "POST", "HTTP_HX_REQUEST": "true", "HTTP_LINEUP_IN_PLACE": "1"}
        return self._ask(address, {**said, **how, "wsgi.input": BytesIO(body)})

    def _ask(self, address: str, said: dict[str, Any]) -> bytes:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_COOKIE": f"{self.cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "HTTP_ACCEPT_ENCODING": "gzip",
            **said,
        }
        setup_testing_defaults(environ)
        environ["HTTP_HOST"] = "127.0.0.1"
        answer = self.handler(environ, _start)
        content = b"".join(answer)
        answer.close()
        if answer.status_code not in (200, 204):
            raise SystemExit(f"{address} answers {answer.status_code}: the benchmark cannot go on.")
        return content


def _start(status: str, headers: list[tuple[str, str]], problem: Any = None, /) -> Callable[[bytes], object]:
    """What a server would begin its answer with; here nobody reads it."""
    return bytes


def measure(table: Table, size: int, organisation: Organisation) -> None:
    visitor = Visitor()
    empty = "/empty/"
    for what, address, aim in _addresses(organisation):
        cold = _queries(visitor, address, cold=True)
        warm = _queries(visitor, address)
        nothing, seconds = by_turns(ROUNDS, *(partial(_several, visitor, a) for a in (empty, address)))
        table.row(f"{what}: requests a second", "/s").values[size] = REQUESTS / seconds
        ratio = table.row(f"  {what} ÷ an empty view, signed in", "×")
        if aim:
            ratio.aim, ratio.met = f"≥ {aim}", at_least(aim)
        ratio.values[size] = nothing / seconds
        table.row(f"  {what}: sent", "KB").values[size] = len(visitor.get(address)) / 1024
        table.constant(f"  {what}: SQL queries, warm", size, warm)
        table.constant(f"  {what}: SQL queries, cold", size, cold)


def _several(visitor: Visitor, address: str) -> None:
    for _ in range(REQUESTS):
        visitor.get(address)


def _queries(visitor: Visitor, address: str, *, cold: bool = False) -> int:
    if cold:
        store.forget()
    with CaptureQueriesContext(connection) as queries:
        visitor.get(address)
    return len(queries)


def _addresses(organisation: Organisation) -> Iterable[tuple[str, str, float | None]]:
    """The chart as it first shows, and one closed branch opened in it."""
    org = store.org_at(organisation, data.TODAY)
    cards = reverse("chart-cards", args=[organisation.slug])
    deepest = shape(org)
    branch = next(key for key in deepest.order if deepest.depth[key] == 2 and org.reports(key))
    yield "first chart view", reverse("chart", args=[organisation.slug]), None
    yield "its cards", cards, None
    yield "one expand", f"{cards}?depth=2&open={branch}&below={branch}", 0.5
