"""Values of an archive's rows, looked at before they go into a column: of its type, within its bounds."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Collection
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from portal.archive.shapes import DOCUMENTS, SHAPES, WORDS, check, check_document, day

Read = Callable[[Any], Any]
MAX_TEXT = 1_000_000


def reader_of(field: Any) -> Read:
    """What makes a value of a column of what the archive says. Raises `ValueError` where it is none."""
    read = next((read for kind, read in _READERS if isinstance(field, kind)), None) or field.to_python
    choices = {value for value, _ in field.flatchoices} if field.choices else None
    validators, may_be_blank = [*field.validators, *_bounds(field)], _may_be_blank(field)
    if isinstance(field, models.JSONField):
        validators = []  # of the text that it becomes

    def checked(value: Any) -> Any:
        if value is None:
            if not field.null:
                raise ValueError("a value is missing")
            return None
        found = read(value)
        if found == "" and may_be_blank:
            return found
        if choices is not None and found not in choices:
            raise ValueError("it is not one of the choices")
        for validate in validators:
            validate(found)
        return found

    return checked


def _bounds(field: Any) -> list[Any]:
    """What forms hold texts to that columns do not."""
    if not isinstance(field, models.TextField):
        return []
    return [MaxLengthValidator(field.max_length or MAX_TEXT)]


def _may_be_blank(field: Any) -> bool:
    """Whether '' may stand there whatever else must hold of a text. Forms do not ask of every column that is written
    otherwise; they do of what must be a choice, an address or a name in addresses."""
    return bool(field.blank or not (field.choices or isinstance(field, models.SlugField | models.EmailField)))


def reader_in(model: type[models.Model], field: Any) -> Read:
    """The same for a column of a table whose documents have a shape."""
    place = f"{model._meta.label_lower}.{field.name}"
    if place in DOCUMENTS:
        return lambda value: _document(_of(str)(value), DOCUMENTS[place])
    read, shape = reader_of(field), SHAPES.get(place)
    if isinstance(field, models.JSONField):
        return lambda value: _of_shape(read, value, shape)
    return partial(_word, read, WORDS[place]) if place in WORDS else read


def _of_shape(read: Read, value: Any, shape: Any) -> Any:
    check(value, shape)
    return read(value)


def _word(read: Read, words: Collection[Any], value: Any) -> Any:
    if read(value) not in words:
        raise ValueError("it is not one of the expected words")
    return value


def _document(text: str, shape: Any) -> str:
    check_document(text, shape)
    return text


def default_of(field: Any) -> Any:
    """What a column holds that an older version did not have. Raises `ValueError` where it must be given."""
    if field.has_default() or field.null or (field.empty_strings_allowed and field.blank):
        value = field.get_default()
        return json.dumps(value) if isinstance(field, models.JSONField) and value is not None else value
    raise ValueError(f"“{field.name}” is missing")


def _of(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"it is not of type {kind.__name__}")
        return value

    return read


def _number(value: Any) -> float:
    if type(value) not in (int, float):
        raise ValueError("it is not a number")
    return float(value)


def _moment(value: Any) -> datetime:
    text = _of(str)(value)
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("it is not a date and time")
    day(text[:10])
    return found


def _amount(value: Any) -> Decimal:
    try:
        found = Decimal(_of(str)(value))
    except InvalidOperation as error:
        raise ValueError("it is not an amount") from error
    if not found.is_finite():
        raise ValueError("it is not an amount")
    return found


def _text_of_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)


# The first that fits: a moment is a date to Django, too.
_READERS: tuple[tuple[Any, Read], ...] = (
    (models.DateTimeField, _moment),
    (models.DateField, lambda value: day(_of(str)(value))),
    (models.DecimalField, _amount),
    (models.JSONField, _text_of_json),
    (models.BooleanField, _of(bool)),
    (models.IntegerField, _of(int)),
    (models.FloatField, _number),
    (models.BinaryField, lambda value: b64decode(_of(str)(value), validate=True)),
    ((models.CharField, models.TextField), _of(str)),
)
# What looking at a value raises where it is none.
NO_VALUE = (ValueError, TypeError, KeyError, OverflowError, RecursionError, ValidationError)
