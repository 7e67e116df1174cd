"""What a browser sends of a section's page, with some of it typed anew."""

from __future__ import annotations

from typing import Any

from roles.documents import tables, unit_of
from roles.documents.cells import cells
from roles.editing.editor import Editor
from roles.editing.parts import PARTS
from roles.editing.sections import part_at
from roles.editing.seen import to_text
from roles.guide.reading import Guide
from tests.shapes import Answer

Sent = dict[str, Any]


def editor_of(answer: Answer) -> Editor:
    editor: Editor = answer.context["editor"]
    return editor


def form_of(answer: Answer) -> Sent:
    """Every field as the page shows it."""
    editor = editor_of(answer)
    sent: Sent = {"seen": answer.context["seen"], f"{editor.part.place}-total": len(editor.forms)}
    for form in editor.forms:
        places = [form["order"]] if editor.part.ordered else []
        for field in (form["origin"], *places, *form.shown_fields):
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = value
    return sent


def place(answer: Answer, key: str) -> str:
    """The prefix of the row with this key."""
    return next(str(form.prefix) for form in editor_of(answer).forms if form["origin"].value() == key)


def add(sent: Sent, part: str, **fields: Any) -> str:
    """Type one more row; its prefix."""
    prefix = f"{part}-{sent[f'{part}-total']}"
    sent[f"{part}-total"] += 1
    sent |= {f"{prefix}-{name}": value for name, value in fields.items()}
    return prefix


def url(unit: str, section: str = "") -> str:
    return f"/admin/role-content/edit/{unit}/" + (f"section/{section}/" if section else "")


class Opened:
    """A section as somebody has it open, without the time that it takes to draw it."""

    def __init__(self, unit: str, section: str, rows: list[Any], source: str = "lineup") -> None:
        kind = unit.partition("/")[0]
        part = part_at(kind, section) or PARTS[kind][0]
        mine = [row for row in rows if unit_of(row) == unit]
        editor = Editor(kind, part, mine, Guide(rows), source=source)
        seen = to_text(cells(row for row in mine if part.holds(row)))
        self.context: dict[str, Any] = {"editor": editor, "seen": seen}


def opened(unit: str = "role/product-marketing-manager", section: str = "role") -> Any:
    return Opened(unit, section, tables.draft_rows())


def complaints(answer: Any) -> list[tuple[str, str, str]]:
    """(part, field, message) of everything that the page complains of."""
    return [
        (form.part.table, field, message)
        for form in answer.context["editor"].wrong
        for field, messages in form.errors.items()
        for message in messages
    ]
