"""Measuring by turns."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from math import log
from statistics import median
from time import perf_counter
from typing import Any

Action = Callable[[], Any]


def by_turns(rounds: int, *actions: Action) -> list[float]:
    """Median seconds of each action. They take turns, after one turn that does not count."""
    times: list[list[float]] = [[] for _ in actions]
    for turn in range(rounds + 1):
        for action, taken in zip(actions, times, strict=True):
            seconds = _seconds(action)
            if turn:
                taken.append(seconds)
    return [median(taken) for taken in times]


def _seconds(action: Action) -> float:
    gc.collect()
    begin = perf_counter()
    kept = action()
    seconds = perf_counter() - begin
    del kept  # freeing is not part of the time
    return seconds


def kept_bytes(make: Action) -> int:
    """What the result of `make` holds in memory."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    made = make()
    gc.collect()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del made
    return after - before


def exponent(sizes: list[int], times: list[float]) -> float:
    """e in time ~ size**e, from the smallest size to the largest."""
    return log(times[-1] / times[0]) / log(sizes[-1] / sizes[0])
