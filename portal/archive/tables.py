"""What an archive holds of which table, and how the values of each column are written."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BinaryField, DateField, DateTimeField, DecimalField, Field, Model

from portal.archive.hidden import HIDDEN, Hidden
from portal.models import Membership, Organisation, User
from portal.owned import Owned, foreign_keys, owned_tables

# Tables whose rows belong to an organisation and stay out of its archive, by label, and why. Apps add theirs.
LEFT_OUT: dict[str, str] = {
    "portal.archive": "An archive is no part of what it holds.",
    "portal.archivepiece": "An archive is no part of what it holds.",
    "portal.archivedperson": "They are written as the people and members that they stand for.",
    "portal.auditentry": "The log tells what happened in one installation.",
    "portal.invitation": "Its link leads into one installation; people are invited anew.",
    "portal.job": "Jobs in progress belong to one installation.",
    "portal.mail": "E-mail that waits is sent by one installation.",
}
# Tables of the site that rows may name: each gives, by key, the name by which another installation knows the same row.
OF_THE_SITE: dict[str, Callable[[], Mapping[int, str]]] = {}


class Column(NamedTuple):
    """A field of a table, read by `lookup`. `label`: the table whose row it names, '' where it names none; `hidden`: a
    value that names rows without being a foreign key."""

    field: Any
    label: str = ""
    lookup: str = ""
    hidden: Hidden | None = None

    @property
    def name(self) -> str:
        return str(self.field.name)

    @property
    def is_person(self) -> bool:
        return self.label == PERSON


PERSON = User._meta.label_lower
MEMBERSHIP = Membership._meta.label_lower


def archived_tables() -> list[Owned]:
    """Each after those that its rows name."""
    return [table for table in owned_tables() if table.label not in LEFT_OUT]


@cache
def columns_of(model: type[Model]) -> tuple[Column, ...]:
    """What is written of a row: all but its number, and the organisation, which is one for all."""
    return tuple(
        _column(model, field)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.related_model is not Organisation
    )


def referenced() -> list[Owned]:
    """The tables whose rows others name: their rows have numbers."""
    tables = archived_tables()
    labels = {column.label for table in tables for column in columns_of(table.model)}
    labels |= {label for hidden in HIDDEN.values() for label in hidden.labels}
    return [table for table in tables if table.label in labels]


def hangs_on_membership(table: Owned) -> bool:
    """Whether its rows are a member's own, through their membership."""
    return any(field.related_model is Membership for field in foreign_keys(table.model))


def _column(model: type[Model], field: Any) -> Column:
    hidden = HIDDEN.get(f"{model._meta.label_lower}.{field.name}")
    other = field.related_model
    if other is None:
        return Column(field, lookup=field.attname, hidden=hidden)
    return Column(field, other._meta.label_lower, field.attname)


def writer_of(field: Field[Any, Any]) -> Any:
    """How a value of a field that names nothing becomes JSON; None where it is JSON already."""
    return next((write for kind, write in _WRITERS.items() if isinstance(field, kind)), None)


def _moment(value: Any) -> str:
    return str(value.astimezone(UTC).isoformat())


def _bytes(value: Any) -> str:
    return b64encode(bytes(value)).decode()


_WRITERS: Mapping[type, Any] = {
    DateTimeField: _moment,
    DateField: lambda value: value.isoformat(),
    DecimalField: lambda value: f"{value:f}",
    BinaryField: _bytes,
}
