"""Values of records as JSON and back: dates as ISO text, amounts of money as text, tuples as lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

from planning.core.money import money
from planning.core.records import RECORDS

_HINTS = {kind: get_type_hints(record) for kind, record in RECORDS.items()}
DATES = {kind: frozenset(n for n, hint in hints.items() if hint == date | None) for kind, hints in _HINTS.items()}
DECIMALS = {kind: frozenset(n for n, hint in hints.items() if hint == Decimal | None) for kind, hints in _HINTS.items()}
TUPLES = {kind: frozenset(n for n, hint in hints.items() if hint == tuple[str, ...]) for kind, hints in _HINTS.items()}


def encode(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What goes into a JSON column."""
    return None if values is None else {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def _unknown(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} is no value of a record.")


_JSON = json.JSONEncoder(default=_unknown, check_circular=False, separators=(",", ":"))


def encode_text(values: Mapping[str, Any] | None) -> str | None:
    """What `encode` gives, as the text of the JSON: at once, for very many rows."""
    return None if values is None else _JSON.encode(values)


def decode(kind: str, values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The inverse of `encode` for the fields of `kind`."""
    return None if values is None else {name: _rich(kind, name, value) for name, value in values.items()}


def _rich(kind: str, name: str, value: Any) -> Any:
    if name in DATES[kind] and value is not None:
        return date.fromisoformat(value)
    if name in DECIMALS[kind] and value is not None:
        return money(value)
    return tuple(value) if name in TUPLES[kind] else value
