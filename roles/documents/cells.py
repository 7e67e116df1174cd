"""Rows as plain values by name, for whatever compares them: two versions, two people's edits, an organisation's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Model

from roles.documents.units import KEYS, identity

TABLES: Mapping[str, type[Model]] = {model.__name__.lower(): model for model in KEYS}


class Ref(NamedTuple):
    """A row's lasting name: its table (`responsibility`) and what makes it the same row (`product-manager/roadmap`)."""

    table: str
    key: str

    @property
    def model(self) -> type[Model]:
        return TABLES[self.table]


Values = dict[str, Any]
Cells = dict[Ref, Values]


def ref(row: Model) -> Ref:
    return Ref(type(row).__name__.lower(), " ".join(str(part) for part in identity(row)))


def values(row: Model) -> Values:
    """Every field but the primary key; what refers to another row holds that row's slug."""
    fields = (field for field in row._meta.concrete_fields if not field.primary_key)
    return {field.name: row.serializable_value(field.name) for field in fields}


def cells(rows: Iterable[Model]) -> Cells:
    return {ref(row): values(row) for row in rows}


def row(of: Ref, given: Mapping[str, Any]) -> Model:
    """The unsaved row with these values; fields that are not named have their defaults."""
    meta = of.model._meta
    known = {field.name: field.attname for field in meta.concrete_fields if not field.primary_key}
    return of.model(**{known[name]: value for name, value in given.items() if name in known})


def rows(table: Cells) -> list[Model]:
    return [row(of, given) for of, given in table.items()]
