"""Holding back Python's collector of reference rings where very much is made at once and nothing of it is a ring."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_holding = 0


@contextmanager
def held_back() -> Iterator[None]:
    """Let nothing be collected meanwhile, in any thread: looking through hundreds of thousands of rows for rings takes
    a third of the time of a large import. What is not part of a ring is freed as ever."""
    global _holding
    with _lock:
        _holding += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if not _holding:
                gc.enable()
