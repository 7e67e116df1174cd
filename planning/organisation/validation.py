"""What a write to an organisation must pass: against what is stored for its day and later, and for the columns
that it goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import isfinite
from typing import Any

from django.db.models import Q

from planning.core.changes.change import (
    Change,
    Conflict,
    Problem,
    apply,
    conflicts,
    hanging,
    problems,
    rebased,
    restated,
)
from planning.core.dates import day
from planning.core.money import amount_fault
from planning.core.records import Org
from planning.organisation import store
from planning.organisation.codec import decode, encode
from planning.organisation.models import TABLES, Batch, StoredChange
from portal.models import Organisation

LARGEST = 32_000


class Refused(Exception):
    """The changes cannot be made. `problems` says which field and what to do."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in found))
        self.problems = tuple(found)


class Stale(Exception):
    """Somebody else changed the same field meanwhile. `conflicts` shows base, current and planned."""

    def __init__(self, found: Sequence[Conflict]) -> None:
        super().__init__("The organisation has changed since you opened this page.")
        self.conflicts = tuple(found)


def validated(organisation: Organisation, changes: Sequence[Change], today: date, *, lenient: bool) -> list[Change]:
    """The changes in the order of their days, as they move what is really there. Raises `Refused` or `Stale`."""
    changes = sorted(changes, key=lambda change: change.on)
    _refuse(unfit(changes))
    days = list(by_day(organisation, changes))
    if stale := [conflict for org, day in days for conflict in conflicts(org, day)]:
        raise Stale(stale)
    wrong = _backdated(organisation, changes, today)
    if not lenient:
        wrong += [problem for org, day in days for problem in problems(org, day)]
    _refuse(wrong or (_foiled(organisation, days[0][0], changes, _sorted) if days else ()))
    return [change for org, day in days for change in rebased(org, day)]


def validate_undo(
    organisation: Organisation, batch: Batch, changes: Sequence[Change], again: Sequence[Change], today: date
) -> None:
    """Whether a batch can be taken back, or brought again, by `changes` to what is in force today; `again` are
    those that come to wait for their day again."""
    org = store.org_at(organisation, today)
    stale = conflicts(org, changes)
    for later, of_day in by_day(organisation, again):
        stale += conflicts(apply(later, changes), of_day)
    if stale:
        raise Stale(stale)
    _refuse(_overtaken(organisation, batch, today))
    _refuse(hanging(org, changes))
    _refuse(_foiled(organisation, org, [*changes, *again], list, spared=batch))


def _refuse(found: Iterable[Problem]) -> None:
    wrong = list(found)
    if wrong:
        raise Refused(wrong)


def _sorted(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: change.on)


def by_day(organisation: Organisation, changes: Sequence[Change]) -> Iterator[tuple[Org, list[Change]]]:
    """Each day's changes with the organisation that they meet: as stored for that day, the earlier ones done. What
    waits for a day between comes after those, as it will when its day is there."""
    days = [(on, list(group)) for on, group in groupby(changes, key=lambda change: change.on)]
    several = len(days) > 1
    waiting = [_decoded(row) for row in _to_same_records(organisation, changes, store.WAITING)] if several else []
    done: list[Change] = []
    for on, of_day in days:
        met = _sorted([*(change for change in waiting if change.on <= on), *done]) if done else ()
        yield apply(store.org_at(organisation, on), met), of_day
        done += of_day


WIDTHS = {
    kind: {field.name: getattr(field, "max_length", None) for field in model._meta.get_fields()}
    for kind, model in TABLES.items()
}


def unfit(changes: Iterable[Change]) -> Iterator[Problem]:
    """Values that no column can hold."""
    for change in changes:
        widths = WIDTHS[change.kind]
        if message := _unfit_value(change.key, widths["key"]):
            yield Problem(change, "key", message)
        for name, value in (change.after or {}).items():
            if type(value) is str and len(value) <= (widths[name] or len(value)) and "\0" not in value:
                continue  # nearly every value of a large import
            for single in value if isinstance(value, tuple) else (value,):
                if message := _unfit_value(single, widths[name]):
                    yield Problem(change, name, message)


def _unfit_value(value: Any, width: int | None) -> str:
    if isinstance(value, str):
        if "\0" in value:
            return "This contains a character that cannot be stored. Type it again."
        if width and len(value) > width:
            return f"This is {len(value)} characters long; the limit is {width}. Shorten it."
    elif isinstance(value, Decimal):
        return amount_fault(value)
    elif isinstance(value, int | float) and not (isfinite(value) and abs(value) < LARGEST):
        return "This number is too large. Enter a smaller one."
    return ""


