"""How the C library keeps the memory of a process: glibc's alone, elsewhere nothing is changed."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

# Numbers of glibc's <malloc.h>, with what they are set to. By itself glibc lets what stands in memory of its own grow
# to 32 MB once such was freed; the tables of an organisation then lie in the common heap, with gaps between versions.
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8
SETTINGS = {MMAP_THRESHOLD: 128 << 10, TRIM_THRESHOLD: 1 << 20, ARENA_MAX: 2}


def begin() -> bool:
    """Let large tables go back to the system as soon as they are freed, and threads share two heaps. False where
    somebody has set this by the environment, or the C library is another one."""
    if any(name.startswith("MALLOC_") for name in os.environ) or (mallopt := _found("mallopt")) is None:
        return False
    return all([mallopt(name, value) for name, value in SETTINGS.items()])


def trim() -> None:
    """Hand back what is free."""
    if _trim is not None:
        _trim(0)


def _found(name: str) -> Callable[..., Any] | None:
    with suppress(OSError, AttributeError):
        function: Callable[..., Any] = getattr(ctypes.CDLL(None), name)
        return function
    return None


_trim = _found("malloc_trim")
