"""About how many bytes a value holds, told by samples: the cost does not grow with what is held."""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Container, Iterable
from functools import lru_cache, partial
from itertools import islice
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any

# Of longer collections so many members stand for all, drawn evenly from the first so many.
SAMPLE, DRAWN_FROM = 24, 8_192
# Past so many objects nothing more is looked at: such a value is made of others that stand elsewhere.
MOST = 30_000
_REMEMBERING = type(lru_cache(str))
_ELSEWHERE = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, partial)
_FLAT = (str, bytes, int, float, complex)


def weigh(value: Any, elsewhere: Container[int] = (), others: tuple[type, ...] = ()) -> int:
    """The bytes that `value` holds, without the values whose identities are `elsewhere` and without those of the types
    `others`: they are counted where they belong."""
    return int(_Scale(elsewhere, others).inside(value))


def breadth(value: Any) -> int:
    """How many members its large parts have, at a glance: where it is as before, so is the weight of such a value."""
    parts = gc.get_referents(value)[:50] if not isinstance(value, (dict, list)) else [value]
    inner = (one for part in parts if isinstance(part, dict) and len(part) < 50 for one in part.values())
    return sum(len(part) for part in (*parts, *inner) if isinstance(part, (dict, list, tuple, set, frozenset)))


class _Scale:
    """One weighing. What was met before is not counted again."""

    def __init__(self, elsewhere: Container[int], others: tuple[type, ...]) -> None:
        self._elsewhere = elsewhere
        self._others = (*_ELSEWHERE, *others)
        self._met: set[int] = set()

    def of(self, value: Any) -> float:
        """Of a value met on the way."""
        if value is None or id(value) in self._met or id(value) in self._elsewhere or len(self._met) > MOST:
            return 0
        if isinstance(value, FunctionType):
            return self.of(getattr(value, "recalls", None))
        return 0 if isinstance(value, self._others) else self.inside(value)

    def inside(self, value: Any) -> float:
        self._met.add(id(value))
        size = sys.getsizeof(value)
        if isinstance(value, _FLAT):
            return size
        if isinstance(value, dict):
            own = 0 if type(value) is dict else self.of(getattr(value, "__dict__", None))
            return size + own + self._sampled(value.keys(), len(value)) + self._sampled(value.values(), len(value))
        if isinstance(value, (list, tuple, set, frozenset)):
            return size + self._sampled(value, len(value))
        if isinstance(value, _REMEMBERING):
            return self._remembered(value)
        return size + sum(map(self.of, gc.get_referents(value)))

    def _sampled(self, members: Collection[Any], length: int) -> float:
        if length <= SAMPLE:
            return sum(map(self.of, list(members)))
        among = min(length, DRAWN_FROM)
        drawn: list[Any] = list(islice(members, 0, among, among // SAMPLE))
        return length / len(drawn) * sum(map(self.of, drawn))

    def _remembered(self, function: Any) -> float:
        """What a function of `lru_cache` remembers: a key and a value each, in a link and a table of its own."""
        count: int = function.cache_info().currsize
        links: Iterable[Any] = islice(gc.get_referents(function), 0, 50 * SAMPLE)
        drawn = [self.of(member) for member in links]
        return count * (2 * sum(drawn) / max(1, len(drawn)) + 200)
