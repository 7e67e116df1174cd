"""The units of the content in lists: what each is called, and how it stands against what is published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from roles.documents import Document
from roles.documents.units import same
from roles.models import DraftEdit

KINDS = {
    "role": ("Roles", "What each role is, and what the rules check."),
    "pairing": ("Comparisons", "What two roles share and how they differ."),
    "function": ("Functions", "Lines of work and department names."),
    "title": ("Titles without a role", "Titles that do not tell the role on their own. An import asks."),
    "language": ("Languages", "Words in imported files in other languages: titles, column headers, statuses."),
    "source": ("Sources", "Where statements come from."),
}
ONE = {
    "role": "role",
    "pairing": "comparison",
    "function": "function",
    "title": "title",
    "language": "language",
    "source": "source",
}
NEW, CHANGED, GONE = "new", "changed", "removed"


class Listed(NamedTuple):
    """A unit in the list. `state` is '' where it is as published; `edit` is the last one of it that counts."""

    name: str
    kind: str
    title: str
    about: str
    state: str
    edit: DraftEdit | None


def title_of(name: str, document: Document) -> str:
    """What a unit is called on screen."""
    kind, _, key = name.partition("/")
    unit = document.get(name)
    if unit is None:
        return key
    if kind == "pairing":
        return " and ".join(_name(document, f"role/{unit[side]}") for side in ("one", "other"))
    return str(unit.get("name") or unit.get("title") or unit.get("text") or key)


def listed(draft: Document, published: Document) -> dict[str, list[Listed]]:
    """Every unit by kind; what is removed from the draft but still published is there, too."""
    names = [*draft, *(name for name in published if name not in draft)]
    edits = last_edits(name for name in names if not same(draft.get(name), published.get(name)))
    found: dict[str, list[Listed]] = {kind: [] for kind in KINDS}
    for name in names:
        kind = name.partition("/")[0]
        known = draft if name in draft else published
        found[kind].append(
            Listed(
                name,
                kind,
                title_of(name, known),
                _about(kind, known, name),
                state_of(name, draft, published),
                edits.get(name),
            )
        )
    return found


def state_of(name: str, draft: Document, published: Document) -> str:
    if same(draft.get(name), published.get(name)):
        return ""
    return NEW if name not in published else GONE if name not in draft else CHANGED


def last_edits(names: Iterable[str]) -> dict[str, DraftEdit]:
    """The last edit of each unit: one query."""
    edits = DraftEdit.objects.filter(unit__in=list(names)).select_related("author").defer("rows").order_by("id")
    return {edit.unit: edit for edit in edits}


def _about(kind: str, document: Document, name: str) -> str:
    unit: dict[str, Any] = document[name]
    if kind == "role":
        return _name(document, f"function/{unit.get('function')}")
    return ", ".join(unit.get("aliases", ())[:4]) if kind == "function" else ""


def _name(document: Document, name: str) -> str:
    return str(document.get(name, {}).get("name", name.partition("/")[2]))
