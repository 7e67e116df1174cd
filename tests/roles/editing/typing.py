"""What a browser sends of an editor's page, with some of it typed anew."""

from __future__ import annotations

from typing import Any

from roles.documents import dump, tables, to_json, unit_of
from roles.editing.editor import Editor
from roles.guide.reading import Guide
from tests.shapes import Answer

Sent = dict[str, Any]


def editor_of(answer: Answer) -> Editor:
    editor: Editor = answer.context["editor"]
    return editor


def form_of(answer: Answer) -> Sent:
    """Every field as the page shows it."""
    sent: Sent = {"seen": answer.context["seen"]}
    for group in editor_of(answer).groups:
        sent[f"{group.part.place}-total"] = len(group.forms)
        for form in group.forms:
            for field in (form["origin"], *form.shown_fields):
                value = field.value()
                if value is not None and value is not False:
                    sent[field.html_name] = value
    return sent


def place(answer: Answer, part: str, key: str) -> str:
    """The prefix of the row with this key in a part of the page."""
    group = next(group for group in editor_of(answer).groups if group.part.place == part)
    return next(str(form.prefix) for form in group.forms if form["origin"].value() == key)


def add(sent: Sent, part: str, **fields: Any) -> str:
    """Type one more row; its prefix."""
    prefix = f"{part}-{sent[f'{part}-total']}"
    sent[f"{part}-total"] += 1
    sent |= {f"{prefix}-{name}": value for name, value in fields.items()}
    return prefix


def url(unit: str) -> str:
    return f"/admin/role-content/edit/{unit}/"


class Opened:
    """A page as somebody has it open, without the time that it takes to draw it."""

    def __init__(self, unit: str) -> None:
        rows = tables.draft_rows()
        mine = [row for row in rows if unit_of(row) == unit]
        self.context = {"editor": Editor(unit.partition("/")[0], mine, Guide(rows)), "seen": to_json(dump(mine))}


def opened(unit: str = "role/product-marketing-manager") -> Any:
    return Opened(unit)
