"""A dated change, and what can be done with lists of them: apply, invert, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from planning.core.changes.following import take_over
from planning.core.changes.validation import faults, still_named
from planning.core.records import KINDS, RECORDS, Org

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


_DEFAULTS = {cls: tuple(cls._field_defaults.items()) for cls in RECORDS.values()}


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
    pairs = zip(_DEFAULTS[type(record)], record[1:], strict=True)
    return {name: value for (name, default), value in pairs if value != default}


def apply(org: Org, changes: Iterable[Change]) -> Org:
    """The organisation after `changes`, whatever their dates. Copies only the tables that are touched, and takes over
    the indices that are worked out already.

    Editing a record that is not there does nothing: the change that took it away came first.
    """
    changes = list(changes)
    draft = drafted(org, changes)
    for change in changes:
        apply_to(draft, change)
    after = Org(org.on, draft, vacant_since(org.since, changes))
    take_over(org, after, changes)
    return after


def vacant_since(known: Mapping[str, date], changes: Iterable[Change]) -> Mapping[str, date]:
    """Since when positions have been vacant, after changes in the order of their days: `Org.since`."""
    found = dict(known)
    for change in changes:
        if change.kind != "position":
            continue
        if change.after is None or change.after.get("holder"):
            found.pop(change.key, None)
        elif change.before is None or "holder" in change.after:
            found[change.key] = change.on
    return found


def drafted(org: Org, changes: Iterable[Change]) -> dict[str, Any]:
    """The tables of `org`, those that the changes touch as copies of their own."""
    touched = {change.kind for change in changes}
    return {kind: dict(table) if kind in touched else table for kind, table in org.tables.items()}


def apply_to(tables: dict[str, Any], change: Change) -> None:
    """Bring `drafted` tables to the state after a change."""
    table = tables[change.kind]
    record = changed(table.get(change.key), change)
    if record is None:
        table.pop(change.key, None)
    else:
        table[change.key] = record


def changed(record: Any, change: Change) -> Any:
    """One record after a change to it; None where there is none then."""
    if change.after is None:
        return None
    if change.before is None:
        return RECORDS[change.kind](change.key, **change.after)
    return None if record is None else record._replace(**change.after)


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
        added += [Change(on, kind, key, None, values(record)) for key, record in right.items() if key not in left]
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
    if first.after is None:
        return first if then.before is not None else _revived(first, then)
    if then.after is None:
        before = None if first.before is None else {**(then.before or {}), **first.before}
        return first._replace(before=before, after=None)
    if first.before is None:
        return first._replace(after={**first.after, **then.after})
    return first._replace(before={**(then.before or {}), **first.before}, after={**first.after, **then.after})


def _revived(first: Change, then: Change) -> Change:
    """Gone and back: an edit that also says which fields fell back to their defaults."""
    if first.before is None:
        return first._replace(after=then.after)
    defaults = RECORDS[first.kind]._field_defaults
    names = {**first.before, **(then.after or {})}
    before = {name: first.before.get(name, defaults[name]) for name in names}
    after = {name: (then.after or {}).get(name, defaults[name]) for name in names}
    return first._replace(before=before, after=after)


def conflicts(org: Org, changes: Iterable[Change]) -> list[Conflict]:
    """Three-way compare: where the organisation has moved away from what a change was made on, to a value
    that is not the planned one either. Earlier changes of the list count as done."""
    return [conflict for record, change in _met(org, list(changes)) for conflict in _conflicts_of(record, change)]


def _as_it_is(record: Any, change: Change) -> Change | None:
    return change


def _met(
    org: Org, changes: Sequence[Change], done: Callable[[Any, Change], Change | None] = _as_it_is
) -> Iterator[tuple[Any, Change]]:
    """Each change with the record that it meets (None where there is none), what is `done` of the earlier ones having
    happened. Nothing needs to happen where no two are about one record, as in most lists and all long ones."""
    if len({(change.kind, change.key) for change in changes}) == len(changes):
        yield from ((org.tables[change.kind].get(change.key), change) for change in changes)
        return
    draft = drafted(org, changes)
    for change in changes:
        record = draft[change.kind].get(change.key)
        yield record, change
        if (actual := done(record, change)) is not None:
            apply_to(draft, actual)


def _conflicts_of(record: Any, change: Change) -> list[Conflict]:
    if change.before is None:
        if record is None or change.after is None or RECORDS[change.kind](change.key, **change.after) == record:
            return []
        return [Conflict(change, "", None, values(record), change.after)]
    if record is None:
        return [] if change.after is None else [Conflict(change, "", change.before, None, change.after)]
    if change.after is None:
        return _moved_since(record, change)
    found = []
    for name, base in change.before.items():
        current, planned = getattr(record, name), change.after.get(name, base)
        if current not in (base, planned):
            found.append(Conflict(change, name, base, current, planned))
    return found


def _moved_since(record: Any, change: Change) -> list[Conflict]:
    """Where a record that is to go away is not what it was, defaults included."""
    base = {**record._field_defaults, **(change.before or {})}
    return [
        Conflict(change, name, base[name], current, None)
        for name, current in zip(record._fields[1:], record[1:], strict=True)
        if current != base[name]
    ]


def rebased(org: Org, changes: Iterable[Change]) -> list[Change]:
    """The same effect with the values that are really there as `before`, and without what moves nothing.
    Only for changes without conflicts."""
    met = _met(org, list(changes), _rebase)
    return [actual for record, change in met if (actual := _rebase(record, change)) is not None]


def restated(org: Org, changes: Iterable[Change]) -> list[Change]:
    """The same changes, one for one, with the values that are really there as `before`."""
    return [_restate(record, change) for record, change in _met(org, list(changes))]


def _restate(record: Any, change: Change) -> Change:
    if record is None or change.before is None:
        return change
    if change.after is None:
        return change._replace(before=values(record))
    return change._replace(before={name: getattr(record, name) for name in change.before})


def _rebase(record: Any, change: Change) -> Change | None:
    if change.after is None:
        return None if record is None else change._replace(before=values(record))
    if change.before is None:
        return change if record is None else edit(change.on, record, **change.after)
    return None if record is None else edit(change.on, record, **change.after)


def problems(org: Org, changes: Iterable[Change]) -> list[Problem]:
    """What forbids the changes, each looked at after those before it; at the end, what went away must be
    named by nothing that stays."""
    changes = list(changes)
    draft = drafted(org, changes)
    found: list[Problem] = []
    for change in changes:
        found += [Problem(change, field, message) for field, message in faults(draft, change)]
        apply_to(draft, change)
    return found + _hanging(draft, changes)


def hanging(org: Org, changes: Iterable[Change]) -> list[Problem]:
    """Only the last of `problems`: records that the changes take away although something names them."""
    changes = list(changes)
    return _hanging(apply(org, changes).tables, changes)


def _hanging(tables: Mapping[str, Any], changes: Iterable[Change]) -> list[Problem]:
    gone = {(c.kind, c.key): c for c in changes if c.after is None and c.key not in tables[c.kind]}
    keys: dict[str, set[str]] = {}
    for kind, key in gone:
        keys.setdefault(kind, set()).add(key)
    return [
        Problem(gone[kind, key], "", f"The {kind} {key} is still named by the {who}. Change that first.")
        for kind, key, who in still_named(tables, keys)
    ]
