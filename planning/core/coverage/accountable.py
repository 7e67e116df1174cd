"""Who is accountable for a responsibility on a product: one home for the grid on the page and the rules.

By default it is whoever covers the product in the responsibility's role. Where either of several roles
may have it, the one that covers alone has it; where several cover, somebody must be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from planning.core.content import Responsibility
from planning.core.coverage.coverage import Cell
from planning.core.records import Org, Ownership

DEFAULT, NAMED = "default", "named"
NOBODY, NOT_FILLED, UNDECIDED, UNCOVERED = "nobody", "not-filled", "undecided", "uncovered"


class Accountable(NamedTuple):
    """`positions` are accountable; `reason` says how it came to be, or why there are none."""

    positions: tuple[str, ...]
    reason: str


def named_owners(org: Org, product: str) -> Mapping[str, Ownership]:
    """What was decided otherwise for a product, by responsibility: somebody rather than that nobody is to be, and the
    same of several in whatever order their rows stand."""
    every = sorted(org.ownerships.get(product, ()), key=lambda ownership: ownership.position)
    return {ownership.responsibility: ownership for ownership in every}


def accountable(
    org: Org, responsibility: Responsibility, named: Mapping[str, Ownership], cell_of: Callable[[str], Cell | None]
) -> Accountable:
    """Who answers for a responsibility, given the coverage by role of the product it is asked about."""
    ownership = named.get(responsibility.id)
    if ownership:
        return _as_named(org, ownership.position)
    cells = [cell for role in responsibility.roles if (cell := cell_of(role)) and cell.is_covered]
    if not cells:
        return Accountable((), UNCOVERED)
    if len(cells) == 1 or len(_people(org, cells)) == 1:
        return Accountable(cells[0].by, DEFAULT)
    return Accountable((), UNDECIDED)


def _as_named(org: Org, key: str) -> Accountable:
    position = org.positions.get(key)
    if not key:
        return Accountable((), NOBODY)
    return Accountable((key,), NAMED) if position and org.filled(position) else Accountable((), NOT_FILLED)


def _people(org: Org, cells: Iterable[Cell]) -> set[str]:
    return {org.positions[key].holder for cell in cells for key in cell.by}
