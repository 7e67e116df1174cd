"""What a thread is at: the request or job that lines of the log belong to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.http import HttpRequest

Facts = Mapping[str, int | str]


class Work(NamedTuple):
    """`facts` tells of it in numbers and names of the code; it is asked anew for each line, and asks no database."""

    facts: Callable[[], Facts]
    request: HttpRequest | None = None


_work: ContextVar[Work | None] = ContextVar("work", default=None)


@contextmanager
def at(facts: Callable[[], Facts], request: HttpRequest | None = None) -> Iterator[None]:
    """While it lasts, the thread is at this."""
    token = _work.set(Work(facts, request))
    try:
        yield
    finally:
        _work.reset(token)


def facts() -> Facts:
    """Of what the thread is at; empty where it is at nothing."""
    work = _work.get()
    return work.facts() if work else {}


def request() -> HttpRequest | None:
    """The request that the thread answers."""
    work = _work.get()
    return work.request if work else None
