"""A dated change, and what can be done with lists of them: apply, invert, compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from .state import KINDS, RECORDS, REFERENCES, Org
from .tree import closing_ring

Values = Mapping[str, Any]


class Change(NamedTuple):
    """On a date, fields of one record go from these values to those values.

    `before` None: the record is new, `after` holds what is not the default. `after` None: it goes away.
    """

    on: date
    kind: str
    key: str
    before: Values | None
    after: Values | None


class Conflict(NamedTuple):
    """Both sides moved: `base` is what the change was made on, `current` what is there now."""

    change: Change
    field: str
    base: Any
    current: Any
    planned: Any


class Problem(NamedTuple):
    """Why a change cannot be: the field it is about ('' for the whole), and what to do."""

    change: Change
    field: str
    message: str


def add(on: date, record: Any) -> Change:
    """The change that brings `record` into being."""
    return Change(on, kind_of(record), record.key, None, values(record))


def remove(on: date, record: Any) -> Change:
    return Change(on, kind_of(record), record.key, values(record), None)


def edit(on: date, record: Any, **after: Any) -> Change | None:
    """The change of `record` to the values in `after`; None where nothing would differ."""
    moved = {name: value for name, value in after.items() if getattr(record, name) != value}
    if not moved:
        return None
    return Change(on, kind_of(record), record.key, {name: getattr(record, name) for name in moved}, moved)


def kind_of(record: Any) -> str:
    return next(kind for kind, cls in RECORDS.items() if isinstance(record, cls))


def values(record: Any) -> dict[str, Any]:
    """The fields that are not at their default, the key left out."""
    defaults = record._field_defaults
    pairs = zip(record._fields[1:], record[1:], strict=True)
    return {name: value for name, value in pairs if value != defaults[name]}


def apply(org: Org, changes: Iterable[Change]) -> Org:
    """The organisation after `changes`, whatever their dates. Copies only the tables that are touched.

    Editing a record that is not there does nothing: the change that took it away came first.
    """
    changes = list(changes)
    draft = _draft(org, changes)
    for change in changes:
        _apply_one(draft, change)
    return Org(org.on, draft)


def _draft(org: Org, changes: Iterable[Change]) -> dict[str, Any]:
    """The tables of `org`, those that the changes touch as copies of their own."""
    touched = {change.kind for change in changes}
    return {kind: dict(table) if kind in touched else table for kind, table in org.tables.items()}


def _apply_one(tables: dict[str, Any], change: Change) -> None:
    table = tables[change.kind]
    if change.after is None:
        table.pop(change.key, None)
    elif change.before is None:
        table[change.key] = RECORDS[change.kind](change.key, **change.after)
    elif change.key in table:
        table[change.key] = table[change.key]._replace(**change.after)


def invert(changes: Iterable[Change]) -> list[Change]:
    """What takes `changes` back: last first, each with its sides exchanged."""
    return [c._replace(before=c.after, after=c.before) for c in reversed(list(changes))]


def diff(one: Org, other: Org, on: date) -> list[Change]:
    """The changes, dated `on`, that turn `one` into `other`. Added records come before what may refer to
    them, and records that go away come last."""
    added, moved, gone = [], [], []
    for kind in KINDS:
        left, right = one.tables[kind], other.tables[kind]
        if left is right:
            continue
        added += [add(on, record) for key, record in right.items() if key not in left]
        gone += [remove(on, record) for key, record in left.items() if key not in right]
        moved += [_between(on, left[key], record) for key, record in right.items() if left.get(key, record) != record]
    return added + moved + gone


def _between(on: date, left: Any, right: Any) -> Change:
    names = [n for n, a, b in zip(left._fields, left, right, strict=True) if a != b]
    before, after = ({n: getattr(side, n) for n in names} for side in (left, right))
    return Change(on, kind_of(left), left.key, before, after)


def squash(changes: Iterable[Change]) -> list[Change]:
    """The same effect with one change a record and date, in first-touched order."""
    merged: dict[tuple[date, str, str], Change] = {}
    for change in changes:
        place = (change.on, change.kind, change.key)
        merged[place] = _join(merged[place], change) if place in merged else change
    return [c for c in merged.values() if c.before != c.after]


def _join(first: Change, then: Change) -> Change:
    if first.after is None or then.after is None or then.before is None:
        return first._replace(after=then.after)
    if first.before is None:
        return first._replace(after={**first.after, **then.after})
    return first._replace(before={**then.before, **first.before}, after={**first.after, **then.after})


def conflicts(org: Org, changes: Iterable[Change]) -> list[Conflict]:
    """Three-way compare: where the organisation has moved away from what a change was made on, to a value
    that is not the planned one either. Earlier changes of the list count as done."""
    changes = list(changes)
    draft = _draft(org, changes)
    found: list[Conflict] = []
    for change in changes:
        found += _conflicts_of(draft[change.kind].get(change.key), change)
        _apply_one(draft, change)
    return found


def _conflicts_of(record: Any, change: Change) -> list[Conflict]:
    if change.before is None:
        if record is None or change.after is None or values(record) == dict(change.after):
            return []
        return [Conflict(change, "", None, values(record), change.after)]
    if record is None:
        return [] if change.after is None else [Conflict(change, "", change.before, None, change.after)]
    found = []
    for name, base in change.before.items():
        current = getattr(record, name)
        planned = change.after.get(name, base) if change.after is not None else None
        if current not in (base, planned):
            found.append(Conflict(change, name, base, current, planned))
    return found


def problems(org: Org, changes: Iterable[Change]) -> list[Problem]:
    """What forbids the changes, each looked at after those before it: a key that leads nowhere, a key
    taken twice, a date upside down, a reporting line that would close a ring."""
    changes = list(changes)
    draft = _draft(org, changes)
    found: list[Problem] = []
    for change in changes:
        if change.after is not None:
            found += _problems_of(draft, change)
        _apply_one(draft, change)
    return found


Tables = Mapping[str, Mapping[str, Any]]


def _problems_of(tables: Tables, change: Change) -> list[Problem]:
    record = tables[change.kind].get(change.key)
    if change.before is None and record is not None:
        return [Problem(change, "key", f"There is already a {change.kind} with the key {change.key}. Choose another.")]
    if change.before is not None and record is None:
        return [Problem(change, "", f"The {change.kind} {change.key} is no longer there.")]
    return _missing_keys(tables, change) + _upside_down(record, change) + _ring(tables, change)


def _missing_keys(tables: Tables, change: Change) -> list[Problem]:
    found = []
    for name, kind in REFERENCES[change.kind].items():
        value = (change.after or {}).get(name, "")
        for key in (value,) if isinstance(value, str) else value:
            if key and key != change.key and key not in tables[kind]:
                found.append(Problem(change, name, f"There is no {kind} with the key {key}. Choose one from the list."))
    return found


def _upside_down(record: Any, change: Change) -> list[Problem]:
    after = change.after or {}
    starts = after.get("starts", getattr(record, "starts", None))
    for name in ("ends", "leaves"):
        last = after.get(name, getattr(record, name, None))
        if starts and last and last < starts and (name in after or "starts" in after):
            return [Problem(change, name, f"The last day ({last}) is before the first ({starts}). Choose a later one.")]
    return []


def _ring(tables: Tables, change: Change) -> list[Problem]:
    manager = (change.after or {}).get("manager", "")
    if change.kind == "team":
        return _team_ring(tables, change)
    if change.kind != "position" or not manager:
        return []
    positions = tables["position"]
    ring = closing_ring(positions, change.key, manager)
    if not ring:
        return []
    names = " → ".join(positions[key].title or key for key in ring if key in positions)
    return [
        Problem(change, "manager", f"That would close a ring: {names} → back to the first. Choose another manager.")
    ]


def _team_ring(tables: Tables, change: Change) -> list[Problem]:
    seen, key = {change.key}, (change.after or {}).get("parent", "")
    while key:
        if key in seen:
            return [Problem(change, "parent", "A team cannot sit inside itself. Choose another parent team.")]
        seen.add(key)
        key = getattr(tables["team"].get(key), "parent", "")
    return []
