"""Reports of errors to a service that speaks Sentry's protocol, where SENTRY_DSN names one.

A report is made anew from what is known to be harmless: what broke, where in the code, on which page by its route,
for whom by number. Texts of exceptions and log lines, addresses, form data, queries and values of variables never go.
"""

from __future__ import annotations

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

from portal.telemetry import context
from portal.telemetry.tracebacks import gist
from portal.telemetry.words import words

# Of an event as the library makes it.
KEPT = ("event_id", "timestamp", "level", "platform", "logger", "release", "environment", "sdk")
OF_A_FRAME = ("filename", "abs_path", "function", "module", "lineno", "in_app")


def report_to(dsn: str, environment: str) -> None:
    """Begin; nothing is sent without a DSN."""
    if dsn:
        sentry_sdk.init(
            dsn,
            environment=environment,
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            max_breadcrumbs=0,
            traces_sample_rate=None,
            auto_session_tracking=False,
            server_name="",
            default_integrations=True,
            auto_enabling_integrations=False,
            integrations=[DjangoIntegration(transaction_style="url"), LoggingIntegration(level=None)],
            before_send=harmless,
        )


def harmless(event: Event, hint: Hint) -> Event:
    """What may leave of a report."""
    made: dict[str, Any] = {name: event[name] for name in KEPT if name in event}  # type: ignore[literal-required]
    facts = {name: str(value) for name, value in context.facts().items()}
    if user := facts.pop("user", ""):
        made["user"] = {"id": user}
    made |= {"tags": facts, "transaction": facts.get("route") or facts.get("kind", "")}
    if "exc_info" in hint:
        made["exception"] = _exceptions(event, hint["exc_info"][1])
    if record := hint.get("log_record"):
        made["logentry"] = {"message": words(str(record.msg), record.args)}
    return made  # type: ignore[return-value]


def _exceptions(event: Event, error: BaseException) -> dict[str, Any]:
    """Each link of the chain with its frames; of its text what `gist` says."""
    said = {type(link).__name__: gist(link).partition(": ")[2] for link in _chain(error)}
    values = []
    for link in event.get("exception", {}).get("values", ()):
        frames = (link.get("stacktrace") or {}).get("frames", ())
        bare = [{name: frame[name] for name in OF_A_FRAME if name in frame} for frame in frames]
        kind = str(link.get("type"))
        values.append(
            {"type": kind, "module": link.get("module"), "value": said.get(kind, ""), "stacktrace": {"frames": bare}}
        )
    return {"values": values}


def _chain(error: BaseException | None) -> list[BaseException]:
    links: list[BaseException] = []
    while error is not None and error not in links:
        links.append(error)
        error = error.__cause__ or error.__context__
    return links
