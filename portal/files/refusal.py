"""Why a file cannot be used."""

from __future__ import annotations

LIMIT = "limit-"


class Unusable(Exception):
    """Nothing can be read from the file. The message says why, and what to do; `code` names the reason for programs. A
    file over a limit has the code `limit-` with the limit's name."""

    def __init__(self, file: str, message: str, code: str) -> None:
        super().__init__(message)
        self.file = file
        self.message = message
        self.code = code


def is_limit(error: Unusable) -> bool:
    """Whether the file is over a limit, and not just something else than was wanted."""
    return error.code.startswith(LIMIT)
