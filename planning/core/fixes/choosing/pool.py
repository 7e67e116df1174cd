"""Those who could come to report to somebody else, drawn nearest first by one lead after another. What all draws take
together goes by how many are drawn, not by leads times people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from heapq import heapify, heappop, heappush, heapreplace
from itertools import product

from planning.core.records import Position
from planning.core.rules.context import Context


class Pool:
    """Whoever is drawn is gone. Nobody is drawn by a position that the same person holds."""

    def __init__(self, ctx: Context, positions: Collection[Position]) -> None:
        self._ctx = ctx
        self._holders = {p.key: p.holder for p in positions}
        self._left, self._total = Counter(self._holders.values()), len(self._holders)
        self._gone: set[str] = set()
        self._waiting: dict[tuple[str | None, ...], list[Position]] = defaultdict(list)
        self._rows: dict[tuple[str | None, ...], Row] = {}
        for position in positions:
            for place in _places(position):
                self._waiting[ctx.function(position), *place].append(position)

    def left(self, lead: Position) -> int:
        """How many are left whom somebody else than the lead holds."""
        return self._total - self._left[lead.holder]

    def has_gone(self, key: str) -> bool:
        return key in self._gone

    def leave(self, *keys: str) -> None:
        for key in keys:
            self._gone.add(key)
            if key in self._holders:
                self._left[self._holders[key]] -= 1
                self._total -= 1

    def draw(self, lead: Position, wanted: int) -> tuple[str, ...]:
        """At most so many of the lead’s craft who are not above them: those in the same role, team and place first."""
        found: list[str] = []
        highest = max(self._ctx.level(lead), 1)
        for row in self._rows_of(lead):
            if len(found) >= wanted:
                break
            drawn = row.draw(wanted - len(found), lead.holder, highest, self._gone)
            self.leave(*drawn)
            found += drawn
        return tuple(found)

    def _rows_of(self, lead: Position) -> Iterator[Row]:
        """Nearest first; each has those of the ones before it, too, who are gone by then or above the lead."""
        for place in _places(lead):
            key = (self._ctx.function(lead), *place)
            if key in self._waiting:
                self._rows[key] = Row(self._ctx, self._waiting.pop(key))
            if key in self._rows:
                yield self._rows[key]


def _places(position: Position) -> Iterator[tuple[str | None, ...]]:
    """Each way to be near in role, team and place, the nearest first; None is any."""
    where = (position.location, None) if position.location else (None,)
    return product((position.role, None), (position.team, None), where)


class Row:
    """People by level, then key, and by who holds them: of one person all are left out at once."""

    def __init__(self, ctx: Context, positions: Iterable[Position]) -> None:
        self._of: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for one in sorted(((ctx.level(p), p.key, p.holder) for p in positions), reverse=True):
            self._of[one[2]].append(one)
        self._heads = [ones.pop() for ones in self._of.values()]
        heapify(self._heads)

    def draw(self, wanted: int, but: str, highest: int, gone: set[str]) -> list[str]:
        """At most so many up to a level who are not gone, without those whom `but` holds."""
        found: list[str] = []
        aside: list[tuple[int, str, str]] = []
        while self._heads and len(found) < wanted:
            level, key, holder = self._heads[0]
            if holder == but:
                aside.append(heappop(self._heads))
            elif level > highest and key not in gone:
                break
            else:
                found += [key] if key not in gone else []
                self._next(holder)
        for one in aside:
            heappush(self._heads, one)
        return found

    def _next(self, holder: str) -> None:
        if self._of[holder]:
            heapreplace(self._heads, self._of[holder].pop())
        else:
            heappop(self._heads)
