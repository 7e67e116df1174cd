"""How many people there are, where positions are not the same: somebody in two positions is one person, and a position
that two share has two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

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
    """How many people sit in positions of each name, each person once in each."""
    return Counter(what for what, _ in {(name(p), person) for p in positions for person in sitting(org, p)})


def heads(org: Org, keys: Iterable[str], one: str = "") -> str:
    """Who is in positions, counted: “38 people and 2 open positions”. `one` says what each is, if not a person."""
    positions = [org.positions[key] for key in keys]
    people, vacant = len(people_in(org, positions)), sum(not org.filled(position) for position in positions)
    return " and ".join(_counted(people, vacant, one))


def _counted(people: int, vacant: int, one: str) -> Iterator[str]:
    if people or not vacant:
        yield count(people, one) if one else count(people, "person", "people")
    if vacant:
        yield count(vacant, "open position")