def _to_same_records(organisation: Organisation, changes: Sequence[Change], condition: Q) -> list[StoredChange]:
    """Stored changes that count and that are dated after the first of `changes`, to any of their records."""
    first = min((change.on for change in changes), default=date.max)
    places = {(change.kind, change.key) for change in changes}
    rows = StoredChange.objects.filter(condition, organisation=organisation, on__gt=first)
    if len(places) <= 500:
        rows = rows.filter(key__in={key for _, key in places})
    return [row for row in rows.order_by("on", "id") if (row.kind, row.key) in places]


def _decoded(row: StoredChange) -> Change:
    return Change(row.on, row.kind, row.key, decode(row.kind, row.before), decode(row.kind, row.after))


def _backdated(organisation: Organisation, changes: Sequence[Change], today: date) -> list[Problem]:
    """Changes dated before one to the same field of the same record that is in force already."""
    if all(change.on >= today for change in changes):
        return []
    last: dict[tuple[str, str], list[StoredChange]] = {}
    for row in _to_same_records(organisation, changes, (store.IN_FORCE | store.WAITING) & Q(on__lte=today)):
        last.setdefault((row.kind, row.key), []).append(row)
    found = []
    for change in changes:
        rows = last.get((change.kind, change.key), ())
        clash = max((row.on for row in rows if row.on > change.on and _overlap(row, change)), default=None)
        if clash:
            text = (
                f"There is a later change to this {change.kind}, dated {day(clash)}. Choose that date or a later one."
            )
            found.append(Problem(change, "on", text))
    return found


def _overlap(row: StoredChange, change: Change | StoredChange) -> bool:
    """Whether both move one field, or one of them the whole record."""
    if None in (row.before, row.after, change.before, change.after):
        return True
    return bool(set(row.after or ()) & set(change.after or ()))


def _foiled(
    organisation: Organisation,
    org: Org,
    changes: Sequence[Change],
    order: Callable[[Iterable[Change]], list[Change]],
    spared: Batch | None = None,
) -> list[Problem]:
    """What waits for a day after that of `org` and would no longer be possible after `changes`; what waits of
    `spared` goes away with them."""
    waits = store.WAITING & Q(on__gt=org.on)
    waiting = _sorted(store.changes_where(organisation.pk, waits))
    if not waiting:
        return []
    kept = _sorted(store.changes_where(organisation.pk, waits & ~Q(batch=spared))) if spared else waiting
    known = {(p.change[:3], p.message) for p in problems(org, waiting)}
    ids = {id(change) for change in kept}
    return [
        Problem(p.change, p.field, f"A change planned for {day(p.change.on)} would then be impossible. {p.message}")
        for p in problems(org, order([*changes, *kept]))
        if id(p.change) in ids and (p.change[:3], p.message) not in known
    ]


def _overtaken(organisation: Organisation, batch: Batch, today: date) -> list[Problem]:
    """Later changes to what the batch changed: the same field of a record, or the whole of it."""
    mine: dict[tuple[str, str], list[StoredChange]] = {}
    for row in batch.changes.all():
        mine.setdefault((row.kind, row.key), []).append(row)
    counts = (store.IN_FORCE | store.WAITING) & Q(organisation=organisation) & ~Q(batch=batch)
    later = StoredChange.objects.filter(counts, on__gte=batch.on).select_related("batch")
    if len(mine) <= 500:
        later = later.filter(key__in={key for _, key in mine})
    for row in later.order_by("-on", "-id") if mine else ():
        under = mine.get((row.kind, row.key), ())
        if any((own.on, own.pk) < (row.on, row.pk) and _builds_on(row, own, today) for own in under):
            text = f"“{row.batch}”, effective on {day(row.on)}, changed the same field later. Undo that first."
            return [Problem(Change(row.on, row.kind, row.key, None, None), "", text)]
    return []


def _builds_on(row: StoredChange, own: StoredChange, today: date) -> bool:
    """An edit that still waits only takes a field elsewhere, from wherever it is then."""
    waiting_edit = row.on > today and row.before is not None and row.after is not None
    own_edit = own.before is not None and own.after is not None
    return not (waiting_edit and own_edit) and _overlap(row, own)


def rebase_waiting(organisation: Organisation, changes: Iterable[Change]) -> None:
    """Let what waits for `changes`' records start from the values that it will meet, so that it can be taken
    back. The tables hold all that is due."""
    places = {(change.kind, change.key) for change in changes}
    waiting = StoredChange.objects.filter(store.WAITING, organisation=organisation)
    if len(places) <= 500:
        waiting = waiting.filter(key__in={key for _, key in places})
    rows = [row for row in waiting.order_by("on", "id") if (row.kind, row.key) in places]
    tables = {kind: store.load_table(kind, organisation.pk) for kind in {row.kind for row in rows}}
    planned = [_decoded(row) for row in rows]
    moved = []
    for row, change, actual in zip(rows, planned, restated(Org(date.min, tables), planned), strict=True):
        if actual != change:
            row.before = encode(actual.before)
            moved.append(row)
    StoredChange.objects.bulk_update(moved, ["before"], batch_size=200)
