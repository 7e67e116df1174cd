"""The census after some changes: that before, without whom these touch as they were, and with them as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TypeVar

from planning.core.changes.change import Change
from planning.core.records import Org, Position
from planning.core.rules.census import Census, census

T = TypeVar("T")


def census_after(known: Census, before: Org, after: Org, changes: Collection[Change]) -> Census:
    """As `census(after)`, but for the order of its lists."""
    keys, people = _together((before, after), changes)
    old, new = (census(org, _in_order(org, keys)) for org in (before, after))
    return Census(
        filled=_count(known.filled, old.filled, new.filled),
        vacant=_count(known.vacant, old.vacant, new.vacant),
        open=_listed(known.open, old.open, new.open),
        ending=_listed(known.ending, old.ending, new.ending),
        heads=_count(known.heads, old.heads, new.heads),
        untold=_without(known.untold, old.untold) + new.untold,
        several=known.several | people,
    )


def _in_order(org: Org, keys: Iterable[str]) -> list[Position]:
    """As a whole census meets them: of what somebody has, the first stands for them."""
    there = [key for key in keys if key in org.positions]
    return [org.positions[key] for key in sorted(there, key=org.places["position"].__getitem__)] if there else []


def _together(orgs: Iterable[Org], changes: Collection[Change]) -> tuple[list[str], set[str]]:
    """The positions that changes touch, with all that the people in them hold, and these people with those whom they
    share a position with."""
    found = {change.key for change in changes if change.kind == "position"}
    people = {change.key for change in changes if change.kind == "person"}
    for org in orgs:
        found, people = _closed(org, found, people)
    return list(found), people


def _closed(org: Org, found: set[str], people: set[str]) -> tuple[set[str], set[str]]:
    more = found | {p.key for person in people for p in org.held.get(person, ())}
    positions = (org.positions[key] for key in more if key in org.positions)
    sitting = people | {person for p in positions for person in (p.holder, *p.sharers) if person}
    return (more, sitting) if (more, sitting) == (found, people) else _closed(org, more, sitting)


def _count(known: Counter[T], old: Counter[T], new: Counter[T]) -> Counter[T]:
    found = known.copy()
    found.update(new)
    found.subtract(old)
    for key in old:
        if not found[key]:
            del found[key]
    return found


def _listed(known: list[str], old: list[str], new: list[str]) -> list[str]:
    gone = set(old)
    return [*(key for key in known if key not in gone), *new] if gone else [*known, *new]


def _without(known: list[Position], old: list[Position]) -> list[Position]:
    gone = {position.key for position in old}
    return [position for position in known if position.key not in gone] if gone else list(known)
