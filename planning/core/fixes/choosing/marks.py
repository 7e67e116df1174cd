"""Marks: what ties somebody to a product is a team, a leader, a word or a location that both have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

TEAM, BRANCH, LEADER, PLACE, PERSON = "team", "branch", "leader", "place", "person"
TITLE, NAME, WORD = "title", "name", "word"
VIA = "via"
# What a tie of each sort counts; any that comes by another product is of the sort VIA, but people.
WEIGHTS = {TITLE: 60, TEAM: 20, NAME: 16, LEADER: 12, PERSON: 10, VIA: 9, WORD: 8, BRANCH: 8, PLACE: 3}
# The sorts of marks of a product that somebody has who is assigned to it, beside those for people.
PASSED_ON = frozenset({TEAM, LEADER, NAME, WORD})

Mark = tuple[str, str]
"""A sort of tie and what it is by: (`leader`, a key of a position)."""


class Tie(NamedTuple):
    """What ties somebody to a product: its sort, how much that counts, what it is by and what that is called, and the
    other product by which it comes."""

    sort: str
    weight: int
    key: str
    by: str
    via: str = ""


class Marks(NamedTuple):
    """The marks of a position: its `own`, and the `people` and `others` that come by products that it is assigned to.
    None is in two of these. `by` has the marks of these products, the last first."""

    own: frozenset[Mark]
    people: frozenset[Mark]
    others: frozenset[Mark]
    by: tuple[tuple[str, Mapping[Mark, str]], ...]

    @property
    def every(self) -> frozenset[Mark]:
        return self.own | self.people | self.others

    def sort(self, mark: Mark) -> str:
        """As a tie of what sort one of its marks counts."""
        return VIA if mark in self.others else mark[0]

    def via(self, mark: Mark) -> str:
        """The product by which one of its marks comes; '' for its own."""
        return "" if mark in self.own else next(key for key, marks in self.by if mark in marks)


def ties(product: Mapping[Mark, str], position: Marks) -> list[Tie]:
    """What ties a position to a product, of each sort the first: own ones, and one by other products."""
    found: dict[str, Tie] = {}
    every = position.every
    for mark, by in product.items():
        if mark in every and (sort := position.sort(mark)) not in found:
            found[sort] = Tie(mark[0], WEIGHTS[sort], mark[1], by, position.via(mark))
    return sorted(found.values(), key=lambda tie: -tie.weight)


def nearness(product: frozenset[Mark], position: Marks) -> int:
    """What the ties of a position to a product count together."""
    sorts = {sort for sort, _ in product & position.own}
    if not product.isdisjoint(position.people):
        sorts.add(PERSON)
    if not product.isdisjoint(position.others):
        sorts.add(VIA)
    return sum([WEIGHTS[sort] for sort in sorts])
