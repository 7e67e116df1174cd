"""From documents to rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import ForeignKey, JSONField, Model

from portal.cache import Few
from roles.documents.units import PLACES, WORDS, Document, Unit
from roles.models import (
    Function,
    Language,
    Level,
    NextStep,
    Pairing,
    PairPoint,
    Point,
    Responsibility,
    Role,
    Source,
    TitlePattern,
    Translation,
)

SOURCE = "lineup"  # of a unit that names none
REFUSED: Few[list[str]] = Few(500)  # what the fields of a unit refuse; some four versions of what Lineup comes with


class BadContent(Exception):
    """Content that cannot be taken; `problems` names every place and what to do."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def load(document: Document) -> list[Model]:
    """The rows that a document describes, unsaved. Raises `BadContent`, naming every place."""
    rows: list[Model] = []
    wrong: list[str] = []
    refused: list[str] = []
    for name, unit in document.items():
        try:
            made = load_unit(name, unit)
            refused += _refused(name, unit, made)
            rows += made
        except BadContent as error:
            wrong += error.problems
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            wrong.append(f"{name}: this is not a valid {name.partition('/')[0]} ({_reason(error)}).")
    if wrong or refused:
        raise BadContent([*wrong, *refused])
    return rows


def _refused(name: str, unit: Unit, rows: Iterable[Model]) -> list[str]:
    """Whole documents are read again and again, with most units as they were: the same unit is looked at once."""
    seen = sha256(repr((name, unit)).encode("utf-8", "surrogatepass")).digest()
    return REFUSED.get(seen, lambda: [problem for row in rows for problem in problems_of(row)])


def load_unit(name: str, unit: Unit) -> list[Model]:
    kind = name.partition("/")[0]
    if kind not in LOADERS:
        raise BadContent([f"{name}: this kind of content is not known. Use one of {', '.join(LOADERS)}."])
    return list(LOADERS[kind](unit))


def _role(about: Unit) -> Iterator[Model]:
    slug, source = about["slug"], about.get("source", SOURCE)
    apart = ("source", "levels", "next", "points", "responsibilities", "titles", *PLACES.values())
    yield _make(Role, slug, {name: value for name, value in about.items() if name not in apart})
    for track, levels in about.get("levels", {}).items():
        yield from (Level(role_id=slug, track=track, number=number, name=name) for number, name in levels.items())
    yield from (_make(NextStep, slug, {"role": slug, **step}) for step in about.get("next", ()))
    for section, points in about.get("points", {}).items():
        yield from _citable(Point, slug, source, points, role=slug, section=section)
    yield from _citable(Responsibility, slug, source, about.get("responsibilities", {}), role=slug, roles=[slug])
    for model, place in PLACES.items():
        yield from _citable(model, slug, source, about.get(place, {}), role=slug)
    yield from (_make(TitlePattern, slug, {**_titled(title), "claimed_by": slug}) for title in about.get("titles", ()))


def _pairing(about: Unit) -> Iterator[Model]:
    slug, source = about["slug"], about.get("source", SOURCE)
    apart = ("source", "points", "responsibilities")
    yield _make(Pairing, slug, {name: value for name, value in about.items() if name not in apart})
    for section, points in about.get("points", {}).items():
        yield from _citable(PairPoint, slug, source, points, pairing=slug, section=section)
    both = [about["one"], about["other"]]
    duties = about.get("responsibilities", {})
    yield from _citable(Responsibility, slug, source, duties, pairing=slug, roles=both, either=True)


def _citable(model: type[Model], page: str, source: str, records: Mapping[str, Any], **given: Any) -> Iterator[Model]:
    """`anchor: text`, or `anchor: {text: ..., source: ..., ...}`; the order is the order of the records."""
    for order, (anchor, record) in enumerate(records.items()):
        values = dict(record) if isinstance(record, Mapping) else {"text": record}
        values["text"] = " ".join(str(values.get("text", "")).split())
        key = f"{page}/{anchor}"
        yield _make(model, key, {"key": key, "order": order, "source": source, **given, **values})


def _language(about: Unit) -> Iterator[Model]:
    slug = about["slug"]
    yield _make(Language, slug, {name: value for name, value in about.items() if name not in WORDS.values()})
    for kind, place in WORDS.items():
        for means, words in about.get(place, {}).items():
            yield _make(Translation, slug, {"language": slug, "kind": kind, "means": means, "words": words})


def _titled(title: Any) -> dict[str, Any]:
    return {"text": title} if isinstance(title, str) else dict(title)


def _make(model: type[Model], place: str, values: Mapping[str, Any]) -> Model:
    fields: dict[str, Any] = {}
    for name, value in values.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            raise BadContent([f"{place}: “{name}” is not a known field. Remove it, or check its spelling."]) from None
        fields[field.attname if isinstance(field, ForeignKey) else name] = value
    return model(**fields)


def problems_of(row: Model) -> Iterator[str]:
    """What a row's own fields refuse: wrong kinds of values, too long, none of the choices."""
    meta = row._meta
    lists = [field.name for field in meta.concrete_fields if isinstance(field, JSONField)]
    for name in lists:
        value = getattr(row, name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            yield f"{row}, {name}: this should be a list of names."
    known = [field.name for field in meta.concrete_fields if isinstance(field, ForeignKey) or field.primary_key]
    try:
        row.clean_fields(exclude=[*known, *lists])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield f"{row}, {name}: {' '.join(messages)}"


def _reason(error: Exception) -> str:
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)


LOADERS: dict[str, Callable[[Unit], Iterable[Model]]] = {
    "source": lambda about: [_make(Source, about["slug"], about)],
    "function": lambda about: [_make(Function, about["slug"], about)],
    "role": _role,
    "pairing": _pairing,
    "title": lambda about: [_make(TitlePattern, about["text"], about)],
    "language": _language,
}
