"""What is said while the database cannot answer, which is nobody's mistake."""

from __future__ import annotations

import errno
import re
from typing import Any

from django.db import Error, connections

BUSY = "Lineup is busy saving other changes. Nothing was changed. Try again in a moment."
AWAY = "The database is not responding. Nothing was half-saved. Try again in a moment."
FULL = "The server has run out of storage. Nothing was changed. Tell your site administrator."
# By what begins the code of an error in PostgreSQL (Appendix A of its manual).
_OF_POSTGRES = {
    "55P03": BUSY,  # waited too long for a lock
    "57014": BUSY,  # a statement that took too long
    "40": BUSY,  # each waited for the other
    "08": AWAY,
    "57P": AWAY,  # the server stops, or starts
    "25P03": AWAY,  # the transaction stood still for too long
    "533": AWAY,  # it has as many connections as it takes
    "53": FULL,
}
_OF_SQLITE = {
    re.compile(r"database .*is locked"): BUSY,
    re.compile(r"disk is full|disk I/O error|unable to open"): FULL,
}
# Of files beside it: temporary ones, what is uploaded.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def trouble(error: BaseException | None) -> str:
    """What to say of an error; '' where it is not the database's state but a fault of ours."""
    if isinstance(error, Error):
        return _said(error)
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return FULL
    return trouble(error.__cause__) if error is not None else ""


def _said(error: Error) -> str:
    cause = error.__cause__
    code = getattr(cause, "sqlstate", None)
    if code:
        return next((said for start, said in _OF_POSTGRES.items() if code.startswith(start)), "")
    if type(cause).__module__.startswith("psycopg"):
        # The library found the connection gone, so that no server could give a code.
        return AWAY if type(cause).__name__ in ("OperationalError", "InterfaceError", "ConnectionTimeout") else ""
    return next((said for pattern, said in _OF_SQLITE.items() if pattern.search(str(error))), "")


def unlimited(using: str, **_: Any) -> None:
    """A migration takes as long as it takes."""
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET idle_in_transaction_session_timeout = 0")
