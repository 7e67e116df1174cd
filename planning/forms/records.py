"""A field that names a position, a person or a product, typed or chosen from a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from planning.core.names import name_of
from planning.core.records import Org
from planning.forms.lookup import Candidate, lookup, plain

SHOWN = 20  # in a list
OFFERED = 5  # beside a field, where what was typed may mean several
LONGEST = 500
MANY = {"position": "positions", "person": "people", "product": "products"}
# What each is found by.
BY = {"product": "its name"}
_PLACEHOLDERS = {"product": "Name"}


class Unclear(forms.ValidationError):
    """What was typed means none or several. `candidates` are the first of those that it may mean."""

    def __init__(self, kind: str, text: str, total: int, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        typed = text if len(text) <= 80 else f"{text[:79]}…"
        by = BY.get(kind, "a name, title or e-mail address")
        none = f"No {kind} matches “{typed}”. Type part of {by} and choose one."
        super().__init__(f"{total} {MANY[kind]} match “{typed}”. Choose one, or type more." if total else none)


def label(org: Org, kind: str, key: str) -> str:
    """What a field shows for a record; never its key, but where nobody knows more."""
    known = lookup(org, kind).get(key)
    return known.shown if known else name_of(org, kind, key)


def shown(org: Org, kind: str, text: str) -> str:
    """What a field shows again for what it posted: a record for its key, anything else as it was typed."""
    known = lookup(org, kind).get(text)
    return known.shown if known else text


def resolve(org: Org, kind: str, text: str) -> str:
    """The key that `text` means, be it the key itself. Raises Unclear where it means none or several."""
    key = text.strip()
    every = {"position": org.positions, "person": org.people, "product": org.products}
    if key in every[kind] and plain(key):
        return key  # as a script posts it: nothing needs to be looked for
    found = lookup(org, kind).find(text, OFFERED)
    if not found.sole:
        raise Unclear(kind, text.strip(), found.total, found.best)
    return found.sole


class Typed(str):
    """What somebody typed or chose in a field, not what a record holds."""

    __slots__ = ()


class RecordWidget(forms.TextInput):
    """A combobox. What is chosen is posted as its key, under the field's name. Without the script the field posts what
    it shows, and beside it the key that it came with."""

    template_name = "planning/shared/_combobox.html"

    def __init__(self, kind: str) -> None:
        super().__init__(attrs={"maxlength": LONGEST})
        self.kind = kind
        self.org: Org | None = None
        self.candidates: list[Candidate] = []

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed | None:
        text, key, pick = (data.get(name + part) for part in ("", "-key", "-pick"))
        if pick:
            return Typed(pick)
        if text is None:
            return None
        unchanged = self.org and key and label(self.org, self.kind, key) == text.strip()
        return Typed(key if unchanged else text)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        known = lookup(self.org, self.kind).get(value) if self.org and value else None
        shown = known.shown if known else value if isinstance(value, Typed) else ""
        about = {"name": name, "kind": self.kind, "value": known.key if known else "", "shown": shown, "label": ""}
        attrs = context["widget"]["attrs"]
        placeholder = attrs.pop("placeholder", _PLACEHOLDERS.get(self.kind, ""))
        asks = {"id": attrs.get("id", name), "placeholder": placeholder, "candidates": self.candidates}
        return context | about | asks

    def id_for_label(self, id_: str) -> str:
        return id_


class RecordField(forms.CharField):
    """A record of one kind. Cleans to its key, '' where left empty."""

    widget: RecordWidget

    def __init__(self, kind: str, **options: Any) -> None:
        super().__init__(max_length=LONGEST, widget=RecordWidget(kind), **options)
        self.kind = kind

    @property
    def org(self) -> Org | None:
        """Where the record is looked for; the form says it."""
        return self.widget.org

    @org.setter
    def org(self, org: Org) -> None:
        self.widget.org = org

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return resolve(self.org, self.kind, text) if text and self.org else ""
        except Unclear as unclear:
            self.widget.candidates = unclear.candidates
            raise
