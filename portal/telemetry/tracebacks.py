"""What an exception was and where it came from, without its text: that may quote a row, a name or a secret."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from types import TracebackType

from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError

FIRST, LAST = 10, 50  # of the frames of an endless recursion
LONGEST_CHAIN = 10
LONGEST_TEXT = 200


def kind(error: BaseException) -> str:
    """The full name of its class."""
    module = type(error).__module__
    return type(error).__qualname__ if module == "builtins" else f"{module}.{type(error).__qualname__}"


def gist(error: BaseException) -> str:
    """Its class, and what else of it is known to hold no data: codes, and names of the code or the schema."""
    said = _said(error)
    return f"{kind(error)}: {said}" if said else kind(error)


def traced(error: BaseException) -> str:
    """As Python prints a traceback, cause first, without texts and lines of code."""
    return "\n".join(line for link in reversed(list(_chain(error))) for line in _lines(link))


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    seen: set[int] = set()
    while link is not None and id(link) not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _lines(error: BaseException) -> list[str]:
    frames = [f'  File "{file}", line {line}, in {name}' for file, line, name in _frames(error.__traceback__)]
    if len(frames) > FIRST + LAST:
        left_out = len(frames) - FIRST - LAST
        frames = [*frames[:FIRST], f"  … {left_out} more …", *frames[-LAST:]]
    return ["Traceback (most recent call last):", *frames, gist(error)]


def _frames(trace: TracebackType | None) -> list[tuple[str, int | None, str]]:
    return [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in traceback.walk_tb(trace)]


def _said(error: BaseException) -> str:
    if isinstance(error, SMTPResponseException):
        return str(error.smtp_code)
    if isinstance(error, SMTPRecipientsRefused):
        return ", ".join(sorted({str(code) for code, _ in error.recipients.values()}))
    if isinstance(error, DatabaseError):
        return _of_database(error)
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return _of_code(error)


def _of_database(error: Exception) -> str:
    """SQLSTATE and constraint of PostgreSQL, the code of SQLite; why there is no connection, in the driver's words."""
    cause = error.__cause__
    codes = [getattr(cause, "sqlstate", None), getattr(cause, "sqlite_errorname", None)]
    codes.append(getattr(getattr(cause, "diag", None), "constraint_name", None))
    told = " ".join(str(code) for code in codes if code)
    is_unreachable = not told and isinstance(error, OperationalError | InterfaceError)
    return str(error).partition("\n")[0][:LONGEST_TEXT] if is_unreachable else told


def _of_code(error: BaseException) -> str:
    """The name that was looked for, where it is the code's own: `getattr` may be given anything."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    name = getattr(error, "name", None)
    if not (frames and name in frames[-1].f_code.co_names):
        return ""
    return f"{type(error.obj).__qualname__} has no {name}" if isinstance(error, AttributeError) else str(name)
