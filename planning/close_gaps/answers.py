"""An answer as JSON and back, without loss; and the JSON that the command promises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from planning.core.changes.change import Change
from planning.core.close_gaps.answer import Answer, Move, Point
from planning.core.close_gaps.question import Question
from planning.organisation.codec import decode, encode

# Of the JSON that is kept. Grows once what it holds is read otherwise: older answers are then worked out anew.
FORM = 2
# The question is kept beside the answer.
_BESIDE = "question"


def to_json(answer: Answer) -> dict[str, Any]:
    """Everything of the answer but its question, what is at its default left out."""
    return {name: value for name, value in _fields(answer, Answer).items() if name != _BESIDE}


def from_json(given: Mapping[str, Any], question: Question) -> Answer:
    """The inverse of `to_json`."""
    return Answer(question, **_read_fields(given, Answer))


def curve_to_json(curve: Iterable[Point]) -> list[Any]:
    return [_plain(point) for point in curve]


def _plain(value: Any) -> Any:
    if isinstance(value, Change):
        return [value.on.isoformat(), value.kind, value.key, encode(value.before), encode(value.after)]
    if hasattr(value, "_field_defaults"):
        return _fields(value, type(value))
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (Decimal, str)) else value


def _fields(value: Any, kind: type) -> dict[str, Any]:
    usual = _defaults(kind)
    named = {name: getattr(value, name) for name in _hints(kind) if name != _BESIDE}
    return {name: _plain(one) for name, one in named.items() if name not in usual or one != usual[name]}


def _rich(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        return _rich(value, next(one for one in get_args(hint) if one is not NoneType))
    if get_origin(hint) is tuple:
        return tuple(_rich(one, get_args(hint)[0]) for one in value)
    return _reader(hint)(value)


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    if kind is Change:
        return _change
    if hasattr(kind, "_field_defaults"):
        return lambda value: kind(**_read_fields(value, kind))
    return date.fromisoformat if kind is date else kind


def _change(value: Any) -> Change:
    on, kind, key, before, after = value
    return Change(date.fromisoformat(on), kind, key, decode(kind, before), decode(kind, after))


def _read_fields(given: Mapping[str, Any], kind: type) -> dict[str, Any]:
    hints = _hints(kind)
    return {name: _rich(value, hints[name]) for name, value in given.items()}


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


@cache
def _defaults(kind: Any) -> Mapping[str, Any]:
    if hasattr(kind, "_field_defaults"):
        return dict(kind._field_defaults)
    return {name: vars(kind)[name] for name in _hints(kind) if name in vars(kind)}


def contract(answer: Answer, curve: Iterable[Point] = ()) -> dict[str, Any]:
    """What `manage.py close_gaps --format json` prints. Codes are those of the findings' JSON, amounts numbers a year
    in `currency`, None where cost is unknown or not to be seen."""
    return {
        "status": answer.status.value,
        "gap": answer.gap,
        "cost": number_of(answer.cost),
        "currency": answer.currency,
        "moves": [_move(answer, move) for move in answer.moves],
        "closed": [closed.code for closed in answer.closed],
        "open": [{"code": gap.code, "because": gap.because} for gap in answer.open],
        "curve": [_point(point) for point in curve],
        "open_critical_days": {"before": answer.before.critical, "after": answer.after.critical},
        "unknown_costs": answer.unknown,
        "hires": answer.hires,
        "people": answer.people,
        "notes": list(answer.notes),
    }


def _point(point: Point) -> dict[str, Any]:
    return {"cost": number_of(point.cost), "open_critical_days": point.open_critical_days, "hires": point.hires}


def _move(answer: Answer, move: Move) -> dict[str, Any]:
    sees_cost = answer.cost is not None
    is_unknown = sees_cost and move.is_costed and move.cost is None
    free = Decimal(0) if sees_cost and not move.is_costed else None
    return {
        "kind": move.kind.value,
        "position": move.position,
        "product": next(iter(move.products), None),
        "role": move.role,
        "from": move.start.isoformat(),
        "cost": number_of(move.cost if move.is_costed else free),
        "closes": list(move.closes),
        "products": list(move.products),
        "key": move.key,
        "until": move.until.isoformat() if move.until else None,
        "unknown_cost": is_unknown,
    }


def number_of(amount: Decimal | None) -> int | float | None:
    """An amount as a number of JSON, with cents at most."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else round(float(amount), 2)
