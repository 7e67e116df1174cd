"""What could cover lanes, as the model sees it: groups of holders who are alike, and kinds of newcomers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.people import Holder, Room, lasting, room_at, squeezed
from planning.core.fixes.base import FixKind


class Group(NamedTuple):
    """Holders of one role with the same room on every day, by the keys of their positions."""

    role: str
    room: Room
    members: tuple[str, ...]


class Source(NamedTuple):
    """Groups that are as one to the model. In a pool the room of every member only grows, so whoever has room on a day
    has it ever after, and any lanes within the room of all can be named: of lanes that begin one after the other, each
    finds somebody. Everybody else is a source of a group each."""

    role: str
    groups: tuple[Group, ...]
    is_pool: bool

    @property
    def room(self) -> Room:
        """Of all together."""
        days = sorted({day for group in self.groups for day, _ in group.room})
        return squeezed((day, sum(len(g.members) * room_at(g.room, day) for g in self.groups)) for day in days)

    @property
    def size(self) -> int:
        return sum(len(group.members) for group in self.groups)


class Newcomers(NamedTuple):
    """People who could come into a role: hired, or moved there from another role. Each has `room` products from one of
    the days of `starts` on; `most` is how many there can be (None: any number), `members` the positions that they have
    already ('' for none), `cost` what each adds a year (None: unknown). `own` are lanes that an open position covers by
    itself once it is filled. `level` and `function` are what they come as."""

    key: str
    kind: FixKind
    role: str
    room: int
    starts: tuple[int, ...]
    most: int | None
    members: tuple[str, ...] = ()
    cost: Decimal | None = None
    level: int = 0
    function: str = ""
    own: tuple[Lane, ...] = ()


def sources(role: str, holders: Iterable[Holder], alone: frozenset[str], *, is_bounded: bool) -> list[Source]:
    """Holders of a role as sources: a pool first. `alone` are positions that a question names, each by itself.
    `is_bounded`: some lane of the role ends, so room for a time counts as well."""
    pooled: dict[Room, list[str]] = defaultdict(list)
    others: dict[tuple[Room, str], list[str]] = defaultdict(list)
    for holder in holders:
        stays = lasting(holder.room)
        if holder.position in alone:
            others[holder.room, holder.position].append(holder.position)
        elif stays == holder.room or not is_bounded:
            pooled[stays].append(holder.position)
        else:
            others[holder.room, ""].append(holder.position)
    groups = tuple(Group(role, room, tuple(keys)) for room, keys in sorted(pooled.items()) if room[-1][1])
    pool = [Source(role, groups, True)] if groups else []
    return pool + [Source(role, (Group(role, room, tuple(keys)),), False) for (room, _), keys in sorted(others.items())]


def apart(role: str, holders: Sequence[Holder]) -> list[Source]:
    """Each holder by themselves: what sources of many are held against."""
    return [Source(role, (Group(role, holder.room, (holder.position,)),), False) for holder in holders]
