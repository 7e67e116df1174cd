"""The words of a log line, without what was put into them: libraries put addresses, names and values there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

HIDDEN = "…"
NUMBERS = (int, float, date, timedelta, type(None))
# Quoted text, e-mail addresses, addresses and paths.
LOOSE = re.compile(r"""(?<!\w)'[^']*'(?!\w)|"[^"]*"|“[^”]*”|‘[^’]*’|\S+@\S+|\w+://\S+|(?<![\w.<])/[\w.%?&=/-]+""")
# What comes from the code and its settings, as whoever writes it has seen to.
HARMLESS = frozenset(
    {
        *("Starting gunicorn %s", "Listening at: %s (%s)", "Using worker: %s", "Handling signal: %s"),
        *("Starting worker worker_id=%s queues=%s", "Task id=%s path=%s state=%s"),
    }
)
# "Internal Server Error", as Django begins its line.
PHRASES = frozenset(status.phrase for status in HTTPStatus)


class _Hidden:
    def __str__(self) -> str:
        return HIDDEN

    __repr__ = __str__


def words(template: str, arguments: object) -> str:
    """The message: of what was put into its template numbers and days alone, and no quotations."""
    if template in HARMLESS:
        return _put(template, arguments)
    return LOOSE.sub(HIDDEN, _put(template, _bare(arguments)))


def _put(template: str, arguments: Any) -> str:
    """As logging does it; a template that does not fit stays as it is."""
    try:
        return template % arguments if arguments else template
    except (TypeError, ValueError, KeyError):
        return template


def _bare(arguments: object) -> object:
    if isinstance(arguments, Mapping):
        return {name: _number(value) for name, value in arguments.items()}
    return tuple(_number(value) for value in arguments) if isinstance(arguments, tuple) else arguments and HIDDEN


def _number(value: object) -> object:
    return value if isinstance(value, NUMBERS) or (isinstance(value, str) and value in PHRASES) else _Hidden()
