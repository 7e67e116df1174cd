"""What the C library does with freed memory."""

import ctypes
import os
import subprocess
import sys

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


def standing_alone() -> int | None:
    """None where the C library is not glibc, or an old one."""
    told = allocator._found("mallinfo2")
    if told is None:
        return None
    told.restype = MallInfo  # type: ignore[attr-defined]
    return int(told().hblkhd)


def grown() -> int | None:
    """How many bytes more stand in memory of their own once something large is kept, after such was freed."""
    assert allocator.begin()
    bytearray(LARGE)
    if (before := standing_alone()) is None:
        return None
    kept = bytearray(LARGE)
    after = standing_alone()
    assert len(kept) == LARGE
    assert after is not None
    return after - before


def test_what_is_large_stands_in_memory_of_its_own_also_after_such_was_freed() -> None:
    """In a process of its own: the heap of one that ran other tests may have so much free in one place."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    code = "from tests.portal.test_allocator import grown; print(grown())"
    told = subprocess.run([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, check=True, text=True)
    if told.stdout.strip() == "None":
        pytest.skip("The C library is not glibc, or an old one.")
    assert int(told.stdout) >= LARGE


def test_what_the_environment_says_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert not allocator.begin()
