"""Many rows of a table at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection, models

# Fields whose values, of their own type already, the database takes as they are.
_PLAIN = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.FloatField,
    models.BooleanField,
    models.JSONField,
)


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, each with the values of the fields `names` in that order; every field without a default of
    the database must be among them. Values are of the fields' own types (keys of other tables as numbers, JSON as its
    text).

    An instance a row, as `bulk_create` wants it, costs three times the writing itself, and so does asking each field
    about each value: columns are made ready as a whole. That is felt at 100,000 positions.
    """
    values = _values(model, names, rows)
    if not values:
        return
    into = f"{_table(model)} ({', '.join(_columns(model, names))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, into, values)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608


def update(model: type[models.Model], names: Sequence[str], by: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set the fields `names` where the fields `by` are as said: a row has the values of `names`, then those of
    `by`, all as `insert` wants them.

    `bulk_update` reads the instances first and asks the database to choose among hundreds of values a row, which takes
    ten times as long.
    """
    values = _values(model, [*names, *by], rows)
    if not values:
        return
    sets = ", ".join(f"{column} = %s" for column in _columns(model, names))
    where = " AND ".join(f"{column} = %s" for column in _columns(model, by))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {_table(model)} SET {sets} WHERE {where}", values)  # noqa: S608


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(model: type[models.Model], names: Sequence[str]) -> list[str]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    return [connection.ops.quote_name(str(field.column)) for field in fields]


def _values(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The rows as the database wants them."""
    columns = list(zip(*rows, strict=True))
    fields = [model._meta.get_field(name) for name in names]
    return list(zip(*(_ready(f, column) for f, column in zip(fields, columns, strict=bool(columns))), strict=True))


def _copy(cursor: Any, into: str, rows: Iterable[Sequence[Any]]) -> None:
    """By PostgreSQL's own way for many rows, which takes a quarter of the time."""
    with connection.wrap_database_errors, cursor.cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _ready(field: Any, column: Sequence[Any]) -> Iterable[Any]:
    """The values of one column as the database wants them; None is null for every field."""
    prepare = _preparing(field)
    if prepare is None:
        return column
    ready = {value: None if value is None else prepare(value) for value in set(column)}
    return [ready[value] for value in column]


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.ForeignKey):
        return _preparing(field.target_field)
    if isinstance(field, _PLAIN):
        return None
    if type(field) is models.DateField:
        return connection.ops.adapt_datefield_value
    return partial(field.get_db_prep_save, connection=connection)
