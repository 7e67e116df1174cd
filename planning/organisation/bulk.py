"""Many rows into a table at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, each with the values of the fields `names` in that order; every field without a default of
    the database must be among them.

    An instance a row, as `bulk_create` wants it, costs three times the writing itself: that is felt at
    100,000 positions.
    """
    meta = model._meta
    fields = [meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)  # type: ignore[union-attr]
    marks = ", ".join(["%s"] * len(fields))
    query = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    prepare = [partial(field.get_db_prep_save, connection=connection) for field in fields]  # type: ignore[union-attr]
    values = [tuple(ready(value) for ready, value in zip(prepare, row, strict=True)) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(query, values)
