"""One walk over the positions, for the rules that count people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from planning.core.headcount import sitting
from planning.core.records import Org, Position


@dataclass
class Census:
    """`filled` counts by manager the people who report to them, whatever each of them holds, and `vacant` the positions
    that are not filled, be they vacant or due; nobody reports to themselves. `open` are those positions, `ending` those
    whose own last day or whose holder's is known. `heads` counts people by the function and role that their positions
    say themselves; `untold` are filled positions that say neither, one for each person. `several` are people of whom
    more than one position may say that they hold or share it, now or at another time; of all others none does."""

    filled: Counter[str] = field(default_factory=Counter)
    vacant: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    heads: Counter[tuple[str, str]] = field(default_factory=Counter)
    untold: list[Position] = field(default_factory=list)
    several: set[str] = field(default_factory=set)

    def held_by(self, org: Org, person: str, position: Position) -> tuple[Position, ...]:
        """The positions of somebody who has this one."""
        return org.held.get(person, ()) if person in self.several else (position,)


def census(org: Org, positions: Collection[Position] | None = None) -> Census:
    """Of these positions, or of all. Linear in them, and lean: nothing is looked up twice, and who holds one position
    alone is counted without a look at the others."""
    every = org.positions.values() if positions is None else positions
    people, on = org.people, org.on
    found, heads = Census(), defaultdict[tuple[str, str], int](int)
    above, above_vacant, held, odd = [], [], [], []
    for position in every:
        holder, manager = position.holder, position.manager
        person = people.get(holder) if holder else None
        if holder:
            held.append(holder)
        if position.sharers or manager == position.key:
            odd.append(position)
            person = org.holder(position)
        leaves, begins, there = (person.leaves, person.starts, position.starts) if person else (None, None, None)
        if person is None or (leaves and leaves < on) or (begins and begins > on) or (there and there > on):
            found.open.append(position.key)
            if manager != position.key:
                above_vacant.append(manager)
            continue
        if leaves or position.ends:
            found.ending.append(position.key)
        above.append(manager)
        function, role = position.function, position.role
        if function or role:
            heads[function, role] += 1
        else:
            found.untold.append(position)
    found.filled, found.vacant, found.heads = Counter(above), Counter(above_vacant), Counter(heads)
    found.several = _in_several(held, odd)
    if found.several or odd:
        _count_again(found, org, _together(org, every, found.several, odd))
    return found


def _in_several(held: list[str], odd: Iterable[Position]) -> set[str]:
    """Those named twice, and all who share a position."""
    twice = Counter(held).items() if len(set(held)) < len(held) else ()
    found = {person for person, number in twice if number > 1}
    return found | {person for p in odd if p.sharers for person in (p.holder, *p.sharers)}


def _together(org: Org, every: Iterable[Position], several: set[str], odd: list[Position]) -> list[Position]:
    """Those filled that are not one person each: of people who hold several, shared, or under themselves."""
    people = several.union(person for position in odd for person in sitting(org, position))
    return [p for p in every if (p.holder in people or p.sharers) and org.filled(p)]


def _count_again(found: Census, org: Org, positions: list[Position]) -> None:
    """The people in them, once under a manager and once of a kind; nobody under themselves."""
    for position in positions:
        found.filled[position.manager] -= 1
        if position.function or position.role:
            found.heads[position.function, position.role] -= 1
    keys = {position.key for position in positions}
    found.untold = [position for position in found.untold if position.key not in keys]
    _count_people(found, org, positions)


def _count_people(found: Census, org: Org, positions: Iterable[Position]) -> None:
    under: dict[tuple[str, str], None] = {}
    kinds: dict[tuple[str, str, str], Position] = {}
    for position in positions:
        for person in sitting(org, position):
            under[position.manager, person] = None
            kinds.setdefault((position.function, position.role, person), position)
    for manager, person in under:
        found.filled[manager] += person not in _managing(org, manager)
    for (function, role, _), position in kinds.items():
        if function or role:
            found.heads[function, role] += 1
        else:
            found.untold.append(position)


def _managing(org: Org, manager: str) -> tuple[str, ...]:
    position = org.positions.get(manager)
    return sitting(org, position) if position else ()


def is_coming(day: date | None, on: date) -> bool:
    """Whether something begins only after the day that is looked at."""
    return day is not None and day > on


def last_day(org: Org, position: Position) -> date | None:
    """The last day on which its holder is known to sit there; None where none is known."""
    person = org.holder(position)
    days = [day for day in (position.ends, person.leaves if person else None) if day]
    return min(days, default=None)
