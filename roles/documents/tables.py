"""The draft: what the tables hold, and bringing them to what a document says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core import serializers
from django.db import models, transaction

from roles.documents.dumping import dump
from roles.documents.loading import BadContent, load
from roles.documents.units import KEYS, Document, digest, identity, same, unit_of
from roles.models import DraftEdit


def draft_rows() -> list[models.Model]:
    """Every row of the draft: one query a table."""
    return [row for model in KEYS for row in model._default_manager.all()]


def draft() -> Document:
    return dump(draft_rows())


def write(document: Document, author: Any = None, before: Document | None = None) -> None:
    """Bring the draft to what the document says, in one transaction. Rows that stay keep their primary keys. `before`
    is what it says now, where the caller knows.

    Raises `BadContent` where a row refers to one that is not there.
    """
    rows = load(document)
    _check_foundations(rows)
    before = draft() if before is None else before
    with transaction.atomic():
        for model in reversed(KEYS):
            _remove_gone(model, _of(rows, model))
        for model in KEYS:
            _save(model, _of(rows, model))
        record(before, author)


def record(before: Document, author: Any = None) -> list[str]:
    """Note which units of the draft are no longer as `before`, for whoever edits from an older state."""
    rows = draft_rows()
    now, by_unit = dump(rows), _by_unit(rows)
    names = [name for name in {**before, **now} if not same(before.get(name), now.get(name))]
    DraftEdit.objects.bulk_create(
        DraftEdit(unit=name, digest=digest(now.get(name)), rows=_serialised(by_unit.get(name, ())), author=author)
        for name in names
    )
    return names


def _by_unit(rows: Iterable[models.Model]) -> dict[str, list[models.Model]]:
    units: dict[str, list[models.Model]] = {}
    for row in rows:
        units.setdefault(unit_of(row), []).append(row)
    return units


def _serialised(rows: Iterable[models.Model]) -> str:
    return str(serializers.serialize("json", rows))


def _of(rows: Iterable[models.Model], model: type[models.Model]) -> list[models.Model]:
    return [row for row in rows if type(row) is model]


def _check_foundations(rows: Sequence[models.Model]) -> None:
    """The database would refuse these without a word."""
    slugs = {model: {getattr(row, "slug", "") for row in _of(rows, model)} for model in KEYS}
    wrong = []
    for row in rows:
        for field in row._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                name, target = getattr(row, field.attname), field.related_model
                if name is not None and name not in slugs[target]:
                    wrong.append(f"{row}: {target._meta.verbose_name} “{name}” not found.")
    if wrong:
        raise BadContent(wrong)


def _remove_gone(model: type[models.Model], kept: Sequence[models.Model]) -> None:
    wanted = {identity(row) for row in kept}
    gone = [row.pk for row in model._default_manager.all() if identity(row) not in wanted]
    model._default_manager.filter(pk__in=gone).delete()


def _save(model: type[models.Model], kept: Sequence[models.Model]) -> None:
    keys = KEYS[model]
    others = [f.name for f in model._meta.concrete_fields if not f.primary_key and f.name not in keys]
    model._default_manager.bulk_create(
        kept,
        batch_size=200,
        update_conflicts=bool(others),
        ignore_conflicts=not others,
        unique_fields=keys if others else None,
        update_fields=others or None,
    )
