"""Merging the edits of two people in one unit: what each changed, and both values where they changed the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Model

from portal.optimistic_lock import SAVE_AGAIN, Overtaken
from roles.documents.cells import Cells, Ref, Values


class Note(NamedTuple):
    """What somebody else changed. `field` is '' where they added or removed the row. `both`: I changed it, too; then
    the page keeps what I typed."""

    ref: Ref
    field: str
    before: Any
    theirs: Any
    mine: Any
    both: bool


class Stale(Overtaken):
    """Somebody saved the unit meanwhile. `rows` is what I typed with what they changed elsewhere; `notes` say what."""

    def __init__(self, rows: list[Model], notes: list[Note]) -> None:
        super().__init__(then=SAVE_AGAIN)
        self.rows, self.notes = rows, notes


def three_way(base: Cells, mine: Cells, theirs: Cells) -> tuple[Cells, list[Note]]:
    """What I typed with what they changed where I did not; and everything that they changed."""
    merged: Cells = {}
    notes: list[Note] = []
    for ref in _all(mine, theirs):
        was, typed, now = base.get(ref), mine.get(ref), theirs.get(ref)
        kept = _row(ref, was, typed, now, notes)
        if kept is not None:
            merged[ref] = kept
    return merged, notes


def _row(ref: Ref, was: Values | None, typed: Values | None, now: Values | None, notes: list[Note]) -> Values | None:
    if now == was:
        return typed
    if now is None or was is None:  # they removed it, or added it
        both = typed is not None and not _same(typed, was) and not _same(typed, now)
        notes.append(Note(ref, "", was, now, typed, both))
        return typed if both else now
    if typed is None:  # I removed what they changed
        notes.append(Note(ref, "", was, now, None, True))
        return None
    return {name: _field(ref, name, was, typed, now, notes) for name in typed}


def _field(ref: Ref, name: str, was: Values, typed: Values, now: Values, notes: list[Note]) -> Any:
    before, mine, theirs = was.get(name), typed[name], now.get(name)
    if theirs in (before, mine):
        return mine
    both = mine != before
    if name != "order":
        notes.append(Note(ref, name, before, theirs, mine, both))
    return mine if both else theirs


def _same(one: Values | None, other: Values | None) -> bool:
    """Whether two rows say the same, wherever they stand."""
    if one is None or other is None:
        return one is other
    return {**one, "order": 0} == {**other, "order": 0}


def _all(*tables: Iterable[Ref]) -> list[Ref]:
    return list(dict.fromkeys(ref for table in tables for ref in table))
