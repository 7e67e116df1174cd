"""Somebody starts in a position on a day: what changes when, so that coverage follows from their first day.

Until then the position has somebody coming: one who is new is its holder at once, with their first day; one who is
here already takes it on that day, and until then it is accepted and to be filled by then.
"""

from __future__ import annotations

from datetime import date

from planning.core.changes import edits
from planning.core.changes.change import Change, add, apply, edit
from planning.core.hiring import ACCEPTED
from planning.core.occupancy import known_holders
from planning.core.records import Org, Person


def start(org: Org, key: str, person: Person, first_day: date, *, leaving: str = "") -> list[Change]:
    """A person takes a position from `first_day` on, and leaves the one named `leaving`, where there is one. `org` is
    the organisation on the day on which this is said."""
    said, made = min(org.on, first_day), list[Change]()
    if person.key not in org.people:
        made = [add(said, person)]
        if person.starts == first_day and not org.filled(org.positions[key]):
            return [*made, *_held(org, key, person.key, first_day)]
    expected = _expected(org, key, first_day)
    then = apply(org.at(first_day), expected)
    return [*made, *expected, *edits.fill(then, person.key, key, leaving=leaving)]


def _held(org: Org, key: str, person: str, first_day: date) -> list[Change]:
    """The position has its holder, who is there from their first day on."""
    has_come = first_day <= org.on
    stage, target = ("", None) if has_come else (ACCEPTED, first_day)
    held = org.at(min(org.on, first_day))
    return edits.revise(held, "position", key, holder=person, sharers=(), stage=stage, target_start=target)


def _expected(org: Org, key: str, first_day: date) -> list[Change]:
    """Until the day a position that has nobody is accepted, to be filled then."""
    if first_day <= org.on or org.filled(org.positions[key]):
        return []
    return edits.revise(org, "position", key, stage=ACCEPTED, target_start=first_day)


def move_start(org: Org, key: str, first_day: date) -> list[Change]:
    """Those who are known to come to a position start on another day, or have started."""
    position = org.positions[key]
    people = known_holders(position, org.people.get, org.on)
    moved = [c for person in people if (c := edit(org.on, person, starts=first_day))]
    opens = min(position.starts, first_day) if position.starts else None
    target = first_day if first_day > org.on else None
    stage = ACCEPTED if target else ""
    return [*moved, *edits.revise(org, "position", key, starts=opens, stage=stage, target_start=target)]
