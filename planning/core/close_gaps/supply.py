"""What could cover lanes, as the model sees it: groups of holders who are alike, and kinds of newcomers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from planning.core.close_gaps.lanes import Lane
from planning.core.close_gaps.people import Holder, Room, lasting, room_at, squeezed
from planning.core.fixes.base import FixKind


class Group(NamedTuple):
    """Holders of one role with the same room on every day, by the keys of their positions. `there`: whether they are
    (1, else 0), for what takes no room. `adds` is how many of their products may bring a counterpart that they do not
    have yet."""

    role: str
    room: Room
    there: Room
    adds: int
    members: tuple[str, ...]

    def at(self, day: int, *, adding: bool) -> int:
        """The room of one of them on a day: of all, or of what brings a counterpart."""
        room = room_at(self.room, day)
        return min(room, self.adds) if adding else room


class Source(NamedTuple):
    """Groups that are as one to the model. In a pool the room of every member only grows, so whoever has room on a day
    has it ever after, and any lanes within the room of all can be named: of lanes that begin one after the other, each
    finds somebody. Everybody else is a source of a group each. `shares_only`: one who may get no more counterparts, and
    so takes only what brings none."""

    role: str
    groups: tuple[Group, ...]
    is_pool: bool
    shares_only: bool = False

    @property
    def room(self) -> Room:
        """Of all together."""
        days = sorted({day for group in self.groups for day, _ in group.room})
        return squeezed((day, sum(len(g.members) * room_at(g.room, day) for g in self.groups)) for day in days)

    @property
    def there(self) -> Room:
        """On which days anybody is there."""
        days = sorted({day for group in self.groups for day, _ in group.there})
        return squeezed((day, max(room_at(group.there, day) for group in self.groups)) for day in days)

    @property
    def size(self) -> int:
        return sum(len(group.members) for group in self.groups)


class Newcomers(NamedTuple):
    """People who could come into a role: hired, or moved there from another role. Each has `room` products from one of
    the days of `starts` on, `adds` of which may bring a counterpart; `most` is how many there can be (None: any
    number), `members` the positions that they have already ('' for none), `cost` what each adds a year (None: unknown).
    `own` are lanes that an open position covers by itself once it is filled. `level` is what they come
    as, `by_function` what each adds to the cost of functions a year. `empty` is the first day on which a position that
    somebody leaves is, 0 for any other; `had` are lanes of what they cover until then, which the hire may go on with;
    `had_only`: and takes nothing else."""

    key: str
    kind: FixKind
    role: str
    room: int
    adds: int
    starts: tuple[int, ...]
    most: int | None
    members: tuple[str, ...] = ()
    cost: Decimal | None = None
    level: int = 0
    by_function: tuple[tuple[str, Decimal], ...] = ()
    own: tuple[Lane, ...] = ()
    empty: int = 0
    had: tuple[Lane, ...] = ()
    had_only: bool = False


Adds = Callable[[str], int]
"""By position how many more counterparts its holder may get."""


def sources(
    role: str, holders: Iterable[Holder], adds: Adds, alone: frozenset[str], *, is_bounded: bool
) -> list[Source]:
    """Holders of a role as sources: a pool first. `alone` are positions that a question names, each by itself.
    `is_bounded`: some lane of the role ends, so room for a time counts as well."""
    pooled: dict[tuple[Room, Room, int], list[str]] = defaultdict(list)
    others: dict[tuple[Room, Room, int, str], list[str]] = defaultdict(list)
    for holder in holders:
        stays, more = lasting(holder.room), min(adds(holder.position), max(number for _, number in holder.room))
        if holder.position in alone:
            others[holder.room, holder.there, more, holder.position].append(holder.position)
        elif not is_bounded or (stays == holder.room and lasting(holder.there) == holder.there):
            pooled[stays, lasting(holder.there), more].append(holder.position)
        else:
            others[holder.room, holder.there, more, ""].append(holder.position)
    groups = tuple(Group(role, *alike, tuple(keys)) for alike, keys in sorted(pooled.items()) if alike[1][-1][1])
    pool = [Source(role, groups, True)] if groups else []
    single = (Group(role, *alike[:3], tuple(keys)) for alike, keys in sorted(others.items()))
    return pool + [Source(role, (group,), False) for group in single]


def singles(kind: Newcomers, hires: int) -> list[Newcomers]:
    """Each newcomer of a kind by themselves: so many where the kind has any number."""
    if kind.most is None:
        return [kind._replace(key=f"{kind.key} {number}", most=1) for number in range(hires)]
    if len(kind.members) == 1:
        return [kind]  # by its own key, which may name a move
    return [kind._replace(key=f"{kind.key} {key}", most=1, members=(key,)) for key in kind.members]


def sharer(role: str, holder: Holder) -> Source:
    """A holder who may get no more counterparts."""
    most = max(number for _, number in holder.room)
    return Source(role, (Group(role, holder.room, holder.there, most, (holder.position,)),), False, True)


def apart(role: str, holders: Sequence[Holder], adds: Adds) -> list[Source]:
    """Each holder by themselves: what sources of many are held against."""
    groups = (Group(role, one.room, one.there, adds(one.position), (one.position,)) for one in holders)
    return [Source(role, (group,), False) for group in groups]
