"""Keys for rows that are still to be written, so that rows may name each other in any order."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from django.db import connection
from django.db.models import Model

_NEXT = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
_AT_ONCE = 100_000


def allocate(model: type[Model], count: int) -> Sequence[int]:
    """So many keys of a table that nobody else gets, ascending. Inside a transaction."""
    pk = model._meta.pk
    assert pk is not None
    table, column = model._meta.db_table, str(pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            keys = array("q")  # a fifth of what numbers in a list take
            for size in [_AT_ONCE] * (count // _AT_ONCE) + [count % _AT_ONCE]:
                cursor.execute(_NEXT, [table, column, size])
                keys.extend(sorted(key for (key,) in cursor.fetchall()))
            return keys
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])  # the transaction keeps other writers off
    return range(last + 1, last + 1 + count)
