"""The rows of the tables and of the history: read into records and changes, and written."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import Q

from planning.core.changes.change import Change, squash
from planning.core.money import money
from planning.core.records import RECORDS
from planning.organisation.codec import DECIMALS, TUPLES, decode, encode_text
from planning.organisation.models import TABLES, StoredChange
from portal import jobs
from portal.bulk import insert, update

# Edits that are written at once, before it is told how far that has come.
PIECE = 5_000
# Changes that wait for their day and have not been cancelled.
WAITING = Q(folded=False, cancelled_by=None)
# Changes that the tables hold. What was taken back and what took it back count for no date, neither of them.
IN_FORCE = Q(folded=True, batch__baseline=False, batch__undoes=None, batch__void=False)
# A position loses its holder, or is opened without one.
VACATES = Q(kind="position") & (Q(after__holder="") | (Q(before__isnull=True) & ~Q(after__has_key="holder")))


def load_table(kind: str, organisation_id: int) -> dict[str, Any]:
    """All records of one kind by key, in the order they came: one query, straight into tuples."""
    return _records(kind, fetch_rows(kind, organisation_id))


def load_records(kind: str, organisation_id: int, keys: Collection[str]) -> dict[str, Any]:
    """As `load_table`, of those with these keys: few, in one query."""
    return _records(kind, fetch_rows(kind, organisation_id, keys))


def _records(kind: str, rows: Iterable[Any]) -> dict[str, Any]:
    record = RECORDS[kind]
    if not TUPLES[kind] and not DECIMALS[kind]:
        return {row[0]: record._make(row) for row in rows}
    lists, amounts = ([record._fields.index(n) for n in names[kind]] for names in (TUPLES, DECIMALS))
    table = {}
    for row in rows:
        cells = list(row)
        for at in lists:
            cells[at] = tuple(json.loads(cells[at])) if cells[at] != "[]" else ()
        for at in amounts:
            if cells[at] is not None:
                cells[at] = money(cells[at])
        table[cells[0]] = record._make(cells)
    return table


def fetch_rows(kind: str, organisation_id: int, keys: Collection[str] | None = None) -> list[Any]:
    """The bare rows of a table, all or those with these keys, columns in the order of the record's fields."""
    meta = TABLES[kind]._meta
    quote = connection.ops.quote_name
    fields = [meta.get_field(name) for name in RECORDS[kind]._fields]
    columns = ", ".join(quote(str(field.column)) for field in fields)  # type: ignore[union-attr]
    some = "" if keys is None else f" AND {quote('key')} IN ({', '.join(['%s'] * len(keys))})"
    where = f"organisation_id = %s{some} ORDER BY id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(meta.db_table)} WHERE {where}", [organisation_id, *(keys or ())])  # noqa: S608
        return list(cursor.fetchall())


def changes_where(organisation_id: int, condition: Q) -> list[Change]:
    """Stored changes in the order they were made."""
    rows = StoredChange.objects.filter(condition, organisation_id=organisation_id).order_by("id")
    columns = rows.values_list("on", "kind", "key", "before", "after")
    return [
        Change(on, kind, key, decode(kind, before), decode(kind, after)) for on, kind, key, before, after in columns
    ]


def write(organisation_id: int, changes: Iterable[Change]) -> None:
    """Bring the tables to the state after `changes`. Call it inside a transaction."""
    changes = list(changes)
    if len({(change.kind, change.key) for change in changes}) < len(changes):
        changes = squash(change._replace(on=date.min) for change in changes)
    done = 0
    for kind, group in groupby(sorted(changes, key=itemgetter(1)), key=itemgetter(1)):
        for more in _write_kind(organisation_id, kind, list(group)):
            done += more
            jobs.tell("Writing changes", done, len(changes))


def _write_kind(organisation_id: int, kind: str, changes: list[Change]) -> Iterator[int]:
    """Gives piece by piece how many have been written."""
    model = TABLES[kind]
    rows = model._default_manager.filter(organisation_id=organisation_id)
    gone = [change.key for change in changes if change.after is None]
    for start in range(0, len(gone), 500):
        rows.filter(key__in=gone[start : start + 500]).delete()
        yield len(gone[start : start + 500])
    new = [c for c in changes if c.before is None and c.after is not None]
    record = RECORDS[kind]
    whole = (record(change.key, **(change.after or {})) for change in new)
    insert(model, ("organisation", *record._fields), _rows(organisation_id, kind, whole))
    yield len(new)
    edited = [c for c in changes if c.before is not None and c.after is not None]
    for start in range(0, len(edited), PIECE):
        _update(model, organisation_id, kind, edited[start : start + PIECE])
        yield len(edited[start : start + PIECE])


def _rows(organisation_id: int, kind: str, records: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Rows of new records, with every column in the order of the fields."""
    lists = [RECORDS[kind]._fields.index(name) + 1 for name in TUPLES[kind]]
    for record in records:
        row = [organisation_id, *record]
        for at in lists:
            row[at] = json.dumps(row[at]) if row[at] else "[]"
        yield row


def _update(model: Any, organisation_id: int, kind: str, changes: Iterable[Change]) -> None:
    """Set the fields that each change names."""
    by_fields: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        if change.after:
            by_fields.setdefault(tuple(change.after), []).append(change)
    for names, mine in by_fields.items():
        rows = [(*_cells(kind, c.after or {}), organisation_id, c.key) for c in mine]
        update(model, names, ("organisation", "key"), rows)


def _cells(kind: str, values: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in values.items():
        yield json.dumps(value) if name in TUPLES[kind] else value


def remember(batch: Any, changes: Iterable[Change], today: date) -> None:
    """Store the changes of a batch; those dated after `today` wait for their day."""
    columns = ("organisation", "batch", "on", "kind", "key", "before", "after", "folded")
    place = (batch.organisation_id, batch.pk)
    rows = ((*place, c.on, c.kind, c.key, encode_text(c.before), encode_text(c.after), c.on <= today) for c in changes)
    insert(StoredChange, columns, rows)
