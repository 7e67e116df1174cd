"""Where log lines go and what stands in them; `portal.telemetry` says what never does."""

from __future__ import annotations

import logging
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured
from structlog.dev import ConsoleRenderer
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, Processor

from portal.telemetry import context
from portal.telemetry.tracebacks import traced
from portal.telemetry.words import words

FORMATS = ("json", "console", "none")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# What a line may hold beside its words: numbers, and names of the code.
FIELDS = ("status", "ms", "organisation", "job", "kind", "outcome", "mail", "tries", "worker", "error")
# Commands that serve; what others print may be read by a program.
SERVERS = {"db_worker", "metrics", "runserver", "testserver"}
WARNING = re.compile(r"^(.+?):(\d+): (\w+)")


class Out(logging.StreamHandler[Any]):
    """A line that cannot be written is not written out as it came, as logging would do it, and breaks nothing: the disk
    may be full, or nobody may read."""

    def handleError(self, record: logging.LogRecord) -> None:
        with suppress(OSError, ValueError):
            self.stream.write(
                f"A line of {record.module}, line {record.lineno}, could not be written.{self.terminator}"
            )


def asked_of(env: environ.Env) -> tuple[str, str]:
    """`LOG_FORMAT` and `LOG_LEVEL`: the demo is for eyes, and the tests say nothing."""
    mode = env.str("LINEUP_MODE", "production")
    style = env.str("LOG_FORMAT", {"demo": "console", "test": "none"}.get(mode, "json"))
    level = env.str("LOG_LEVEL", "WARNING" if mode == "demo" else "INFO").upper()
    if style not in FORMATS or level not in LEVELS:
        raise ImproperlyConfigured(f"LOG_FORMAT is one of {', '.join(FORMATS)}, LOG_LEVEL of {', '.join(LEVELS)}.")
    return style, level


def config(style: str, level: str) -> dict[str, Any]:
    """For `LOGGING`. `style` is one of `FORMATS`: lines of JSON, lines to read, nothing."""
    made = {"class": "logging.NullHandler"} if style == "none" else _handler()
    quiet = {"handlers": ["out"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "portal.telemetry.logs.formatter", "style": style}},
        "handlers": {"out": made},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Each request has a line of its own, with its status: what Django adds is the errors.
            "django.request": {"level": "ERROR"},
            # Anybody may call a site by any name; the answer's line says that it was refused.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "gunicorn.error": quiet,
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }


def formatter(style: str) -> ProcessorFormatter:
    return ProcessorFormatter(
        foreign_pre_chain=[_told, _whose, ExtraAdder(FIELDS), add_log_level, add_logger_name, TimeStamper("iso")],
        processors=[ProcessorFormatter.remove_processors_meta, _traced, _renderer(style)],
        use_get_message=False,
        pass_foreign_args=True,
    )


def _handler() -> dict[str, str]:
    stream = "ext://sys.stderr" if _prints() else "ext://sys.stdout"
    return {"class": "portal.telemetry.logs.Out", "stream": stream, "formatter": "line"}


def _prints() -> bool:
    """Whether this is a command whose output is its own."""
    program, command = (*sys.argv, "", "")[:2]
    return Path(program).name == "manage.py" and command not in SERVERS


def _renderer(style: str) -> Processor:
    if style == "json":
        return JSONRenderer(sort_keys=False, ensure_ascii=False)
    return ConsoleRenderer(colors=sys.stdout.isatty(), pad_event_to=0)


def _told(_: object, __: str, line: EventDict) -> EventDict:
    template, arguments = line["event"], line.pop("positional_args", ())
    if line["_record"].name == "py.warnings":
        found = WARNING.match(str(arguments[0]) if arguments else "")
        return {**line, "event": f"{found[3]} in {found[1]}, line {found[2]}" if found else "A warning."}
    return {**line, "event": words(template, arguments)}


def _whose(_: object, __: str, line: EventDict) -> EventDict:
    return {**line, **context.facts()}


def _traced(_: object, __: str, line: EventDict) -> EventDict:
    """The traceback last: it is the longest."""
    given, stack = line.pop("exc_info", None), line.pop("stack_info", None)
    del stack
    error = given[1] if isinstance(given, tuple) else given
    return {**line, "exception": traced(error)} if isinstance(error, BaseException) else line
