"""Which subjects a list of changes can touch. None stands for any of them.

Looking again at these alone must find what a whole run finds; a test holds that for every rule.
"""

from __future__ import annotations

from collections.abc import Collection

from planning.core.changes.change import Change
from planning.core.records import RECORDS, Org
from planning.core.rules.base import POSITION, PRODUCT, Sides


def products(sides: Sides, changes: Collection[Change]) -> set[str] | None:
    """The products changed, those whose duties, owners or links changed, and those of positions changed."""
    if any(change.kind == "team" for change in changes):
        return None
    moved = positions_of(sides, changes)
    found: set[str] = set()
    for side in sides:
        for change in changes:
            found |= _products_of(side.org, change)
        found |= _products_with(side.org, moved)
    return found


def positions_of(sides: Sides, changes: Collection[Change]) -> set[str]:
    """The positions changed, and those held by the people changed."""
    people = {change.key for change in changes if change.kind == "person"}
    found = {change.key for change in changes if change.kind == POSITION}
    for side in sides if people else ():
        found |= {p.key for person in people for p in side.org.held.get(person, ())}
    return found


def _products_of(org: Org, change: Change) -> set[str]:
    if change.kind == PRODUCT:
        return {change.key}
    record = org.get(change.kind, change.key)
    return {record.product} if change.kind in ("assignment", "ownership", "link") and record else set()


def _products_with(org: Org, positions: set[str]) -> set[str]:
    """Products that positions work on, by duty, ownership, link or team."""
    if not positions:
        return set()
    found = {duty.product for key in positions for duty in org.duties.get(key, ())}
    found |= {ownership.product for key in positions for ownership in org.owned.get(key, ())}
    found |= {link.product for key in positions for link in org.linked.get(key, ())}
    teams = {org.tables[POSITION][key].team for key in positions if key in org.tables[POSITION]} - {""}
    return found | {product.key for team in teams for product in org.team_products.get(team, ())}


def assigned(sides: Sides, changes: Collection[Change]) -> set[str] | None:
    """Positions changed, and those with a duty on a product that is touched."""
    touched = products(sides, changes)
    if touched is None:
        return None
    found = positions_of(sides, changes)
    for side in sides:
        found |= {duty.position for key in touched for duty in side.org.assignments.get(key, ())}
    return found


def managers(sides: Sides, changes: Collection[Change]) -> set[str]:
    """Positions changed, whoever they report to, and the managers of those with a dotted line to them."""
    moved = positions_of(sides, changes)
    found = set(moved)
    for side in sides if moved else ():
        org = side.org
        found |= {position.manager for key in moved if (position := org.positions.get(key))}
        found |= {position.manager for key in moved for position in org.dotted_to.get(key, ())}
    return found - {""}


def leading(sides: Sides, changes: Collection[Change]) -> set[str]:
    """As `managers`, with those whom changed positions have a dotted line to, and all positions of the same people."""
    found = managers(sides, changes)
    moved = positions_of(sides, changes)
    for side in sides if moved else ():
        org = side.org
        found |= {key for p in moved if (position := org.positions.get(p)) for key in position.dotted}
    for side in sides:
        held = [p for key in found if (p := side.org.positions.get(key))]
        found = found | {
            other.key for p in held for who in (p.holder, *p.sharers) for other in side.org.held.get(who, ())
        }
    return found


def selves(_: Sides, changes: Collection[Change]) -> set[str]:
    """Positions changed, alone."""
    return {change.key for change in changes if change.kind == POSITION}


# What a rule can rest on in a position beside its lines; and what the lines of the organisation rest on.
LINES = {"manager", "dotted", "rank", "target_start", "stage", "fte", "pay", "currency", "loaded", "location"}
TREES = {"manager", "starts", "ends", "title", "holder", "sharers"}


def _fields(changes: Collection[Change], kind: str) -> set[str]:
    """Which fields change of records of a kind; all of one that is new or goes away."""
    found: set[str] = set()
    for change in changes:
        if change.kind == kind:
            edited = change.before is not None and change.after is not None
            found.update((change.after if edited else None) or RECORDS[kind]._fields)
    return found


def anywhere(_: Sides, changes: Collection[Change]) -> set[str] | None:
    """All, once the lines of the organisation changed, or what they are told by."""
    return None if _fields(changes, "person") or _fields(changes, POSITION) & TREES else set()


def tree(_: Sides, changes: Collection[Change]) -> set[str] | None:
    """All, once a line changed, or what says where it should lead: who is told by a leader is told with the others."""
    moved = _fields(changes, POSITION) & (TREES | {"dotted", "role", "level", "function", "team"})
    return None if moved or any(change.kind in ("person", "team") for change in changes) else set()


def trees(sides: Sides, changes: Collection[Change]) -> set[str]:
    """The organisation itself, once its lines changed, or what they are told by."""
    return {""} if anywhere(sides, changes) is None else set()


def staff(_: Sides, changes: Collection[Change]) -> set[str]:
    """The organisation itself, once its people or what they are did."""
    others = any(change.kind in ("person", "team") for change in changes)
    return {""} if others or _fields(changes, POSITION) - LINES else set()


def staff_and_cover(sides: Sides, changes: Collection[Change]) -> set[str]:
    """The organisation itself, once its people did, or the products that they cover."""
    return {""} if any(change.kind in (PRODUCT, "assignment") for change in changes) else staff(sides, changes)


def whole(_: Sides, changes: Collection[Change]) -> set[str]:
    """The organisation itself, whatever changed."""
    return {""} if changes else set()


def products_and_cover(_: Sides, changes: Collection[Change]) -> set[str]:
    """The organisation itself, once products did, or who may cover them."""
    return {""} if any(change.kind in (PRODUCT, "assignment", POSITION, "person") for change in changes) else set()
