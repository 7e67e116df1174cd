"""Finding a ring among things that lead to one another, such as roles that lead roles."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def ring(start: N, ways: Mapping[N, Iterable[N]], first: N | None = None) -> list[N]:
    """A way from `start` back to it, both ends included; [] where there is none. With `first`, one that goes
    through it at once."""
    came: dict[N, N] = {}
    waiting = [first] if first is not None else list(ways.get(start, ()))
    came.update(dict.fromkeys(waiting, start))
    while waiting:
        here = waiting.pop(0)
        if here == start:
            return _back(start, came)
        for there in ways.get(here, ()):
            if there not in came:
                came[there] = here
                waiting.append(there)
    return []


def _back(start: N, came: Mapping[N, N]) -> list[N]:
    found = [start]
    while len(found) == 1 or found[-1] != start:
        found.append(came[found[-1]])
    return found[::-1]
