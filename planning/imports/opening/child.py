"""The program of the process that opens one file: `python -m planning.imports.opening.child`.

Reads the file's name as a line of JSON and then the file on standard input, and writes its sheets, or why it cannot be
used, to standard output. It knows no Django, no database and no secrets, and its memory and time are limited before it
looks at the first byte.
"""

from __future__ import annotations

import json
import sys

from planning.imports.opening import limits
from planning.imports.opening.sheets import as_bytes
from planning.imports.opening.unpacking import sheets
from planning.imports.problems import Unusable

# How the answer begins.
SHEETS, REFUSED = b"S", b"R"


def main() -> None:
    limit()
    file = json.loads(sys.stdin.buffer.readline())
    try:
        answer = SHEETS + as_bytes(sheets(file, sys.stdin.buffer.read(limits.MAX_BYTES + 1)))
    except Unusable as error:
        answer = _refused(error)
    except MemoryError:
        answer = _refused(limits.over(file, "memory"))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _refused(error: Unusable) -> bytes:
    return REFUSED + json.dumps([error.file, error.message, error.code]).encode()


def limit() -> None:
    """Limit this process, as far as the system can: some have no limit on memory, Windows has none of these."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: limits.MAX_MEMORY,
        resource.RLIMIT_CPU: limits.MAX_SECONDS,
        resource.RLIMIT_FSIZE: limits.MAX_TEXT * 4,  # of UTF-8
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    main()
