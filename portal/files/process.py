"""Has a file opened by a process of its own, which may be killed by it: the web server and the worker are not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from portal.files import child
from portal.files.opener import Opener
from portal.files.refusal import Unusable

ROOT = Path(__file__).resolve().parents[2]
# A machine under load gives a process less than a second of its time a second.
PATIENCE = 5
# Files that one worker opens at a time, so that many uploads at once take no more memory than a few.
AT_ONCE = 2
BUSY = "Other files are being opened right now. Nothing was changed; try again in a minute."
_SIGXCPU, _SIGKILL, _SIGABRT, _SIGXFSZ = -24, -9, -6, -25
_KILLED_BY = {_SIGXCPU: "time", _SIGKILL: "time", _SIGABRT: "memory", _SIGXFSZ: "text"}
_turns = BoundedSemaphore(AT_ONCE)


def opened(opener: Opener, file: str, data: bytes) -> bytes:
    """What the opener's program makes of the file. Raises `Unusable`."""
    if len(data) > opener.size:
        raise opener.over(file, "size")
    with _turn(opener, file):
        return _answer(opener, file, *_run(opener, file, data))


@contextmanager
def _turn(opener: Opener, file: str) -> Iterator[None]:
    if not _turns.acquire(timeout=opener.seconds + PATIENCE):
        raise Unusable(file, BUSY, "busy")
    try:
        yield
    finally:
        _turns.release()


def _run(opener: Opener, file: str, data: bytes) -> tuple[int, bytes]:
    """Exit code and answer. Files without a name instead of pipes: neither side ever waits for the other, the system
    itself stops an answer that grows too large, and nothing is left behind however this process ends."""
    command = [sys.executable, "-E", "-s", "-m", opener.program]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(json.dumps(file).encode() + b"\n")
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 (our own program)
                command,
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=_environment(),
                timeout=opener.seconds + PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise opener.over(file, "time") from error
        answer.seek(0)
        return done.returncode, answer.read()


def _environment() -> dict[str, str]:
    """No secret of the portal's own."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    return {**kept, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "RUST_BACKTRACE": "0"}


def _answer(opener: Opener, file: str, code: int, answer: bytes) -> bytes:
    if code in _KILLED_BY:
        raise opener.over(file, _KILLED_BY[code])
    if code or not answer:
        raise Unusable(file, opener.damaged, "damaged")
    if answer[:1] == child.REFUSED:
        raise Unusable(*json.loads(answer[1:]))
    return answer[1:]
