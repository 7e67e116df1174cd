"""The database as `migrate` left it: kept beside, and put back after each test that commits.

To empty every table and to write row for row again, as pytest-django would, takes longer than most of these tests do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from django.db import connection, transaction

PutBack = Callable[[], None]
BESIDE = "as_migrated"  # the schema that PostgreSQL keeps it in


@contextmanager
def kept() -> Iterator[PutBack]:
    """Gives what puts it back. No number of a row is given twice, for what is kept in memory goes by them."""
    connection.ensure_connection()
    with _in_memory() if connection.vendor == "sqlite" else _in_a_schema() as put_back:
        yield put_back


@contextmanager
def _in_memory() -> Iterator[PutBack]:
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.connection.backup(copy)

        def put_back() -> None:
            with connection.cursor() as cursor:
                given = cursor.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
                copy.backup(connection.connection)
                cursor.execute("DELETE FROM sqlite_sequence")
                cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", given)

        yield put_back


@contextmanager
def _in_a_schema() -> Iterator[PutBack]:
    """Foreign keys are looked at when the transaction ends, so in which order rows go and come does not matter."""
    tables = connection.introspection.table_names()
    _do([f"CREATE SCHEMA {BESIDE}", *(f'CREATE TABLE {BESIDE}."{name}" AS TABLE "{name}"' for name in tables)])
    filled = [name for name in tables if _holds_any(name)]
    empty = [f'DELETE FROM "{name}"' for name in tables]
    yield lambda: _do([*empty, *(f'INSERT INTO "{name}" SELECT * FROM {BESIDE}."{name}"' for name in filled)])


def _holds_any(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
        return bool(cursor.fetchone()[0])


def _do(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(";".join(statements))
