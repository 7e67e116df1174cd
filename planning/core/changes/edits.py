"""What people do to an organisation, as lists of changes: move, end, open, fill, assign.

Each takes the organisation on the date of the change (`org.on`) and returns changes dated that day; an empty
list where nothing would differ. Keys of new records are given by the caller.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from planning.core.changes.change import Change, add, edit, remove
from planning.core.records import Assignment, Link, Org, Ownership, Position
from planning.core.tree import line_up


def revise(org: Org, kind: str, key: str, **after: Any) -> list[Change]:
    """New values for fields of one record."""
    record = org.get(kind, key)
    change = edit(org.on, record, **after) if record is not None else None
    return [change] if change else []


def move(org: Org, keys: Sequence[str], manager: str, *, with_reports: bool = True) -> list[Change]:
    """Positions come to report to `manager` ('' for nobody). With their reports, what hangs under another of them
    moves along with it; without, the reports stay and go up to the nearest manager that does not move."""
    if with_reports:
        return [c for key in heads(org, keys) for c in revise(org, "position", key, manager=manager)]
    stay = [r for key in keys for r in org.reports(key) if r.key not in keys]
    changes = [c for key in keys for c in revise(org, "position", key, manager=manager)]
    return changes + [c for r in stay for c in revise(org, "position", r.key, manager=above(org, r.key, keys))]


def heads(org: Org, keys: Collection[str]) -> list[str]:
    """Those of the positions that hang under none of the others; all of them where they form a ring."""
    chosen = set(keys)
    return [key for key in keys if not any(p.key in chosen for p in line_up(org.positions, key))] or list(keys)


def above(org: Org, key: str, leaving: Collection[str]) -> str:
    """The nearest manager over a position that is not `leaving`; '' where there is none."""
    return next((p.key for p in line_up(org.positions, key) if p.key not in leaving), "")


def reorder(org: Org, key: str, before: str) -> list[Change]:
    """Put a position before its sibling `before` ('' puts it last)."""
    siblings = [p.key for p in org.children.get(org.positions[key].manager, ()) if p.key != key]
    place = siblings.index(before) if before in siblings else len(siblings)
    siblings.insert(place, key)
    return [c for rank, sibling in enumerate(siblings, 1) for c in revise(org, "position", sibling, rank=rank)]


def open_position(org: Org, position: Position) -> list[Change]:
    """A new vacant position."""
    return [add(org.on, position)]


def duplicate(org: Org, key: str, new_key: str, *, pay: bool = True) -> list[Change]:
    """A vacant position like this one beside it; without `pay` not with its pay."""
    twin = org.positions[key]._replace(key=new_key, holder="", sharers=(), starts=None, ends=None)
    twin = twin._replace(stage="draft", target_start=None)
    return [add(org.on, twin if pay else twin._replace(pay=None, currency="", loaded=False))]


def vacate(org: Org, keys: Iterable[str], stage: str = "draft") -> list[Change]:
    """The holders go; the positions stay and wait to be filled."""
    return [c for key in keys for c in revise(org, "position", key, holder="", sharers=(), stage=stage)]


def leave(org: Org, person: str, position: str) -> list[Change]:
    """One of those who sit in a position goes: whoever shares it stays; else it becomes vacant."""
    record = org.positions[position]
    stay = [key for key in (record.holder, *record.sharers) if key != person]
    if not stay:
        return vacate(org, [position])
    return revise(org, "position", position, holder=stay[0], sharers=tuple(stay[1:]))


def share(org: Org, person: str, position: str) -> list[Change]:
    """A person comes to share a position with who sits there."""
    record = org.positions[position]
    if person in (record.holder, *record.sharers):
        return []
    return revise(org, "position", position, sharers=(*record.sharers, person))


def fill(org: Org, person: str, position: str, *, leaving: str = "") -> list[Change]:
    """A person takes a position and leaves the one named `leaving`, where there is one."""
    changes = revise(org, "position", position, holder=person, stage="", target_start=None)
    return changes + (leave(org, person, leaving) if leaving and leaving != position else [])


def end(org: Org, keys: Sequence[str], last_day: date, reports_to: str | None = None) -> list[Change]:
    """Positions end with `last_day`. Their reports come to report to `reports_to` on the day after; None leaves
    them as they are, to be flagged."""
    changes = [c for key in keys for c in revise(org, "position", key, ends=last_day)]
    if reports_to is None:
        return changes
    after = org.at(last_day + timedelta(days=1))
    return changes + [c for r in _orphans(after, keys) for c in revise(after, "position", r.key, manager=reports_to)]


def end_upwards(org: Org, keys: Sequence[str], last_day: date) -> list[Change]:
    """Positions end with `last_day`. Each of their reports goes up to the nearest manager that stays."""
    after = org.at(last_day + timedelta(days=1))
    up = ((r.key, above(after, r.key, keys)) for r in _orphans(after, keys))
    return end(org, keys, last_day) + [c for key, to in up for c in revise(after, "position", key, manager=to)]


def _orphans(org: Org, keys: Sequence[str]) -> list[Position]:
    return [report for key in keys for report in org.reports(key) if report.key not in keys]


def assign(org: Org, assignment: Assignment) -> list[Change]:
    """A position comes to cover a product, or one that does does it otherwise."""
    known = org.get("assignment", assignment.key)
    if known is None:
        return [add(org.on, assignment)]
    return revise(org, "assignment", known.key, **assignment._asdict())


def unassign(org: Org, key: str) -> list[Change]:
    """An assignment goes away."""
    known = org.get("assignment", key)
    return [remove(org.on, known)] if known else []


def pair(org: Org, link: Link) -> list[Change]:
    """Two positions become working counterparts on a product."""
    same = {link.one, link.other}
    if any({known.one, known.other} == same for known in org.links.get(link.product, ())):
        return []
    return [add(org.on, link)]


def account(org: Org, ownership: Ownership) -> list[Change]:
    """A position becomes accountable for a responsibility on a product, in place of any other; '' clears it."""
    held = [o for o in org.ownerships.get(ownership.product, ()) if o.responsibility == ownership.responsibility]
    if not ownership.position:
        return [remove(org.on, o) for o in held]
    if held:
        return revise(org, "ownership", held[0].key, position=ownership.position)
    return [add(org.on, ownership)]
