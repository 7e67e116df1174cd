"""The only bridge between the tables and `Org`: load, cache by version, write.

The tables hold the organisation after every change whose day had come when it was last written to. A
date before that takes changes back; a later one applies those that wait.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Q

from planning.core.changes.change import Change, apply, invert, squash
from planning.core.changes.plan_steps import PlannedChange, changes_due, replay
from planning.core.changes.record_history import DatedOrg
from planning.core.money import money
from planning.core.records import RECORDS, Org
from planning.organisation import role_content
from planning.organisation.codec import DECIMALS, TUPLES, decode, encode_text
from planning.organisation.models import TABLES, Plan, StoredChange
from planning.organisation.role_content import content_for as content_for
from planning.organisation.step_codec import from_json
from portal.bulk import insert
from portal.cache import Cache
from portal.models import Organisation

T = TypeVar("T")
# Changes that wait for their day and have not been cancelled.
WAITING = Q(folded=False, cancelled_by=None)
# Changes that the tables hold. What was taken back and what took it back count for no date, neither of them.
IN_FORCE = Q(folded=True, batch__baseline=False, batch__undoes=None, batch__void=False)
# A position loses its holder, or is opened without one.
VACATES = Q(kind="position") & (Q(after__holder="") | (Q(before__isnull=True) & ~Q(after__has_key="holder")))


class Base(NamedTuple):
    """What the tables hold, up to which date changes went into it, and those that wait for their day. `vacated` tells
    which position came to be without a holder on which day, as far as the history knows, earliest first."""

    tables: dict[str, dict[str, Any]]
    folded_to: date | None
    waiting: list[Change]
    vacated: list[tuple[str, date]]


_bases: Cache[Base] = Cache(16)
_orgs: Cache[Org] = Cache(32)
_plans: Cache[dict[str, PlannedChange]] = Cache(64)
_derived: Cache[Any] = Cache(128)


def org_at(organisation: Organisation, on: date, plan: Plan | None = None) -> Org:
    """The organisation on a date, in a plan or as it is. No query where these versions are in memory already."""
    place = (organisation.pk, organisation.version, on)
    org = _orgs.get(place, partial(_build, organisation, on))
    if plan is None or not (changes := changes_due(planned(plan), on)):
        return org
    return _orgs.get((*place, *plan.place), lambda: apply(org, changes))


def planned(plan: Plan) -> dict[str, PlannedChange]:
    """The plan's changes by id, in the order they came in. What was applied is in the organisation itself."""
    return {} if plan.state in (Plan.State.APPLIED, Plan.State.REVERTED) else drafted(plan)


def drafted(plan: Plan) -> dict[str, PlannedChange]:
    """The plan's changes by id, or those of the part that is looked at, whether they have been applied or not."""
    steps = plan.steps.filter(undone=False).order_by("number")
    every = _plans.get(
        (plan.pk, plan.version),
        lambda: replay((number, from_json(moves)) for number, moves in steps.values_list("number", "moves")),
    )
    return every if plan.only is None else {id: planned for id, planned in every.items() if id in plan.only}


def dated(organisation: Organisation, since: date, plan: Plan | None = None) -> DatedOrg:
    """The organisation through time from `since` on, in a plan or as it is: `.at(day)` is what `org_at` gives."""
    base = _bases.get((organisation.pk, organisation.version), partial(_load, organisation.pk))
    past = [] if base.folded_to is None or since >= base.folded_to else _past(organisation.pk, since)
    over = changes_due(planned(plan), date.max) if plan else ()
    return DatedOrg(base.tables, past, base.waiting, over, base.vacated)


def days_of_changes(organisation: Organisation, plan: Plan | None = None) -> set[date]:
    """The days on which something has changed or will, in a plan or as it is: one query."""
    past = StoredChange.objects.filter(IN_FORCE | WAITING, organisation=organisation).order_by()
    ahead = changes_due(planned(plan), date.max) if plan else []
    return {*past.values_list("on", flat=True).distinct(), *(change.on for change in ahead)}


def _past(organisation_id: int, since: date) -> list[Change]:
    return sorted(changes_where(organisation_id, IN_FORCE & Q(on__gt=since)), key=lambda change: change.on)


def derived(organisation: Organisation, on: date, name: object, make: Callable[[], T], plan: Plan | None = None) -> T:
    """Anything computed from the organisation on a date alone, remembered under `name`."""
    draft = plan.place if plan else ()
    result: T = _derived.get((organisation.pk, organisation.version, on, name, *draft), make)
    return result


