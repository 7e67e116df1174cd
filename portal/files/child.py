"""What the program of a process that opens one file does before and after it.

It reads the file's name as a line of JSON and then the file on standard input, and writes what it made of it, or why it
cannot be used, to standard output. Such a program knows no Django, no database and no secrets, and its memory and time
are limited before it looks at the first byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from portal.files.opener import Opener
from portal.files.refusal import Unusable

# How the answer begins.
MADE, REFUSED = b"M", b"R"


def serve(opener: Opener, open_file: Callable[[str, bytes], bytes]) -> None:
    """Open the file that stands on standard input by `open_file`, which may raise `Unusable`."""
    limit(opener)
    file = json.loads(sys.stdin.buffer.readline())
    try:
        answer = MADE + open_file(file, sys.stdin.buffer.read(opener.size + 1))
    except Unusable as error:
        answer = _refused(error)
    except MemoryError:
        answer = _refused(opener.over(file, "memory"))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _refused(error: Unusable) -> bytes:
    return REFUSED + json.dumps([error.file, error.message, error.code]).encode()


def limit(opener: Opener) -> None:
    """Limit this process, as far as the system can: some have no limit on memory, Windows has none of these."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: opener.memory,
        resource.RLIMIT_CPU: opener.seconds,
        resource.RLIMIT_FSIZE: opener.answer,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue
