"""Fields of records, as tables, the history and the steps of plans hold them, without the person."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planning.core.records import REFERENCES
from planning.erasing.erasure import Erasure

PERSON = "person"
# What is known of the person besides: whom to write to, and when they were on leave.
EMPTIED = {"email": "", "away_from": None, "away_until": None}


def without(erasure: Erasure, kind: str, key: str, values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The values, plain or as JSON has them, of a change or a row of the record of that kind and key."""
    if values is None:
        return None
    return {name: _value(erasure, kind, key, name, value) for name, value in values.items()}


def _value(erasure: Erasure, kind: str, key: str, name: str, value: Any) -> Any:
    if name == "key":
        return erasure.key(kind, value)
    if kind == PERSON:
        return _of_person(erasure, key, name, value)
    if of := REFERENCES[kind].get(name):
        return _keys(erasure, of, value)
    if name == "pay" and value is not None and Decimal(str(value)) in erasure.pay.get(key, ()):
        return None
    return erasure.wording.clean_all(value, name)


def _of_person(erasure: Erasure, key: str, name: str, value: Any) -> Any:
    """Others may have the same name; theirs stays theirs."""
    if key != erasure.person or not key:
        return value
    if name == "name":
        return erasure.wording.label if value else value
    return EMPTIED.get(name, value)


def _keys(erasure: Erasure, kind: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [erasure.key(kind, one) for one in value]
    return erasure.key(kind, value) if isinstance(value, str) else value
