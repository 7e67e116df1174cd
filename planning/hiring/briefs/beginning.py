"""The day a brief is written for, and the organisation as it will stand then."""

from __future__ import annotations

from typing import NamedTuple

from planning.core import hiring
from planning.core.coverage.coverage import is_rightful
from planning.core.dates import day
from planning.core.records import OWNER, Assignment, Org, Position, Product
from planning.organisation.snapshot import Snapshot


class Beginning(NamedTuple):
    """A position on the day its next holder starts. `is_filled`: someone sits there already, so it is today."""

    snapshot: Snapshot
    position: Position
    is_filled: bool
    is_ahead: bool

    @property
    def org(self) -> Org:
        return self.snapshot.org

    @property
    def key(self) -> str:
        return self.position.key

    @property
    def duties(self) -> list[Assignment]:
        """What the position is assigned to and what has not ended by then."""
        org = self.org
        duties = org.duties.get(self.key, ())
        return [one for one in duties if one.product in org.products and (one.ends is None or one.ends >= org.on)]

    @property
    def products(self) -> list[Product]:
        """Each product once."""
        return [self.org.products[key] for key in dict.fromkeys(duty.product for duty in self.duties)]

    @property
    def own_products(self) -> list[Product]:
        """Those that the position covers in its own role, neither as backup nor standing in."""
        own = {one.product for one in self.duties if one.role == self.position.role and one.kind == OWNER}
        return [product for product in self.products if product.key in own]

    def covers_beside(self, product: str, role: str) -> tuple[str, ...]:
        """The positions that cover a product in a role on the day, this one left out."""
        if role not in self.snapshot.content.roles:
            return ()
        cell = self.snapshot.context.cell(product, role)
        return tuple(key for key in cell.by if key != self.key) if cell.is_covered else ()

    def stands_in(self, duty: Assignment) -> bool:
        """Whether an assignment in a covering role is filled by someone of another role."""
        role = self.snapshot.content.roles.get(duty.role)
        return bool(role and role.covers) and not is_rightful(self.org, duty)


def beginning(snapshot: Snapshot, key: str) -> Beginning:
    """As of the first day or the target start of a position that is not filled, where that is still to come and the
    position still stands then; else as of the snapshot's own day. No query beyond those of a snapshot."""
    position, org = snapshot.org.positions[key], snapshot.org
    filled, start = org.filled(position), hiring.expected_on(org, position)
    if filled or start is None or start <= org.on:
        return Beginning(snapshot, position, filled, False)
    then = Snapshot(snapshot.organisation, start, snapshot.plan)
    if key not in then.org.positions:
        return Beginning(snapshot, position, filled, False)
    return Beginning(then, then.org.positions[key], False, True)


def when(at: Beginning) -> str:
    """“today”, or “as of 1 Jan 2027”."""
    return f"as of {day(at.org.on)}" if at.is_ahead else "today"
