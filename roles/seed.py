"""The role content that Lineup comes with: readable files in `roles/content`, loaded into the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from django.db import models, transaction

from roles.contradictions import contradictions
from roles.models import (
    ContentVersion,
    Function,
    Level,
    Need,
    Pairing,
    PairPoint,
    Partner,
    Point,
    ReportingLine,
    Responsibility,
    Role,
    Source,
    TitlePattern,
)

FOLDER = Path(__file__).parent / "content"
SHARED_LAST = 10_000  # the order of the first responsibility that several roles may have: after each role's own
# Referred-to tables first; what makes a row the same row as before.
KEYS: dict[type[models.Model], tuple[str, ...]] = {
    Source: ("slug",),
    Function: ("slug",),
    Role: ("slug",),
    Level: ("role", "number", "track"),
    Point: ("key",),
    Responsibility: ("key",),
    Need: ("key",),
    ReportingLine: ("key",),
    Partner: ("key",),
    Pairing: ("slug",),
    PairPoint: ("key",),
    TitlePattern: ("text", "whole"),
}


class BadSeed(Exception):
    """The files cannot be loaded; the message names every place."""


def load(folder: Path = FOLDER) -> dict[str, int]:
    """Bring the tables to what the files say, in one transaction; the number of rows by table name."""
    rows = list(read(folder))
    wrong = contradictions(rows)
    if wrong:
        raise BadSeed("\n".join(wrong))
    tables = {model: [row for row in rows if type(row) is model] for model in KEYS}
    with transaction.atomic():
        for model in reversed(KEYS):
            _remove_gone(model, tables[model])
        for model, kept in tables.items():
            _save(model, kept)
        ContentVersion.bump(seed=digest(folder))
    return {str(model._meta.verbose_name_plural): len(kept) for model, kept in tables.items()}


def load_if_changed(**_: Any) -> None:
    """After a migration: load when the files differ from what was loaded last."""
    if not ContentVersion.objects.filter(seed=digest()).exists():
        load()


def digest(folder: Path = FOLDER) -> str:
    return sha256(b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*.yaml")))).hexdigest()


def _identity(row: models.Model) -> tuple[Any, ...]:
    return tuple(row.serializable_value(name) for name in KEYS[type(row)])


def _remove_gone(model: type[models.Model], kept: list[Any]) -> None:
    wanted = {_identity(row) for row in kept}
    gone = [row.pk for row in model._default_manager.all() if _identity(row) not in wanted]
    model._default_manager.filter(pk__in=gone).delete()


def _save(model: type[models.Model], kept: list[Any]) -> None:
    keys = KEYS[model]
    fields = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in keys]
    model._default_manager.bulk_create(
        kept, batch_size=200, update_conflicts=True, unique_fields=keys, update_fields=fields
    )


def read(folder: Path = FOLDER) -> Iterator[models.Model]:
    """Every row that the files describe, unsaved."""
    yield from (Source(**source) for source in _yaml(folder / "sources.yaml"))
    for order, function in enumerate(_yaml(folder / "functions.yaml")):
        yield Function(order=order, **function)
    documents = [_yaml(path) for path in sorted((folder / "roles").glob("*.yaml"))]
    described = [role for document in documents for role in (document if isinstance(document, list) else [document])]
    for role in described:
        yield from _role(role)
    for pairing in _yaml(folder / "pairings.yaml"):
        yield from _pairing(pairing)
    yield from _titles(_yaml(folder / "titles.yaml"))


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadSeed(f"{path.name} cannot be read: {error}") from error


def _role(about: Mapping[str, Any]) -> Iterator[models.Model]:
    slug, source = about["slug"], about.get("source", "lineup")
    names = ("slug", "name", "code", "focus", "covers", "leads", "order")
    yield Role(function_id=about["function"], **{name: about[name] for name in names if name in about})
    for track, levels in about.get("levels", {}).items():
        yield from (Level(role_id=slug, track=track, number=number, name=name) for number, name in levels.items())
    for section, points in about.get("points", {}).items():
        for values in _citable(slug, source, points):
            yield Point(role_id=slug, section=section, **values)
    for values in _citable(slug, source, about.get("responsibilities", {}), 100 * about.get("order", 0)):
        yield Responsibility(roles=values.pop("roles", [slug]), **values)
    for model, place in ((Need, "need"), (ReportingLine, "reporting"), (Partner, "partners")):
        for values in _citable(slug, source, about.get(place, {})):
            yield model(role_id=slug, **values)


def _pairing(about: Mapping[str, Any]) -> Iterator[models.Model]:
    slug, source = about["slug"], about.get("source", "lineup")
    yield Pairing(slug=slug, one_id=about["one"], other_id=about["other"], works=about.get("works", True))
    for section, points in about.get("points", {}).items():
        for values in _citable(slug, source, points):
            yield PairPoint(pairing_id=slug, section=section, **values)
    for values in _citable(slug, source, about.get("responsibilities", {}), SHARED_LAST):
        yield Responsibility(**{"roles": [about["one"], about["other"]], **values})


def _citable(page: str, source: str, records: Mapping[str, Any], first: int = 0) -> Iterator[dict[str, Any]]:
    """`anchor: text`, or `anchor: {text: ..., source: ..., ...}`; `first` is the order of the first."""
    for order, (anchor, record) in enumerate(records.items(), first):
        values = dict(record) if isinstance(record, Mapping) else {"text": record}
        values["source_id"] = values.pop("source", source)
        yield {"key": f"{page}/{anchor}", "order": order, **values, "text": " ".join(values["text"].split())}


def _titles(about: Mapping[str, Any]) -> Iterator[models.Model]:
    for role, patterns in about["roles"].items():
        for values in _patterns(patterns):
            yield TitlePattern(role=role, **values)
    for function, patterns in about.get("functions", {}).items():
        for values in _patterns(patterns):
            yield TitlePattern(function=function, **values)
    for values in _patterns(about["ask"]):
        yield TitlePattern(**values)


def _patterns(patterns: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """`text`, or a mapping whose `text` may list several."""
    for pattern in patterns:
        values = {"text": pattern} if isinstance(pattern, str) else dict(pattern)
        texts = values.pop("text")
        for text in [texts] if isinstance(texts, str) else texts:
            yield {"text": text, **values}
