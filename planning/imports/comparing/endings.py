"""What an import would end: positions that close, and covering positions that are left without a holder.

An import that ends much, or anybody who covers a product, is applied only where somebody said so: the file may hold but
a part of the organisation. Who covers are the holders of positions assigned in a covering role, but for backups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planning.core.content import Content
from planning.core.records import BACKUP, Assignment, Org
from planning.core.words import count, listed

# Endings are many from so many on, if they are more than this part of the positions.
FEW, PART = 3, 0.1
NAMED = 5


class Cover(NamedTuple):
    """What an ending position covered. `lost`: nobody else covers the product in that role afterwards."""

    product: str
    role: str
    lost: bool

    def __str__(self) -> str:
        return f"{self.product} loses its {self.role}" if self.lost else f"{self.product} keeps another {self.role}"


class Ending(NamedTuple):
    """`closes`: the position goes; otherwise it stays without a holder. `title` and `holder` are as they were."""

    key: str
    title: str
    holder: str
    closes: bool
    covers: tuple[Cover, ...] = ()

    @property
    def who(self) -> str:
        return ", ".join(part for part in (self.holder, self.title) if part) or self.key


def endings(before: Org, after: Org, content: Content) -> tuple[Ending, ...]:
    """What stands in `before` and not in `after`, those that cover first. Both are on one date."""
    covering = _covering(before, content)
    still = {(a.product, a.role) for held in _covering(after, content).values() for a in held}
    codes = {role.slug: role.code or role.name for role in content.covering}
    found = [
        Ending(
            key,
            before.positions[key].title,
            person.name if (person := before.holder(before.positions[key])) else "",
            key not in after.positions,
            tuple(
                Cover(before.products[a.product].name or a.product, codes[a.role], (a.product, a.role) not in still)
                for a in covering.get(key, ())
                if a.product in before.products
            ),
        )
        for key in _ending(before, after, covering)
    ]
    return tuple(sorted(found, key=lambda ending: not ending.covers))


def must_be_said(found: Sequence[Ending], before: Org) -> bool:
    """Whether these endings are applied only where somebody said so."""
    many = len(found) >= FEW and len(found) > PART * len(before.positions)
    return many or any(ending.covers for ending in found)


def in_short(found: Sequence[Ending], before: Org) -> str:
    """The endings as one sentence: how many, and which products lose whom."""
    closing, left = sum(ending.closes for ending in found), sum(not ending.closes for ending in found)
    parts = [f"{closing} of {count(len(before.positions), 'position')} would close"] if closing else []
    parts += [f"{left} would lose {'its holder' if left == 1 else 'their holders'}"] if left else []
    lost: dict[str, list[str]] = defaultdict(list)
    for cover in dict.fromkeys(cover for ending in found for cover in ending.covers if cover.lost):
        lost[cover.product].append(cover.role)
    named = [f"{product} loses its {listed(roles)}" for product, roles in list(lost.items())[:NAMED]]
    more = f" and {count(len(lost) - NAMED, 'more product')}" if len(lost) > NAMED else ""
    return "; ".join([", ".join(parts), *([", ".join(named) + more] if named else [])])


def is_part(found: Sequence[Ending], before: Org) -> bool:
    """Whether a file that ends so much seems to hold only some rows of the organisation: fewer than half stay."""
    return 2 * sum(ending.closes for ending in found) > len(before.positions)


def _covering(org: Org, content: Content) -> Mapping[str, list[Assignment]]:
    """Assignments by the standing positions that cover by them on the date."""
    roles = {role.slug for role in content.covering}
    found: dict[str, list[Assignment]] = defaultdict(list)
    for a in org.tables["assignment"].values():
        if a.role in roles and a.kind != BACKUP and a.active(org.on):
            position = org.positions.get(a.position)
            if position is not None and org.holder(position) is not None:
                found[a.position].append(a)
    return found


def _ending(before: Org, after: Org, covering: Mapping[str, object]) -> Iterator[str]:
    yield from (key for key in before.positions if key not in after.positions)
    for key in covering:
        position = after.positions.get(key)
        same = position is not None and position.holder in ("", before.positions[key].holder)
        if position is not None and same and after.holder(position) is None:
            yield key
