"""Values of an archive's rows, looked at before they go into a column: of its type, within its bounds."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

Read = Callable[[Any], Any]


def reader_of(field: Any) -> Read:
    """What makes a value of a column of what the archive says. Raises `ValueError` where it is none."""
    read = next((read for kind, read in _READERS if isinstance(field, kind)), None) or field.to_python
    choices = {value for value, _ in field.flatchoices} if field.choices else None
    validators, is_json = field.validators, isinstance(field, models.JSONField)

    def checked(value: Any) -> Any:
        if value is None:
            if not field.null:
                raise ValueError("nothing is no value here")
            return None
        found = read(value)
        if found != "" and not is_json:
            if choices is not None and found not in choices:
                raise ValueError("it is none of the choices")
            for validate in validators:
                validate(found)
        return found

    return checked


def default_of(field: Any) -> Any:
    """What a column holds that an older version did not have. Raises `ValueError` where it must be given."""
    if field.has_default() or field.null or (field.empty_strings_allowed and field.blank):
        value = field.get_default()
        return json.dumps(value) if isinstance(field, models.JSONField) and value is not None else value
    raise ValueError(f"“{field.name}” is missing")


def _of(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"it is no {kind.__name__}")
        return value

    return read


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise ValueError("it is no number")
    return float(value)


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_of(str)(value))
    if found.tzinfo is None:
        raise ValueError("it is no moment")
    return found


def _amount(value: Any) -> Decimal:
    try:
        found = Decimal(_of(str)(value))
    except InvalidOperation as error:
        raise ValueError("it is no amount") from error
    if not found.is_finite():
        raise ValueError("it is no amount")
    return found


def _text_of_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


# The first that fits: a moment is a date to Django, too.
_READERS: tuple[tuple[Any, Read], ...] = (
    (models.DateTimeField, _moment),
    (models.DateField, lambda value: date.fromisoformat(_of(str)(value))),
    (models.DecimalField, _amount),
    (models.JSONField, _text_of_json),
    (models.BooleanField, _of(bool)),
    (models.IntegerField, _of(int)),
    (models.FloatField, _number),
    (models.BinaryField, lambda value: b64decode(_of(str)(value), validate=True)),
    ((models.CharField, models.TextField), _of(str)),
)
# What looking at a value raises where it is none.
NO_VALUE = (ValueError, TypeError, KeyError, OverflowError, ValidationError)
