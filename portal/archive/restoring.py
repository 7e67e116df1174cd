"""Making a new organisation from an archive, as a whole or not at all.

Whoever does it is its only admin. Nobody else gets a right or an account: who is named in the archive is stood for by
an account that nobody can sign in to, until they join by an invitation (`claiming.py`). Every row gets a number of its
own here, and names rows of this archive alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import count
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.db.models import Model

from portal.archive import keys, newcomers
from portal.archive.hidden import key_of
from portal.archive.manifest import Damaged
from portal.archive.reading import Opened
from portal.archive.tables import (
    MEMBERSHIP,
    OF_THE_SITE,
    Column,
    archived_tables,
    columns_of,
    hangs_on_membership,
    referenced,
)
from portal.archive.values import NO_VALUE, default_of, reader_in, reader_of
from portal.bulk import insert
from portal.models import Organisation, User
from portal.organisations import slug_for
from portal.owned import Owned

log = logging.getLogger(__name__)
Tell = Callable[[str, int, int], None]
# Each looks at an organisation that was just made and raises `ValueError` where its pages could not be shown.
CHECKS: list[Callable[[Organisation], object]] = []
# Each says what whoever made it should know, sentence by sentence.
NOTES: list[Callable[[Organisation, Any], list[str]]] = []


class Target(NamedTuple):
    """What reading rows needs: by table the keys that its rows get here, and the accounts of the people in order."""

    organisation: Organisation
    people: list[int]
    keys: dict[str, Any]


def restore(archive: Opened, by: User, tell: Tell) -> tuple[Organisation, list[str]]:
    """The new organisation, and what to know of it. Raises `Damaged`, and then nothing was made."""
    tell("Checking the archive", 0, 0)
    archive.check()
    try:
        with transaction.atomic():
            return _restore(archive, by, tell)
    except (IntegrityError, DataError) as error:
        raise Damaged("The archive contradicts itself: it holds the same thing twice. Download it again.") from error


def _restore(archive: Opened, by: User, tell: Tell) -> tuple[Organisation, list[str]]:
    organisation = _organisation(archive)
    people = newcomers.make(archive, organisation, by)
    given = {table.label: keys.allocate(table.model, _count(archive, table)) for table in referenced()}
    target = Target(organisation, people, given)
    tables = archived_tables()
    for at, table in enumerate(tables):
        tell("Creating the organisation", at, len(tables))
        _fill(archive, table, target)
    newcomers.admit(archive, organisation, by, people)
    tell("Checking the organisation", 0, 0)
    _check(organisation)
    return organisation, [note for notes in NOTES for note in notes(organisation, archive.manifest.get("rests_on"))]


def _count(archive: Opened, table: Owned) -> int:
    part = archive.parts.get(table.label)
    return part.rows if part else 0


def _organisation(archive: Opened) -> Organisation:
    about = archive.manifest.get("organisation")
    try:
        name, version, made = (_checked(about, field) for field in ("name", "version", "created_at"))
    except NO_VALUE as error:
        raise Damaged("The manifest of the archive is damaged. Download the archive again.") from error
    organisation = Organisation.objects.create(name=name, slug=slug_for(name), version=version)
    Organisation.objects.filter(pk=organisation.pk).update(created_at=made)
    return organisation


def _checked(about: Any, name: str) -> Any:
    return reader_of(Organisation._meta.get_field(name))(about[name])


def _fill(archive: Opened, table: Owned, target: Target) -> None:
    if table.label == MEMBERSHIP or hangs_on_membership(table):
        return  # `newcomers` sees to what is a member's own
    read = RowReader(table, target)
    number = count()
    for rows in archive.batches(table.label):
        insert(table.model, read.names, [read(next(number), row) for row in rows])


class RowReader:
    """Makes rows of a table of what its part says; `names` are the columns that it gives, in order."""

    def __init__(self, table: Owned, target: Target) -> None:
        self._table = table
        columns = columns_of(table.model)
        self._columns = [(column.name, _reader(table.model, column, target), column.field) for column in columns]
        self._earlier = [column.name for column in columns if column.label == table.label]
        self._known = {name for name, _, _ in self._columns}
        self._keys = target.keys.get(table.label)
        self._whose = [target.organisation.pk] if table.way == "organisation" else []
        pk = [table.model._meta.pk.name] if self._keys is not None and table.model._meta.pk else []
        self.names = [*pk, *(["organisation"] if self._whose else []), *(name for name, _, _ in self._columns)]

    def __call__(self, number: int, row: dict[str, Any]) -> list[Any]:
        """Raises `Damaged` where the row is none of this table."""
        key = [] if self._keys is None else [self._keys[number]]
        try:
            if not self._known.issuperset(row):
                raise ValueError(f"“{sorted(row.keys() - self._known)[0][:60]}” is not known")
            if any(row.get(name) is not None and row[name] > number for name in self._earlier):
                raise ValueError("it refers to itself or to a later row")
            values = [self._read(row, *column) for column in self._columns]
        except NO_VALUE as error:
            where = f"line {number + 1:,} of the part “{self._table.label}”"
            raise Damaged(f"This version of Lineup cannot read {where}: {_why(error)}.") from error
        return [*key, *self._whose, *values]

    @staticmethod
    def _read(row: dict[str, Any], name: str, read: Callable[[Any], Any], field: Any) -> Any:
        """One value. Raises one of `NO_VALUE`, a `ValueError` with the column's name."""
        try:
            return read(row[name]) if name in row else default_of(field)
        except NO_VALUE as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            raise ValueError(f"“{name}”: {said}") from error


def _reader(model: type[Model], column: Column, target: Target) -> Callable[[Any], Any]:
    """What makes a column's value. Raises one of `NO_VALUE`."""
    if column.is_person:
        return _unless_null(column, lambda value: key_of(value, target.people))
    if column.label in OF_THE_SITE:
        return _of_the_site(column)
    if column.label:
        return _unless_null(column, lambda value: key_of(value, target.keys[column.label]))
    check, hidden = reader_in(model, column.field), column.hidden
    if hidden:
        return lambda value: check(hidden.read(value, target.keys, target.organisation.slug))
    return check


def _unless_null(column: Column, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def checked(value: Any) -> Any:
        if value is None and not column.field.null:
            raise ValueError(f"“{column.name}” is empty")
        return None if value is None else read(value)

    return checked


def _of_the_site(column: Column) -> Callable[[Any], Any]:
    """A row of the site by its own name; nothing where this site has no such row."""
    known = {name: pk for pk, name in OF_THE_SITE[column.label]().items()}

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            raise ValueError("it is not a name")
        return known.get(value)

    return _unless_null(column, read)


def _why(error: BaseException) -> str:
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__


def _check(organisation: Organisation) -> None:
    try:
        organisation.refresh_from_db()
        for check in CHECKS:
            check(organisation)
    except DatabaseError:
        raise
    except Exception as error:
        log.warning("An archive cannot be shown as an organisation.", exc_info=True)
        raise Damaged(f"The archive cannot be shown as an organisation: {_why(error)}.") from error
