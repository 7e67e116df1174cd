"""How many people there are, where positions are not the same: somebody in two positions is one person, and a position
that two share has two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from planning.core.records import Org, Position
from planning.core.words import count


def sitting(org: Org, position: Position) -> tuple[str, ...]:
    """The keys of the people who sit in a position on the date: its holder, and who shares it; () while it is not
    filled."""
    if not org.filled(position):
        return ()
    return (position.holder, *(key for key in position.sharers if (p := org.people.get(key)) and p.is_there(org.on)))


def people_in(org: Org, positions: Iterable[Position]) -> set[str]:
    """The keys of the people who sit in these positions, each once."""
    return {key for position in positions for key in sitting(org, position)}


def people_by(org: Org, positions: Iterable[Position], name: Callable[[Position], str]) -> Counter[str]:
    """How many people sit in positions of each name, each person once in each; by name, so that as many stand in the
    same order on every server."""
    found = Counter(what for what, _ in {(name(p), person) for p in positions for person in sitting(org, p)})
    return Counter(dict(sorted(found.items())))


class Heads(NamedTuple):
    """How many people sit in positions, and how many of these nobody does."""

    people: int
    vacant: int

    def said(self, one: str = "") -> str:
        """“38 people and 2 open positions”. `one` says what each is, if not a person."""
        people = count(self.people, one) if one else count(self.people, "person", "people")
        vacant = count(self.vacant, "open position")
        return f"{people} and {vacant}" if self.people and self.vacant else vacant if self.vacant else people


def heads_in(org: Org, keys: Iterable[str]) -> Heads:
    """Who is in positions, counted."""
    sat = [sitting(org, org.positions[key]) for key in keys]
    return Heads(len({person for people in sat for person in people}), sat.count(()))


def heads(org: Org, keys: Iterable[str], one: str = "") -> str:
    """The same as it is said."""
    return heads_in(org, keys).said(one)
