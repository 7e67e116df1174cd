"""What the C library does with freed memory."""

import ctypes
import os

import pytest

from portal import allocator

LARGE = 16 << 20


class MallInfo(ctypes.Structure):
    """As glibc's <malloc.h> has it; `hblkhd` are the bytes that stand in memory of their own."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


def _standing_alone() -> int:
    told = allocator._found("mallinfo2")
    if told is None:
        pytest.skip("The C library is not glibc, or an old one.")
    told.restype = MallInfo  # type: ignore[attr-defined]
    return int(told().hblkhd)


def test_what_is_large_stands_in_memory_of_its_own_also_after_such_was_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MALLOC_"):
            monkeypatch.delenv(name)
    _standing_alone()
    assert allocator.begin()
    bytearray(LARGE)
    before = _standing_alone()
    kept = bytearray(LARGE)
    assert _standing_alone() - before >= len(kept)


def test_what_the_environment_says_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert not allocator.begin()
