"""From rows to documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from roles.documents.units import PLACES, WORDS, Document, Unit, unit_of
from roles.models import (
    Citable,
    Function,
    Language,
    Level,
    NextStep,
    Pairing,
    PairPoint,
    Point,
    Role,
    Source,
    TitlePattern,
    Translation,
)
from roles.models import Responsibility as Duty

KINDS = ("source", "function", "role", "pairing", "title", "language")


def dump(rows: Iterable[Model]) -> Document:
    """The document of these rows, its units in order: sources, functions, roles, pairings, other titles, languages."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[unit_of(row)].append(row)
    return {name: _unit(name, groups[name]) for name in sorted(groups, key=lambda name: _place(name, groups[name]))}


def _place(name: str, rows: Sequence[Any]) -> tuple[int, int, str]:
    kind = KINDS.index(name.partition("/")[0])
    return kind, getattr(_head(rows), "order", 0) if kind < KINDS.index("pairing") else 0, name


def _unit(name: str, rows: Sequence[Any]) -> Unit:
    head = _head(rows)
    if isinstance(head, Role):
        return _role(head, rows)
    if isinstance(head, Language):
        return _language(head, rows)
    return _pairing(head, rows) if isinstance(head, Pairing) else _plain(head)


def _head(rows: Sequence[Any]) -> Any:
    """The row that gives the unit its name. Rows whose head is gone have nothing to hang from."""
    return next(
        row
        for row in rows
        if isinstance(row, Role | Pairing | Function | Source | TitlePattern | Language) and _leads(row)
    )


def _leads(row: Any) -> bool:
    return not (isinstance(row, TitlePattern) and row.role)


def _role(role: Role, rows: Sequence[Any]) -> Unit:
    usual = _usual_source(rows)
    unit = {**_plain(role), "source": usual}
    for track in ("individual", "manager"):
        levels = sorted((row.number, row.name) for row in rows if isinstance(row, Level) and row.track == track)
        _put(unit, "levels", track, dict(levels))
    _add(unit, "next", [{"level": s.level, "to": s.to, "at": s.at} for s in _sorted(rows, NextStep)])
    _add_points(unit, Point, rows, usual)
    own = {"roles": [role.slug]}
    _add(unit, "responsibilities", _records(_of(rows, Duty), usual, own))
    for model, place in PLACES.items():
        _add(unit, place, _records(_of(rows, model), usual))
    patterns = sorted(_of(rows, TitlePattern), key=lambda row: (row.text, row.whole))
    _add(unit, "titles", [_short(_plain(row, skip=["claimed_by"])) for row in patterns])
    return unit


def _pairing(pairing: Pairing, rows: Sequence[Any]) -> Unit:
    usual = _usual_source(rows)
    unit = {**_plain(pairing), "source": usual}
    _add_points(unit, PairPoint, rows, usual)
    both = {"roles": [pairing.one_id, pairing.other_id], "either": True}
    _add(unit, "responsibilities", _records(_of(rows, Duty), usual, both))
    return unit


def _language(language: Language, rows: Sequence[Any]) -> Unit:
    unit = _plain(language)
    for kind, place in WORDS.items():
        mine = sorted((row for row in _of(rows, Translation) if row.kind == kind), key=lambda row: row.means)
        _add(unit, place, {row.means: row.words for row in mine})
    return unit


def _add_points(unit: Unit, model: type[Point] | type[PairPoint], rows: Sequence[Any], usual: str) -> None:
    for section in model.Section.values:
        inside = [row for row in _of(rows, model) if row.section == section]
        _put(unit, "points", section, _records(inside, usual))


def _records(rows: Iterable[Any], usual: str, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """By anchor: the text alone, or with what differs from what the place implies."""
    found = {}
    for row in sorted(rows, key=lambda row: (row.order, row.key)):
        implied = {"source": usual, "section": getattr(row, "section", None), **(given or {})}
        found[row.anchor] = _short(_plain(row, implied, skip=("key", "order", "role", "pairing")))
    return found


def _short(values: dict[str, Any]) -> Any:
    return values["text"] if set(values) == {"text"} else values


def _plain(row: Model, implied: Mapping[str, Any] | None = None, skip: Sequence[str] = ()) -> dict[str, Any]:
    """The fields of a row that say something else than where it stands implies, or than their default."""
    values = {}
    for field in row._meta.concrete_fields:
        value = row.serializable_value(field.name)
        usual = (implied or {}).get(field.name, field.get_default())
        if not field.primary_key and field.name not in skip and value != usual:
            values[field.name] = value
    return values


def _usual_source(rows: Iterable[Any]) -> str:
    counted = Counter(row.source_id for row in rows if isinstance(row, Citable))
    return min(counted, key=lambda source: (-counted[source], source), default="lineup")


def _of(rows: Iterable[Any], model: type[Any]) -> list[Any]:
    return [row for row in rows if isinstance(row, model)]


def _sorted(rows: Iterable[Any], model: type[NextStep]) -> list[NextStep]:
    return sorted(_of(rows, model), key=lambda row: (row.level, row.to, row.at))


def _add(unit: Unit, place: str, value: Any) -> None:
    if value:
        unit[place] = value


def _put(unit: Unit, place: str, inner: str, value: Any) -> None:
    if value:
        unit.setdefault(place, {})[inner] = value
