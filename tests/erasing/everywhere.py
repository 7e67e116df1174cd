"""Looking for a text in every table there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, CharField, DecimalField, JSONField, Model, QuerySet, TextField

from portal.models import Session

COLUMNS = (CharField, TextField, JSONField, DecimalField, BinaryField)


def found(words: Iterable[str]) -> list[str]:
    """Where one of the words stands: table, column and text."""
    plain = [word.casefold() for word in words]
    return [place for model in apps.get_models() for place in _in_table(model, plain)]


def _in_table(model: type[Model], words: list[str]) -> Iterator[str]:
    columns = [field.name for field in model._meta.concrete_fields if isinstance(field, COLUMNS)]
    for row in QuerySet(model).values(*columns) if columns else ():
        if model is Session:
            row["session_data"] = Session(session_data=row["session_data"]).get_decoded()
        for name, value in row.items():
            text = _text(value)
            if any(word in text.casefold() for word in words):
                yield f"{model._meta.label}.{name}: {text[:300]}"


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
