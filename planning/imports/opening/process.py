"""Opens files of people in a process of its own, which may be killed by them: the web server and the worker are not.

Text is read here where it is small. That is safe: splitting a text makes at most one cell a byte, so 1 MB stays 1 MB
times a small number, in time and in memory, whatever it holds. Workbooks and archives, whose size says nothing about
what they unpack to, never are, nor is larger text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from planning.imports.opening import child, kinds_of_file, limits, unpacking
from planning.imports.opening.sheets import Sheet, from_bytes
from planning.imports.problems import Unusable

SMALL_TEXT = 1_000_000
ROOT = Path(__file__).resolve().parents[3]
# A machine under load gives a process less than a second of its time a second.
PATIENCE = limits.MAX_SECONDS + 5
_SIGXCPU, _SIGKILL, _SIGABRT, _SIGXFSZ = -24, -9, -6, -25
_KILLED_BY = {_SIGXCPU: "time", _SIGKILL: "time", _SIGABRT: "memory", _SIGXFSZ: "text"}


def sheets(file: str, data: bytes) -> list[Sheet]:
    """The sheets of a file. Raises `Unusable`."""
    if len(data) > limits.MAX_BYTES:
        raise limits.over(file, "size")
    if len(data) <= SMALL_TEXT and not kinds_of_file.is_zip(data) and not kinds_of_file.is_old_workbook(data):
        return unpacking.sheets(file, data)
    return _answer(file, *_run(file, data))


def _run(file: str, data: bytes) -> tuple[int, bytes]:
    """Exit code and answer. Files instead of pipes: neither side ever waits for the other, and the system itself stops
    an answer that grows too large."""
    command = [sys.executable, "-E", "-s", "-m", child.__name__]
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
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise limits.over(file, "time") from error
        answer.seek(0)
        return done.returncode, answer.read()


def _environment() -> dict[str, str]:
    """No secret of the portal's own."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ
    }
    return {**kept, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "RUST_BACKTRACE": "0"}


def _answer(file: str, code: int, answer: bytes) -> list[Sheet]:
    if code in _KILLED_BY:
        raise limits.over(file, _KILLED_BY[code])
    if code or not answer:
        message = "The file cannot be opened safely. Save the sheet as CSV and import that."
        raise Unusable(file, message, "damaged")
    if answer[:1] == child.REFUSED:
        raise Unusable(*json.loads(answer[1:]))
    return from_bytes(answer[1:])
