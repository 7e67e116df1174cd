"""A role in an organisation: who holds it, on which products, and which positions are open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planning.core.coverage.coverage import STATES
from planning.core.hiring import holder_or_starter
from planning.core.records import OWNER, Assignment, Position, Product
from planning.findings.presentation import product_name
from planning.organisation.snapshot import Snapshot


class CoveredProduct(NamedTuple):
    """A product that a position is assigned to. `note` says where it is not simply the owner in the page's role."""

    product: Product
    name: str
    note: str


class RolePosition(NamedTuple):
    """A position in the role, who sits there or is to ('' while nobody is) and what it is assigned to."""

    position: Position
    holder: str
    products: list[CoveredProduct]


class Here(NamedTuple):
    """`states` counts the products by how they stand with the role; empty for a role that covers none. `findings`
    is the number of those that rest on what the guide says of the role."""

    held: list[RolePosition]
    open: list[RolePosition]
    states: list[tuple[str, int]]
    findings: int


def in_organisation(snapshot: Snapshot, role: str) -> Here:
    """On the day and in the plan that are looked at."""
    shown = [_shown(snapshot, role, position) for position in _by_role(snapshot).get(role, ())]
    held = sorted((one for one in shown if one.holder), key=lambda one: (one.holder.casefold(), one.position.key))
    vacant = sorted((one for one in shown if not one.holder), key=lambda one: _due(one.position))
    return Here(held, vacant, _states(snapshot, role), _findings(snapshot, role))


def _by_role(snapshot: Snapshot) -> Mapping[str, list[Position]]:
    return snapshot.remember("positions by role", lambda: _grouped(snapshot))


def _grouped(snapshot: Snapshot) -> Mapping[str, list[Position]]:
    found: dict[str, list[Position]] = defaultdict(list)
    for position in snapshot.org.positions.values():
        if position.role:
            found[position.role].append(position)
    return dict(found)


def _shown(snapshot: Snapshot, role: str, position: Position) -> RolePosition:
    products = [_product(snapshot, role, duty) for duty in snapshot.duties_now.get(position.key, ())]
    return RolePosition(position, holder_or_starter(snapshot.org, position), products)


def _product(snapshot: Snapshot, role: str, duty: Assignment) -> CoveredProduct:
    product, other = snapshot.org.products[duty.product], snapshot.content.roles.get(duty.role)
    kind = "" if duty.kind == OWNER else duty.kind
    note = " as ".join(filter(None, (kind, (other.code or other.name) if other and duty.role != role else "")))
    return CoveredProduct(product, product_name(product), note)


def _due(position: Position) -> tuple[date, str]:
    """Positions with the earliest date first, those without any last."""
    return position.target_start or date.max, position.key


def _states(snapshot: Snapshot, role: str) -> list[tuple[str, int]]:
    counts = Counter(cell.state for cell in snapshot.coverage if cell.role == role)
    return [(state, counts[state]) for state in STATES if counts[state]]


def _findings(snapshot: Snapshot, role: str) -> int:
    return sum(any(id.partition("/")[0] == role for id in finding.because) for finding in snapshot.findings)
