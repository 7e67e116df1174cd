"""What belongs to an organisation: found by the relations of the tables, so that no new table is forgotten.

A table belongs to organisations where its rows name one, or name a row that belongs to one and cannot do without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from portal.models import Organisation


class Owned(NamedTuple):
    """A table and its way to the organisation, as a lookup."""

    model: type[Model]
    way: str

    @property
    def label(self) -> str:
        """Its name in archives, like `planning.position`."""
        return self.model._meta.label_lower

    def rows(self, organisation: int) -> QuerySet[Any]:
        """All of its rows that belong to the organisation, in no order. Not by the table's own manager, which may
        refuse to change what is sealed."""
        return QuerySet(self.model).filter(**{self.way: organisation})


@cache
def owned_tables() -> tuple[Owned, ...]:
    """All of them, each after those that its rows name."""
    ways = _ways()
    order = TopologicalSorter({model: _named(model, ways) for model in ways})
    return tuple(Owned(model, ways[model]) for model in order.static_order())


def foreign_keys(model: type[Model]) -> list[Any]:
    """The fields by which its rows name rows."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def _ways() -> dict[type[Model], str]:
    ways: dict[type[Model], str] = {}
    models = sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower)
    while found := dict(_further(models, ways)):
        ways |= found
    return ways


def _further(models: list[type[Model]], ways: Mapping[type[Model], str]) -> Iterator[tuple[type[Model], str]]:
    for model in models:
        if model not in ways and (way := _way(model, ways)):
            yield model, way


def _way(model: type[Model], ways: Mapping[type[Model], str]) -> str:
    keys = foreign_keys(model)
    if model is Organisation:
        return ""
    direct = [field.name for field in keys if field.related_model is Organisation]
    through = [
        f"{field.name}__{ways[field.related_model]}" for field in keys if field.related_model in ways and not field.null
    ]
    return next(iter([*direct, *through]), "")


def _named(model: type[Model], ways: Mapping[type[Model], str]) -> set[type[Model]]:
    return {field.related_model for field in foreign_keys(model) if field.related_model in ways} - {model}
