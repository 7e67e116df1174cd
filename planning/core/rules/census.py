"""One walk over the positions, for the rules that count them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from planning.core.records import Org, Position


@dataclass
class Census:
    """`filled` and `vacant` count direct reports by manager. `open` are the vacant positions, `ending` those whose own
    last day or whose holder's is known. `heads` counts filled positions by function and role, as each says itself;
    `untold` are filled ones that say neither."""

    filled: Counter[str] = field(default_factory=Counter)
    vacant: Counter[str] = field(default_factory=Counter)
    open: list[str] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    heads: Counter[tuple[str, str]] = field(default_factory=Counter)
    untold: list[Position] = field(default_factory=list)


def census(org: Org) -> Census:
    """Linear in the positions, and lean: nothing is looked up twice."""
    people, on = org.people, org.on
    open_, ending, untold = [], [], []
    above, above_vacant, kinds = [], [], []
    for position in org.positions.values():
        person = people.get(position.holder) if position.holder else None
        leaves = person.leaves if person else None
        if person is None or (leaves and leaves < on) or is_coming(person.starts, on) or is_coming(position.starts, on):
            open_.append(position.key)
            above_vacant.append(position.manager)
            continue
        if leaves or position.ends:
            ending.append(position.key)
        above.append(position.manager)
        if position.function or position.role:
            kinds.append((position.function, position.role))
        else:
            untold.append(position)
    return Census(Counter(above), Counter(above_vacant), open_, ending, Counter(kinds), untold)


def is_coming(day: date | None, on: date) -> bool:
    """Whether something begins only after the day that is looked at."""
    return day is not None and day > on


def last_day(org: Org, position: Position) -> date | None:
    """The last day on which its holder is known to sit there; None where none is known."""
    person = org.holder(position)
    days = [day for day in (position.ends, person.leaves if person else None) if day]
    return min(days, default=None)
