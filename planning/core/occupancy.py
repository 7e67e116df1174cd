"""What a position is on a date: filled, due or vacant. One home for it, whatever the people are looked up in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

# FILLED: somebody sits there. DUE: whoever will is known, and starts later. VACANT: nobody sits there or is known to
# come; whoever has left is nobody.
FILLED, DUE, VACANT = "filled", "due", "vacant"


class Place(Protocol):
    """A position."""

    @property
    def holder(self) -> str: ...
    @property
    def sharers(self) -> tuple[str, ...]: ...
    @property
    def starts(self) -> date | None: ...


class Somebody(Protocol):
    """A person."""

    @property
    def leaves(self) -> date | None: ...
    def is_there(self, on: date) -> bool: ...


S = TypeVar("S", bound=Somebody)


def known_holders(place: Place, find: Callable[[str], S | None], on: date) -> list[S]:
    """Who sits there on a date or is to: all who hold it and have not left. `find` gives a person by their key."""
    people = [find(key) for key in (place.holder, *place.sharers) if key]
    return [person for person in people if person is not None and (person.leaves is None or person.leaves >= on)]


def occupancy(place: Place, find: Callable[[str], S | None], on: date) -> str:
    """FILLED, DUE or VACANT on a date; `find` gives a person by their key."""
    known = known_holders(place, find, on)
    if not known:
        return VACANT
    is_open = place.starts is None or place.starts <= on
    return FILLED if is_open and any(person.is_there(on) for person in known) else DUE
