"""The tables that hold something of an organisation, and what of theirs may hold a text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.db.models import (
    BinaryField,
    CharField,
    F,
    JSONField,
    Model,
    Q,
    QuerySet,
    SlugField,
    TextField,
)
from django.db.models.functions import Cast

from portal.models import Membership, Organisation, User
from portal.owned import owned_tables

# Whose names are none of the organisation's to take out: accounts belong to those who sign in.
NOT_OURS = (Organisation, Membership, User)
AT_ONCE = 500


@cache
def paths() -> dict[type[Model], str]:
    """Each table of an organisation with the way from its rows to it, as filters have it."""
    return {table.model: table.way for table in owned_tables() if table.model not in NOT_OURS}


def rows_of(model: type[Model], organisation: Organisation) -> QuerySet[Any]:
    """The rows of a table that are the organisation's; without the manager of a model that forbids writing."""
    return QuerySet(model).filter(**{paths()[model]: organisation})


def text_fields(model: type[Model]) -> list[Any]:
    """The columns that may hold a text."""
    found = [field for field in model._meta.concrete_fields if isinstance(field, CharField | TextField | JSONField)]
    return [field for field in found if not field.choices and not field.primary_key]


def binary_fields(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field, BinaryField)]


def holding(rows: QuerySet[Any], fields: Collection[Any], pieces: Collection[str]) -> QuerySet[Any]:
    """The rows in whose columns one of the pieces stands, in small or capital letters, as JSON writes it too."""
    if not fields or not pieces:
        return rows.none()
    found = Q()
    for field in fields:
        name = f"as_text_{field.name}"
        rows = rows.annotate(**{name: Cast(F(field.name), TextField())})
        forms = {form for piece in pieces for form in _forms(piece, isinstance(field, JSONField | TextField))}
        for form in forms:
            found |= Q(**{f"{name}__icontains": form})
    return rows.filter(found)


def _forms(piece: str, in_json: bool) -> set[str]:
    escaped = {json.dumps(piece)[1:-1], json.dumps(piece, ensure_ascii=False)[1:-1]} if in_json else set()
    return {piece, *escaped}


def fitted(field: Any, value: Any) -> Any:
    """A text as its column can hold it."""
    if isinstance(value, str) and isinstance(field, SlugField):
        value = value.replace(" ", "-").lower()
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def in_pieces(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """So many rows at a time, by their number: what is written meanwhile moves none of them."""
    last: Any = None
    rows = rows.order_by("pk")
    while page := list((rows.filter(pk__gt=last) if last is not None else rows)[:AT_ONCE]):
        yield page
        if len(page) < AT_ONCE:
            return
        last = page[-1].pk
