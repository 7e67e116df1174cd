"""When Python's collector of reference rings runs: not where very much is made at once and nothing of it is a ring, but
after each request, before what that leaves behind (a form and its fields hold each other, and with them the version of
an organisation that was looked at) counts as old and is looked through hardly ever."""

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


# New objects until the collector runs by itself, and how often it does until it takes them for old: more than nearly
# all requests make, so that those of a request are new when it ends.
NEW, ROUNDS = 50_000, 20


def begin() -> None:
    """Let new objects stay new until a request ends."""
    gc.set_threshold(NEW, ROUNDS, gc.get_threshold()[2])


def after_request(sender: object, **_: object) -> None:
    """Receive `request_finished`: collect the rings among new objects. Its cost is that of what the request made."""
    if not _holding:
        gc.collect(1)
