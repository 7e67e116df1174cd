"""Where features add what they see to when somebody is erased."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

from planning.erasing.erasure import Erasure

Around = Callable[[Erasure], AbstractContextManager[None]]
# Each is entered before anything is changed, and left once all of it is.
AROUND: list[Around] = []
# Tables (`_meta.label`) that one of them rewrites in a way of its own.
OWN_WAY: set[str] = set()


def around(erasure: Erasure) -> ExitStack:
    """All of them, entered."""
    stack = ExitStack()
    for one in AROUND:
        stack.enter_context(one(erasure))
    return stack
