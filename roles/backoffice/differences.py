"""Two states of the content side by side, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from roles.backoffice import units
from roles.documents import Document, load
from roles.documents.cells import Cells, Ref, cells
from roles.documents.units import same
from roles.editing import wording
from roles.editing.fields import label_of
from roles.guide.reading import Guide

Words = list[tuple[bool, str]]  # (whether it differs, the text)


class FieldChange(NamedTuple):
    field: str
    before: Words
    after: Words


class RowChange(NamedTuple):
    """A record that is added, changed or ended; `fields` are those that differ."""

    name: str
    mark: str
    fields: list[FieldChange]


class UnitChange(NamedTuple):
    """What differs in a unit. Without `rows` its records stand in another order."""

    name: str
    title: str
    kind: str
    state: str
    rows: list[RowChange]


def unit_changes(before: Document, after: Document, names: Collection[str] | None = None) -> list[UnitChange]:
    """Every unit that differs, of these names if they are given; in the order of the content."""
    found = [name for name in {**after, **before} if not same(before.get(name), after.get(name))]
    wanted = [name for name in found if names is None or name in names]
    if not wanted:
        return []
    guide = Guide([*load(before), *load(after)])
    return [_unit(name, before, after, guide) for name in wanted]


def _unit(name: str, before: Document, after: Document, guide: Guide) -> UnitChange:
    old, new = (_cells(document, name) for document in (before, after))
    rows = [_row(ref, old, new, guide) for ref in {**old, **new} if not wording.alike(ref, old.get(ref), new.get(ref))]
    title = units.title_of(name, after if name in after else before)
    return UnitChange(name, title, units.ONE[name.partition("/")[0]], units.state_of(name, after, before), rows)


def _cells(document: Document, name: str) -> Cells:
    return cells(load({name: document[name]})) if name in document else {}


def _row(ref: Ref, old: Cells, new: Cells, guide: Guide) -> RowChange:
    one, other = old.get(ref), new.get(ref)
    mark = "added" if one is None else "ended" if other is None else "changed"
    fields = [
        FieldChange(label_of(ref.model, name), *_words(*texts))
        for name in wording.telling_fields(ref, one, other)
        if (texts := _texts(ref, name, one, other, guide))[0] != texts[1]
    ]
    return RowChange(wording.row_name(ref, other or one, guide), mark, fields)


def _texts(ref: Ref, name: str, one: object, other: object, guide: Guide) -> tuple[str | None, str | None]:
    """The field on both sides, None where it holds nothing; '' where there is no record."""

    def text(side: object) -> str | None:
        if not isinstance(side, dict):
            return ""
        value = side.get(name)
        return None if wording.is_nothing(value) else wording.value_text(ref.model, name, value, guide)

    return text(one), text(other)


def _words(before: str | None, after: str | None) -> tuple[Words, Words]:
    """Both texts, cut where they differ."""
    one, other = (text.split(" ") if text else [] for text in (before, after))
    left: Words = []
    right: Words = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        left += [(tag != "equal", " ".join(one[a:b]))] if b > a else []
        right += [(tag != "equal", " ".join(other[c:d]))] if d > c else []
    return _not_empty(left), _not_empty(right)


def _not_empty(words: Iterable[tuple[bool, str]]) -> Words:
    return [(changed, text) for changed, text in words if text]
