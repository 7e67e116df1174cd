"""What documents in columns look like, as types: JSON holds anything, and pages that read it expect something.

A shape is one of: a plain type of JSON, None, `date` (as ISO text), `Decimal` (as text), `list[…]`, `tuple[…]` (a list
of that length, or with `...` of any), `dict[str, …]`, a TypedDict, or several of them with `|`. Of a NamedTuple some
fields may stand, by name. `Annotated` with a number is so long at most. `Any` is anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from portal.archive.lines import document

# By `app.table.field`. A column of JSON that has no shape here is refused: `tests/portal/test_hostile_archives.py`.
SHAPES: dict[str, Any] = {}
# The same for columns of text that hold a document as its JSON.
DOCUMENTS: dict[str, Any] = {}
# The same for columns that hold one of a few words, or a number of a range, without the table saying so.
WORDS: dict[str, Collection[Any]] = {}
EARLIEST, LATEST = 1900, 2200
LARGEST = 2**53


def day(text: str) -> date:
    """A day of a year that pages can reckon with. Raises `ValueError`."""
    found = date.fromisoformat(text)
    if not EARLIEST <= found.year <= LATEST:
        raise ValueError(f"the year {found.year} is not between {EARLIEST} and {LATEST}")
    return found


def check(value: Any, shape: Any, place: str = "") -> None:
    """Raises `ValueError` where a value is not of the shape, naming the place within."""
    origin = get_origin(shape)
    if shape is Any:
        return
    if origin is NotRequired:
        check(value, get_args(shape)[0], place)
    elif origin is Annotated:
        _must(isinstance(value, list) and len(value) <= get_args(shape)[1], place)
        check(value, get_args(shape)[0], place)
    elif origin in (Union, UnionType):
        _one_of(value, get_args(shape), place)
    elif origin in (list, tuple):
        _listed(value, get_args(shape), place, is_pair=origin is tuple)
    elif origin is dict:
        _each(value, get_args(shape)[1], place)
    elif is_typeddict(shape):
        _fields(value, _hints(shape), place, shape.__required_keys__)
    elif hasattr(shape, "_fields"):
        _fields(value, _hints(shape), place, frozenset())
    else:
        _single(value, shape, place)


def check_document(text: str, shape: Any) -> None:
    """The same for a document in a column of text."""
    check(document(text), shape)


def _one_of(value: Any, shapes: tuple[Any, ...], place: str) -> None:
    for shape in shapes:
        try:
            return check(value, shape, place)
        except ValueError as error:
            last = error
    raise last


def _listed(value: Any, shapes: tuple[Any, ...], place: str, *, is_pair: bool) -> None:
    _must(isinstance(value, list), place)
    fixed = is_pair and shapes[-1] is not ...
    _must(not fixed or len(value) == len(shapes), place)
    for number, one in enumerate(value):
        check(one, shapes[number] if fixed else shapes[0], f"{place}/{number}")


def _each(value: Any, shape: Any, place: str) -> None:
    _must(isinstance(value, dict), place)
    for name, one in value.items():
        check(one, shape, f"{place}/{name[:40]}")


def _fields(value: Any, shapes: Mapping[str, Any], place: str, required: frozenset[str]) -> None:
    _must(isinstance(value, dict) and required <= value.keys() <= shapes.keys(), place)
    for name, one in value.items():
        check(one, shapes[name], f"{place}/{name}")


def _single(value: Any, shape: Any, place: str) -> None:
    try:
        if shape is date:
            day(value)
        elif shape is Decimal:
            _must(isinstance(value, str) and Decimal(value).is_finite(), place)
        elif shape is float:
            _must(type(value) in (int, float) and abs(value) <= LARGEST, place)
        elif shape is int:
            _must(type(value) is int and abs(value) <= LARGEST, place)
        else:
            _must(type(value) is (NoneType if shape is None else shape), place)
    except (TypeError, InvalidOperation) as error:
        raise ValueError(_wrong(place)) from error


def _must(holds: bool, place: str) -> None:
    if not holds:
        raise ValueError(_wrong(place))


def _wrong(place: str) -> str:
    return f"“{place.strip('/')}” is not valid" if place else "it is not valid"


@cache
def _hints(shape: Any) -> Mapping[str, Any]:
    return get_type_hints(shape, include_extras=True)
