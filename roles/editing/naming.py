"""The keys of new rows, and the page that they belong to."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils.text import slugify

from roles.documents.cells import Values
from roles.editing.forms import RowForm
from roles.editing.parts import Part

ANCHORS = {"need": "when-needed", "reportingline": "reporting"}


def page_slug(kind: str, head: RowForm) -> str:
    """The slug of the unit's page."""
    if kind == "title":
        return ""
    row: Any = head.row
    return str(row.slug if row is not None else head.cleaned_data["slug"])


def identified(part: Part, form: RowForm, kind: str, page: str, used: set[str]) -> Values:
    """The values of a row with what they leave open: its key and whose page it stands on."""
    values = form.values()
    if part.head:
        return values
    owner = "claimed_by" if part.table == "titlepattern" else kind
    values[owner] = page
    if any(field.name == "key" for field in part.model._meta.concrete_fields) and not values.get("key"):
        values["key"] = free_key(page, _anchor(part, values), used)
        used.add(values["key"])
    if part.table == "responsibility" and kind == "role" and not values.get("roles"):
        values["roles"] = [page]
    return values


def _anchor(part: Part, values: Values) -> str:
    name = ANCHORS.get(part.table) or slugify(values.get("name") or values["text"]) or part.table
    words = name[:48].rpartition("-")[0] if len(name) > 48 else name
    return words if words[:1].isalpha() else f"{part.table}-{words}"


def free_key(page: str, anchor: str, used: set[str]) -> str:
    """`page/anchor`, with a number where that is taken."""
    plain = f"{page}/{anchor}"
    return plain if plain not in used else next(key for n in count(2) if (key := f"{plain}-{n}") not in used)
