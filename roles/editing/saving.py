"""Bringing what was typed into the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from roles.contradictions import Contradiction, contradictions
from roles.documents import Document, dump, tables, unit_of
from roles.documents.cells import cells, row
from roles.models import Citable, ContentVersion

from .editor import Editor
from .merging import Note, Stale, three_way


def new_contradictions(before: Sequence[Model], after: Sequence[Model]) -> list[Contradiction]:
    """What contradicts in `after` and did not in `before`."""
    known = {(str(found.row), found.field, found.message) for found in contradictions(before)}
    return [found for found in contradictions(after) if (str(found.row), found.field, found.message) not in known]


def keys(rows: Iterable[Model]) -> set[str]:
    return {row.key for row in rows if isinstance(row, Citable)}


def save(editor: Editor, name: str, seen: Document, author: Any = None) -> bool:
    """Make the unit of the draft what was typed; whether that could be done. What is wrong is said at the forms.

    `seen` holds the unit as the page was opened with it (nothing for a new one). Raises `Stale` where somebody saved
    it meanwhile; nothing is kept then.
    """
    if not editor.is_valid():
        return False
    with transaction.atomic():
        list(ContentVersion.objects.select_for_update().values_list("pk")[:1])  # one at a time
        stored = tables.draft_rows()
        typed = editor.typed(keys(stored))
        made = [*(row for _, row in typed), *editor.untouched]
        unit = name or unit_of(made[0])
        mine = [row for row in stored if unit_of(row) == unit]
        if name and dump(mine) != seen:
            raise Stale(*_merged(seen, made, mine))
        others = [row for row in stored if unit_of(row) != unit or not name]
        editor.complain(typed, new_contradictions(stored, [*others, *made]))
        if editor.wrong or editor.elsewhere:
            return False
        tables.write(dump([*others, *made]), author)
    return True


def _merged(seen: Document, made: list[Model], stored: list[Model]) -> tuple[list[Model], list[Note]]:
    from roles.documents import load

    table, notes = three_way(cells(load(seen)), cells(made), cells(stored))
    return [row(of, given) for of, given in table.items()], notes
