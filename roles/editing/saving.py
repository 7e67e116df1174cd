"""What was typed of a section: checked against the rest of the content, merged with others' edits, and saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from portal.optimistic_lock import check
from roles.contradictions import Contradiction
from roles.documents import dump, tables, unit_of
from roles.documents.cells import Cells, cells, ref, row
from roles.editing.editor import Editor
from roles.editing.merging import Note, Stale, three_way
from roles.editing.parts import Part
from roles.models import Citable, TitlePattern
from roles.publishing import versions
from roles.wording import refused


def new_contradictions(before: Sequence[Model], after: Sequence[Model]) -> list[Contradiction]:
    """What contradicts in `after` and did not in `before`."""
    known = {(str(found.row), found.field, found.message) for found in refused(before)}
    return [found for found in refused(after) if (str(found.row), found.field, found.message) not in known]


def keys(rows: Iterable[Model]) -> set[str]:
    return {row.key for row in rows if isinstance(row, Citable)}


def settle(editor: Editor, name: str, seen: Cells, stored: Sequence[Model]) -> list[Model] | None:
    """The rows of the section that were typed, where they fit the rest of the content; None where they do not, and
    then the forms say why. `name` is '' for a new unit; `seen` holds the section as the page was opened with it.

    Raises `Stale` where what is stored of the section is not what was seen.
    """
    if not editor.is_valid():
        return None
    typed = editor.typed(keys(stored))
    made = [row for _, row in typed]
    now = cells(row for row in stored if stands_in(row, name, editor.part))
    if now != seen:
        raise Stale(*_merged(seen, cells(made), now))
    editor.complain(typed, new_contradictions(stored, [*beside(stored, name, editor.part, made), *made]))
    return None if editor.wrong or editor.elsewhere else made


def stands_in(row: Model, name: str, part: Part) -> bool:
    """Whether a row belongs to a section of the unit of this name."""
    return bool(name) and part.holds(row) and unit_of(row) == name


def beside(stored: Sequence[Model], name: str, part: Part, made: Iterable[Model]) -> list[Model]:
    """The rows of all other sections. A title that no role had until now belongs to the role that claims it."""
    claimed = {ref(row) for row in made if isinstance(row, TitlePattern)}
    others = (row for row in stored if not stands_in(row, name, part))
    return [row for row in others if not (isinstance(row, TitlePattern) and not row.role and ref(row) in claimed)]


def save(editor: Editor, name: str, seen: Cells, author: Any = None) -> str:
    """Make the section of the draft what was typed; the name of its unit, or '' where that could not be done and the
    forms say why. Raises `Stale`; nothing is kept then."""
    with transaction.atomic():
        versions.one_at_a_time()
        stored = tables.draft_rows()
        made = settle(editor, name, seen, stored)
        if made is None:
            return ""
        tables.write(dump([*beside(stored, name, editor.part, made), *made]), author, dump(stored))
    return unit_of(made[0]) if editor.part.head else name


def remove(name: str, seen: str, author: Any = None) -> None:
    """Take a unit out of the draft. Raises `Overtaken` where it is not the one whose token was `seen`."""
    with transaction.atomic():
        versions.one_at_a_time()
        stored = tables.draft_rows()
        check(seen, dump([row for row in stored if unit_of(row) == name]))
        tables.write(dump([row for row in stored if unit_of(row) != name]), author)


def _merged(seen: Cells, made: Cells, stored: Cells) -> tuple[list[Model], list[Note]]:
    table, notes = three_way(seen, made, stored)
    return [row(of, given) for of, given in table.items()], notes
