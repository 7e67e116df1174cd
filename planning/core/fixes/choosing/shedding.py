"""Which products go, one after the other, where somebody has too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

from planning.core.fixes.choosing.capacity import Counted

Eased = tuple[int, ...]
"""By norm how much less counts without a product: what counts by it alone."""


def shed(mosts: Sequence[int], counted: Mapping[str, Counted], near: Mapping[str, int]) -> Iterator[str]:
    """The products that go until the rest is within every norm, at least one stays: first that without which there is
    the most room, of these the one with the highest of `near`, then the last by key.

    `mosts` is how many the norms allow, in their order; `counted` what counts of each product by each of them.
    """
    left = _Left(mosts, counted, sorted(counted, key=lambda product: (near[product], product)))
    while len(left.counted) > 1 and left.room() < 0:
        best = left.best()
        left.drop(best)
        yield best


class _Left:
    """The products that are left, grouped by what each of them eases: so a round looks at groups, not at products."""

    def __init__(self, mosts: Sequence[int], counted: Mapping[str, Counted], order: Sequence[str]) -> None:
        """`order`: of products that ease the same the last goes first."""
        self._mosts, self.counted, self._order = mosts, dict(counted), order
        self._ranks = {product: rank for rank, product in enumerate(order)}
        self._counting = [_counting(counted, norm) for norm in range(len(mosts))]
        self._eased: dict[str, Eased] = {}
        self._groups: dict[Eased, list[int]] = defaultdict(list)
        for product in order:
            self._put(product)

    def room(self, eased: Eased = ()) -> int:
        """How much room there is by the norm that leaves the least, once so much less counts."""
        less = eased or (0,) * len(self._mosts)
        every = zip(self._mosts, self._counting, less, strict=True)
        return min((most - len(counting) + n for most, counting, n in every), default=0)

    def best(self) -> str:
        heads = [(self.room(eased), rank) for eased in list(self._groups) if (rank := self._head(eased)) is not None]
        return self._order[max(heads)[1]]

    def drop(self, product: str) -> None:
        """What counts by one other alone from now on eases more there."""
        alone: set[str] = set()
        for counting, what in zip(self._counting, self.counted.pop(product), strict=True):
            for one in what:
                counting[one].remove(product)
                alone |= counting[one] if len(counting[one]) == 1 else set()
                if not counting[one]:
                    del counting[one]
        for other in alone:
            self._put(other)

    def _put(self, product: str) -> None:
        found = zip(self._counting, self.counted[product], strict=True)
        eased = tuple(sum(len(counting[one]) == 1 for one in what) for counting, what in found)
        self._eased[product] = eased
        heappush(self._groups[eased], -self._ranks[product])

    def _head(self, eased: Eased) -> int | None:
        """The rank of the first to go of a group; None, and no such group any more, where all went or ease more."""
        group = self._groups[eased]
        while group and not self._is_in(self._order[-group[0]], eased):
            heappop(group)
        if not group:
            del self._groups[eased]
            return None
        return -group[0]

    def _is_in(self, product: str, eased: Eased) -> bool:
        return product in self.counted and self._eased[product] == eased


def _counting(counted: Mapping[str, Counted], norm: int) -> dict[str, set[str]]:
    """Of what counts by a norm, by which products it does."""
    found: dict[str, set[str]] = defaultdict(set)
    for product, parts in counted.items():
        for one in parts[norm]:
            found[one].add(product)
    return dict(found)
