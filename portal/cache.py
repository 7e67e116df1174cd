"""A small store in memory for what is costly to make: the least recently used goes first."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from cachetools import LRUCache

T = TypeVar("T")


class Cache(Generic[T]):
    """Holds up to `size` values. Two threads may make one value at once; both results are equal."""

    def __init__(self, size: int) -> None:
        self._lock = Lock()
        self._held: LRUCache[Hashable, T] = LRUCache(size)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._held:
                return self._held[key]
        value = make()  # outside of the lock: it may take seconds, and may ask this cache for something else
        with self._lock:
            self._held[key] = value
        return value

    def clear(self) -> None:
        with self._lock:
            self._held.clear()
