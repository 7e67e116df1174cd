"""Rows, fields and values in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.text import capfirst

from roles.documents.cells import TABLES as TABLES
from roles.documents.cells import Ref
from roles.editing.fields import LEVELS, label_of
from roles.editing.merging import Note
from roles.guide.reading import Guide
from roles.models import DraftEdit

NOTHING = "nothing"
NAMED = ("text", "name", "title")
LEVEL_FIELDS = ("level", "number", "at")


class ChangeText(NamedTuple):
    """What somebody else changed, in words."""

    row: str
    field: str
    before: str
    theirs: str
    mine: str
    both: bool


class Meanwhile(NamedTuple):
    """Who saved meanwhile, when, and what they changed."""

    who: str
    edit: DraftEdit | None
    changes: list[ChangeText]


def notes(found: Iterable[Note], guide: Guide, edit: DraftEdit | None) -> Meanwhile:
    who = str(edit.author) if edit and edit.author else "Someone else"
    return Meanwhile(who, edit, [_in_words(note, guide) for note in found])


def _in_words(note: Note, guide: Guide) -> ChangeText:
    values = note.theirs if not note.field else None
    whole = note.field == ""
    name = row_name(note.ref, values or (note.before if whole else None) or (note.mine if whole else None), guide)
    show = _row_text if whole else (lambda value: value_text(note.ref.model, note.field, value, guide))
    label = label_of(note.ref.model, note.field) if note.field else ""
    return ChangeText(name, label, show(note.before), show(note.theirs), show(note.mine), note.both)


def _row_text(values: Any) -> str:
    if not values:
        return NOTHING
    return str(next((values[name] for name in NAMED if values.get(name)), "there"))


def row_name(ref: Ref, values: Any, guide: Guide) -> str:
    """What a row is: its table, and what it is called where there are several."""
    table = str(capfirst(ref.model._meta.verbose_name))
    if ref.table in ("point", "pairpoint") and values and values.get("section"):
        table = dict(ref.model.Section.choices).get(values["section"], table)  # type: ignore[attr-defined]
    called = (values or {}).get("name") or (values or {}).get("title") or ""
    anchor = ref.key.partition("/")[2].replace("-", " ")
    if ref.table in ("role", "function", "source", "pairing", "language"):
        return table
    if ref.table == "titlepattern":
        return f"{table} “{ref.key.rpartition(' ')[0]}”"
    if ref.table == "translation":
        return f"{table} “{ref.key.split(' ', 2)[2]}”"
    if ref.table == "nextstep":
        return f"{table}: {ref.key.partition(' ')[2]}"
    name = called or anchor
    return f"{table}: {name}" if name and name.casefold() != table.casefold() else table


def telling_fields(ref: Ref, one: Any, other: Any) -> list[str]:
    """The fields of a record that say something to readers; of one that is new or gone, its words alone."""
    skip = {"key", "order", "role", "pairing", "claimed_by", "section", "slug"}
    skip -= {"order"} if ref.table in ("role", "function") else set()
    names = [
        field.name for field in ref.model._meta.concrete_fields if not field.primary_key and field.name not in skip
    ]
    if one is not None and other is not None:
        return names
    return [name for name in NAMED if name in names][:1] or names


def alike(of: Ref, one: Any, other: Any) -> bool:
    """Whether a record says the same on both sides, wherever it stands among others."""
    skip = set() if of.table in ("role", "function") else {"order"}
    return one is not None and other is not None and all(one[name] == other[name] for name in one if name not in skip)


def is_nothing(value: Any) -> bool:
    """Whether a field holds no value, whatever words would say so."""
    return value is None or value == "" or value == []


def value_text(model: type[Model], field: str, value: Any, guide: Guide) -> str:
    """A value as readers would call it; what names other records by their names."""
    if is_nothing(value):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_called(str(item), guide) for item in value)
    found: Any = model._meta.get_field(field)
    if getattr(found, "choices", None):
        return str(dict(found.choices).get(value, value))
    if field in LEVEL_FIELDS and isinstance(value, int) and 0 < value <= len(LEVELS):
        return f"{value} · {LEVELS[value - 1]}"
    return _called(str(value), guide) if found.is_relation or field in ("to", "function") else str(value)


def _called(slug: str, guide: Guide) -> str:
    known: Any = guide.functions.get(slug) or guide.roles.get(slug) or guide.sources.get(slug)
    return str(known) if known else slug
