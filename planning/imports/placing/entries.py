"""What positions are known by, and how sure a cell names one."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from planning.core.records import Org
from planning.imports.people.position_rows import PositionRow


class How(IntEnum):
    """How a cell names a position, the surest first. `SPELLING`: the name but for accents, order or middle names;
    `TITLE`: a job title that one row has."""

    ID = 0
    EMAIL = 1
    NAME = 2
    LOOSE_ID = 3
    SPELLING = 4
    TITLE = 5
    INITIALS = 6
    FIRST_NAME = 7
    NOT = 8

    @property
    def sure(self) -> bool:
        return self <= How.NAME


class Answer(NamedTuple):
    """The positions that a cell may mean: one where it is clear, none where it is unknown."""

    keys: tuple[str, ...] = ()
    how: How = How.NOT

    @property
    def key(self) -> str:
        return self.keys[0] if len(self.keys) == 1 else ""


class Entry(NamedTuple):
    """What a position is known by. `names` begins with the holder's own."""

    key: str
    ident: str = ""
    person: str = ""
    email: str = ""
    names: tuple[str, ...] = ()
    title: str = ""
    others: tuple[str, ...] = ()
    gone: bool = False
    beside: bool = False


NOBODY = Answer()


def entry_of(key: str, parsed: PositionRow) -> Entry:
    named = (parsed.name, *parsed.aliases) if parsed.name or parsed.aliases else ()
    return Entry(
        key,
        parsed.ident or key,
        parsed.person_id,
        parsed.email,
        named,
        parsed.title,
        parsed.other_ids,
        parsed.inactive,
        parsed.beside is not None,
    )


def entries_of(org: Org) -> Iterator[Entry]:
    for position in org.positions.values():
        person = org.people.get(position.holder)
        name, email = (person.name, person.email) if person else ("", "")
        sharers = [org.people[key] for key in position.sharers if key in org.people]
        known = tuple(known for known in (name, *(sharer.name for sharer in sharers)) if known)
        others = tuple(other for sharer in sharers for other in (sharer.key, sharer.email) if other)
        yield Entry(position.key, position.key, position.holder, email, known, position.title, others)
