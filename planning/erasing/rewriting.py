"""Rewriting the tables: records, the history and plans by their fields, everything else by its texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from planning.core.records import RECORDS
from planning.erasing import seams, tables
from planning.erasing.erasure import Erasure
from planning.erasing.values import PERSON, without
from planning.organisation import store
from planning.organisation.models import TABLES, Plan, Step, StoredChange
from portal.models import Organisation

# What a row becomes: its changed columns.
Rewrite = Callable[[Any], dict[str, Any]]
# The kinds of records that name people by key.
NAMING = {"position": ("holder", "sharers"), "requisition": ("replaces",)}


def rewrite(erasure: Erasure) -> None:
    """All tables of the organisation but those that somebody sees to in a way of their own."""
    for kind, model in TABLES.items():
        _each(erasure, model, _of_records(erasure, kind), lambda row, kind=kind: _record(erasure, kind, row))  # type: ignore[misc]
    _each(erasure, StoredChange, _of_changes(erasure), lambda row: _change(erasure, row))
    _each(erasure, Step, _of_steps(erasure), lambda row: _step(erasure, row))
    known = {*TABLES.values(), StoredChange, Step}
    for other in tables.paths():
        if other not in known and other._meta.label not in seams.OWN_WAY:
            texts(erasure, other)


def texts(erasure: Erasure, model: Any) -> None:
    """Every text of a table of the organisation."""
    fields = tables.text_fields(model)
    rows = tables.holding(tables.rows_of(model, erasure.organisation), fields, erasure.wording.pieces)
    _each(erasure, model, rows, lambda row: _texts(erasure, fields, row))


def _each(erasure: Erasure, model: Any, rows: QuerySet[Any], become: Rewrite) -> None:
    for page in tables.in_pieces(rows):
        _write(erasure, model, page, become)


def _write(erasure: Erasure, model: Any, page: Iterable[Any], become: Rewrite) -> None:
    changed, names = [], set()
    for row in page:
        if new := {name: value for name, value in become(row).items() if value != getattr(row, name)}:
            for name, value in new.items():
                setattr(row, name, value)
            changed.append(row)
            names |= set(new)
    erasure.counts[model._meta.label] += len(changed)
    if erasure.writes and changed:
        QuerySet(model).bulk_update(changed, sorted(names), batch_size=200)


def _texts(erasure: Erasure, fields: Iterable[Any], row: Any) -> dict[str, Any]:
    clean = erasure.wording.clean_all
    return {f.name: tables.fitted(f, clean(getattr(row, f.name), f.name)) for f in fields}


def _of_records(erasure: Erasure, kind: str) -> QuerySet[Any]:
    rows = tables.rows_of(TABLES[kind], erasure.organisation)
    if kind == PERSON:
        return rows.filter(key=erasure.person)
    found = tables.holding(rows, tables.text_fields(TABLES[kind]), erasure.wording.pieces)
    naming = _naming(rows, NAMING.get(kind, ()), erasure.person)
    mine = Q(pk__in=found.values("pk")) | Q(pk__in=naming.values("pk"))
    return rows.filter(mine | Q(key__in=erasure.pay) if kind == "position" else mine)


def _naming(rows: QuerySet[Any], columns: Iterable[str], key: str) -> QuerySet[Any]:
    """The rows in one of whose columns, as text, this key stands."""
    found = Q(pk__in=[])
    for name in columns if key else ():
        rows = rows.annotate(**{f"naming_{name}": Cast(F(name), TextField())})
        for form in {key, json.dumps(key)[1:-1]}:
            found |= Q(**{f"naming_{name}__contains": form})
    return rows.filter(found)


def _record(erasure: Erasure, kind: str, row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in RECORDS[kind]._fields}
    return without(erasure, kind, row.key, values) or {}


def _of_changes(erasure: Erasure) -> QuerySet[Any]:
    rows = tables.rows_of(StoredChange, erasure.organisation)
    fields = [StoredChange._meta.get_field(name) for name in ("key", "before", "after")]
    texts = tables.holding(rows, fields, erasure.wording.pieces)
    naming = _naming(rows.filter(kind__in=NAMING), ("before", "after"), erasure.person)
    own = Q(kind=PERSON, key=erasure.person) | Q(kind="position", key__in=erasure.pay)
    return rows.filter(own | Q(pk__in=texts.values("pk")) | Q(pk__in=naming.values("pk")))


def _change(erasure: Erasure, row: StoredChange) -> dict[str, Any]:
    before, after = (without(erasure, row.kind, row.key, side) for side in (row.before, row.after))
    return {"key": erasure.key(row.kind, row.key), "before": before, "after": after}


def _of_steps(erasure: Erasure) -> QuerySet[Any]:
    rows = tables.rows_of(Step, erasure.organisation)
    fields = [Step._meta.get_field(name) for name in ("title", "moves")]
    texts = tables.holding(rows, fields, [*erasure.wording.pieces, *erasure.pay])
    return rows.filter(Q(pk__in=texts.values("pk")) | Q(pk__in=_naming(rows, ("moves",), erasure.person).values("pk")))


def _step(erasure: Erasure, row: Step) -> dict[str, Any]:
    return {"title": erasure.wording.clean(row.title)[:300], "moves": [_move(erasure, move) for move in row.moves]}


def _move(erasure: Erasure, move: dict[str, Any]) -> dict[str, Any]:
    if "add" not in move:
        clean: dict[str, Any] = erasure.wording.clean_all(move)
        return clean
    kind, key = move["kind"], move["key"]
    before, after = (without(erasure, kind, key, move[side]) for side in ("before", "after"))
    return move | {"key": erasure.key(kind, key), "before": before, "after": after}


def looked_at_anew(erasure: Erasure) -> None:
    """What any process remembers of the organisation and its plans, under their versions, is no longer so."""
    Plan.objects.filter(organisation=erasure.organisation).update(version=F("version") + 1)
    Organisation.objects.filter(pk=erasure.organisation.pk).update(version=F("version") + 1)
    erasure.organisation.refresh_from_db(fields=["version"])
    store.forget()
