"""The work behind each name, as it is known to this process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_known: dict[str, Work] = {}


class Failed(Exception):
    """The work cannot be done; the text says why, for the page."""


class Superseded(Exception):
    """The job has been started again meanwhile: this attempt has no say any more."""


class Cancelled(Superseded):
    """Somebody does not want it any more: the attempt has no say either."""


@dataclass(frozen=True)
class Work:
    """`do` gets the run and the arguments; `sorry` is shown where it failed for a reason that nobody foresaw. `own`: it
    is the matter of whoever asked for it alone. `idle`: the template of what can be done while nobody is at it.
    `may_cancel`: whoever asked for it may cancel it."""

    do: Callable[..., Any]
    atomic: bool
    sorry: str
    own: bool = False
    idle: str = ""
    may_cancel: bool = False


def register(name: str, work: Work) -> None:
    _known[name] = work


def work_of(name: str) -> Work:
    """Raises `KeyError` for a name that there is no more."""
    return _known[name]


def idle_of(name: str) -> str:
    """The template of what can be done while nobody is at such a job; '' where that is nothing."""
    return _known[name].idle if name in _known else ""


def is_own(name: str) -> bool:
    """Whether only whoever asked for such a job may see it."""
    return name in _known and _known[name].own


def may_cancel(name: str) -> bool:
    """Whether such a job can be cancelled on the page that shows it."""
    return name in _known and _known[name].may_cancel