def forget() -> None:
    """Empty the caches: for tests that roll the database back under them."""
    for cache in (_bases, _orgs, _plans, _derived):
        cache.clear()
    role_content.forget()


def _build(organisation: Organisation, on: date) -> Org:
    base = _bases.get((organisation.pk, organisation.version), partial(_load, organisation.pk))
    since = {key: day for key, day in base.vacated if day <= on}
    org = Org(on, base.tables)
    if base.folded_to is not None and on < base.folded_to:
        org = apply(org, invert(_past(organisation.pk, on)))
    org = Org(on, org.tables, since)
    due = [change for change in base.waiting if change.on <= on]
    return apply(org, due) if due else org


def _load(organisation_id: int) -> Base:
    # What waits is read first: if another process folds it meanwhile, applying it again changes nothing.
    waiting = sorted(changes_where(organisation_id, WAITING), key=lambda change: change.on)
    past = StoredChange.objects.filter(IN_FORCE, organisation_id=organisation_id)
    folded_to = past.order_by("-on").values_list("on", flat=True).first()
    vacated = past.filter(VACATES).order_by("on", "id").values_list("key", "on")
    tables = {kind: load_table(kind, organisation_id) for kind in RECORDS}
    return Base(tables, folded_to, waiting, list(vacated))


def load_table(kind: str, organisation_id: int) -> dict[str, Any]:
    """All records of one kind by key, in the order they came: one query, straight into tuples."""
    record = RECORDS[kind]
    rows = fetch_rows(kind, organisation_id)
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


def fetch_rows(kind: str, organisation_id: int) -> list[Any]:
    """The bare rows of a table, columns in the order of the record's fields."""
    meta = TABLES[kind]._meta
    quote = connection.ops.quote_name
    fields = [meta.get_field(name) for name in RECORDS[kind]._fields]
    columns = ", ".join(quote(str(field.column)) for field in fields)  # type: ignore[union-attr]
    query = f"SELECT {columns} FROM {quote(meta.db_table)} WHERE organisation_id = %s ORDER BY id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [organisation_id])
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
    for kind, group in groupby(sorted(changes, key=itemgetter(1)), key=itemgetter(1)):
        _write_kind(organisation_id, kind, list(group))


def _write_kind(organisation_id: int, kind: str, changes: list[Change]) -> None:
    model = TABLES[kind]
    rows = model._default_manager.filter(organisation_id=organisation_id)
    gone = [change.key for change in changes if change.after is None]
    for start in range(0, len(gone), 500):
        rows.filter(key__in=gone[start : start + 500]).delete()
    new = [c for c in changes if c.before is None and c.after is not None]
    record = RECORDS[kind]
    whole = (record(change.key, **(change.after or {})) for change in new)
    insert(model, ("organisation", *record._fields), _rows(organisation_id, kind, whole))
    edited = [c for c in changes if c.before is not None and c.after is not None]
    for start in range(0, len(edited), 500):
        _update(model, rows, edited[start : start + 500])


def _rows(organisation_id: int, kind: str, records: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """Rows of new records, with every column in the order of the fields."""
    lists = [RECORDS[kind]._fields.index(name) + 1 for name in TUPLES[kind]]
    for record in records:
        row = [organisation_id, *record]
        for at in lists:
            row[at] = json.dumps(row[at]) if row[at] else "[]"
        yield row


def encode_row(change: Change) -> dict[str, Any]:
    """Column values: dates stay dates, tuples become lists."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in (change.after or {}).items()}


def _update(model: Any, rows: Any, changes: list[Change]) -> None:
    by_key = {change.key: encode_row(change) for change in changes}
    found = list(rows.filter(key__in=by_key))
    for row in found:
        for name, value in by_key[row.key].items():
            setattr(row, name, value)
    names = sorted({name for columns in by_key.values() for name in columns})
    if names:
        model._default_manager.bulk_update(found, names, batch_size=200)


def remember(batch: Any, changes: Iterable[Change], today: date) -> None:
    """Store the changes of a batch; those dated after `today` wait for their day."""
    columns = ("organisation", "batch", "on", "kind", "key", "before", "after", "folded")
    place = (batch.organisation_id, batch.pk)
    rows = ((*place, c.on, c.kind, c.key, encode_text(c.before), encode_text(c.after), c.on <= today) for c in changes)
    insert(StoredChange, columns, rows)
