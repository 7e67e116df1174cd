"""The organisation on one date, as immutable records and the indices over them.

Every record names others by key. A key that leads nowhere is data, not an error: real files hold
such keys, and the rules say so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from planning.core.indices import LISTS, Indices
from planning.core.occupancy import known_holders, occupancy

STAGES = ("idea", "build", "beta", "launch", "growth", "mature", "sunset")
ASSUMABLE = ("stage", "market_facing")
OWNER, BACKUP, STAND_IN = "owner", "backup", "stand-in"


class Position(NamedTuple):
    """A place in the organisation, filled or not.

    `manager` is a position key, '' at the top; `holder` a person key, '' while vacant. `starts` and `ends`
    are its first and last day; None means always. `fte` 1.0 is full time. `pay` is its own figure for a year at full
    time, in `currency`: base pay, or with `loaded` all that the position costs; None where the band decides.
    `sharers` are the people who share the position with `holder`: one place, several holders (a job share), whose
    working time together is `fte`. `proposed` is the manager whom an import proposed where no file named one; the line
    is nobody's word while `manager` is still that one.
    """

    key: str
    title: str = ""
    role: str = ""
    level: int | None = None
    function: str = ""
    team: str = ""
    location: str = ""
    fte: float = 1.0
    manager: str = ""
    dotted: tuple[str, ...] = ()
    holder: str = ""
    starts: date | None = None
    ends: date | None = None
    stage: str = ""
    target_start: date | None = None
    rank: int = 0
    pay: Decimal | None = None
    currency: str = ""
    loaded: bool = False
    sharers: tuple[str, ...] = ()
    proposed: str = ""

    @property
    def has_given_manager(self) -> bool:
        """Whether somebody has said to whom it reports; nobody reports to themselves."""
        return self.manager not in ("", self.key, self.proposed)


class Person(NamedTuple):
    """Who may sit in a position. A blank name is a withheld one. `leaves` is the last day. `away_from` and `away_until`
    are the first and the last day of a known leave: without the first it has begun already, without the last nobody
    knows when it ends, without both there is none."""

    key: str
    name: str = ""
    email: str = ""
    starts: date | None = None
    leaves: date | None = None
    away_from: date | None = None
    away_until: date | None = None

    def is_away(self, on: date) -> bool:
        """Whether they are on leave on a day; their position stays theirs."""
        if self.away_from is None and self.away_until is None:
            return False
        return (self.away_from or on) <= on <= (self.away_until or on)

    def is_there(self, on: date) -> bool:
        """Whether they have started and not left."""
        return (self.starts is None or self.starts <= on) and (self.leaves is None or self.leaves >= on)


class Team(NamedTuple):
    key: str
    name: str = ""
    function: str = ""
    parent: str = ""


class Product(NamedTuple):
    """`without` names partner functions marked as not applicable (a self-serve product has no sales). `assumed` names
    those of ASSUMABLE that nobody has said: an import took them to be so."""

    key: str
    name: str = ""
    stage: str = "growth"
    market_facing: bool = True
    launch: date | None = None
    launch_tier: str = ""
    team: str = ""
    without: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    def still_assumed(self, known: Collection[str]) -> tuple[str, ...]:
        """What stays assumed once the fields `known` have been said."""
        return tuple(name for name in self.assumed if name not in known)


class Assignment(NamedTuple):
    """A position covers a product in a role. `share` is a percentage; `counts` is an admin's word that
    the holder counts as covering although their own role is another one."""

    key: str
    product: str = ""
    position: str = ""
    role: str = ""
    kind: str = OWNER
    share: int = 100
    starts: date | None = None
    ends: date | None = None
    counts: bool = False
    note: str = ""

    def active(self, on: date) -> bool:
        return (self.starts is None or self.starts <= on) and (self.ends is None or on <= self.ends)


class Ownership(NamedTuple):
    """Who is accountable for a responsibility on a product, where that is not the default."""

    key: str
    product: str = ""
    responsibility: str = ""
    position: str = ""


class Link(NamedTuple):
    """Two positions named as working counterparts on a product."""

    key: str
    product: str = ""
    one: str = ""
    other: str = ""


class Requisition(NamedTuple):
    """What is known of filling a position; its key is the position's, whose `stage` and `target_start` say how far that
    is and when it is due. `type` is one of REQUISITION_TYPES, `replaces` the person whom a backfill replaces, `manager`
    the hiring manager's position ('' for the position's own manager). `planned_start` is the start that was asked for
    and is kept while the target moves. `salary_from` and `salary_to` are a year's base pay in `salary_currency`. `rank`
    is the place given by hand in the order of hiring, 0 for none; `resumes` the stage that a paused one goes back to;
    `why` the reason given for its latest move."""

    key: str
    type: str = "new"
    replaces: str = ""
    manager: str = ""
    recruiter: str = ""
    priority: str = "normal"
    justification: str = ""
    consequence: str = ""
    planned_start: date | None = None
    salary_from: Decimal | None = None
    salary_to: Decimal | None = None
    salary_currency: str = ""
    rank: int = 0
    resumes: str = ""
    why: str = ""


REQUISITION_TYPES = ("new", "backfill", "incremental", "contractor", "intern")
PRIORITIES = ("high", "normal", "low")

Record = Position | Person | Team | Product | Assignment | Ownership | Link | Requisition

RECORDS: dict[str, type[Any]] = {
    "position": Position,
    "person": Person,
    "team": Team,
    "product": Product,
    "assignment": Assignment,
    "ownership": Ownership,
    "link": Link,
    "requisition": Requisition,
}
KINDS = tuple(RECORDS)

# Which fields hold keys of which kind: what a change to one record can touch, and what must exist.
REFERENCES: dict[str, dict[str, str]] = {
    "position": {"manager": "position", "dotted": "position", "holder": "person", "team": "team", "sharers": "person"},
    "person": {},
    "team": {"parent": "team"},
    "product": {"team": "team"},
    "assignment": {"product": "product", "position": "position"},
    "ownership": {"product": "product", "position": "position"},
    "link": {"product": "product", "one": "position", "other": "position"},
    "requisition": {"key": "position", "replaces": "person", "manager": "position"},
}


@dataclass(frozen=True)
class Org(Indices):
    """An organisation on the date `on`. `tables` holds every record, ended positions included;
    `positions` is only those that stand on that date. `since` tells of vacant positions the first day without a
    holder, as far as changes tell: those not in it have been vacant for nobody knows how long."""

    on: date
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    since: Mapping[str, date] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, on: date, *records: Record) -> Org:
        """Build from records in any order; a later record of the same key wins."""
        names = {record: kind for kind, record in RECORDS.items()}
        tables: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for record in records:
            tables[names[type(record)]][record.key] = record
        return cls(on, tables)

    def at(self, on: date) -> Org:
        """The same on another date; indices in which the date plays no part are taken over."""
        if on == self.on:
            return self
        found = Org(on, self.tables, self.since)
        timeless = (name for name, lists in LISTS.items() if lists.kind != "position" and name in vars(self))
        vars(found).update((name, vars(self)[name]) for name in timeless)
        return found

    def get(self, kind: str, key: str) -> Any:
        """The record, or None."""
        return self.tables[kind].get(key)

    @property
    def people(self) -> Mapping[str, Person]:
        return self.tables["person"]

    @property
    def teams(self) -> Mapping[str, Team]:
        return self.tables["team"]

    @property
    def products(self) -> Mapping[str, Product]:
        return self.tables["product"]

    def requisition(self, key: str) -> Requisition:
        """What is known of filling a position; where nobody has said anything yet, the defaults."""
        known: Requisition = self.tables["requisition"].get(key) or Requisition(key)
        return known

    def holder(self, position: Position) -> Person | None:
        """Who sits there on this date: nobody before they start or after they leave. Of those who share it, the first
        who is there."""
        people, on = self.tables["person"], self.on
        person: Person | None = people.get(position.holder)
        if person is not None and person.is_there(on):
            return person
        if not position.sharers:
            return None
        sharing = (people[key] for key in position.sharers if key in people)
        return next((person for person in sharing if person.is_there(on)), None)

    def holder_names(self, position: Position) -> str:
        """The name of who sits there, or the names of all who share it and have not left; '' where none is known."""
        return " and ".join(p.name for p in known_holders(position, self.people.get, self.on) if p.name)

    def filled(self, position: Position) -> bool:
        return (position.starts is None or position.starts <= self.on) and self.holder(position) is not None

    def occupancy(self, position: Position) -> str:
        """FILLED, DUE or VACANT on this date."""
        return occupancy(position, self.people.get, self.on)

    def first_day(self, position: Position) -> date | None:
        """Of whoever is known to come to a position that is DUE; None for any other."""
        coming = known_holders(position, self.people.get, self.on)
        if not coming or self.filled(position):
            return None
        return max(position.starts or date.min, min(person.starts or date.min for person in coming))
