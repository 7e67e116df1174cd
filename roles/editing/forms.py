"""One row as a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.db.models import Model

from roles.documents.cells import Values, ref, values
from roles.editing.fields import Around, make_field
from roles.editing.parts import Part
from roles.models import Citable

# Without it a row that is new is one that nobody has filled in.
TELLING: Final[Mapping[str, str]] = {
    "responsibility": "name",
    "competency": "name",
    "interviewstep": "name",
    "level": "name",
    "nextstep": "to",
    "titlepattern": "text",
    "pairing": "one",
    "role": "name",
    "function": "name",
    "source": "title",
    "language": "name",
    "translation": "means",
}
NAMES: Final = frozenset({"slug"})
LAST: Final = 99_999


class RowForm(forms.Form):
    """A row, or the place for a new one. `origin` is the key of the row as the page was opened with it, '' for a new
    one."""

    # A browser would hold back the page for a place that nobody has to fill in.
    use_required_attribute = False
    origin = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, part: Part, around: Around, prefix: str, row: Model | None = None, data: Any = None) -> None:
        self.part, self.row = part, row
        self.helps: list[tuple[Any, Any]] = []
        self.mark: Any = None
        start = _start(part, row, around.source)
        super().__init__(data, prefix=prefix, initial=start, auto_id="%s")
        around = around._replace(named=tuple(start.get("roles", ())))
        for name in part.fields:
            if name not in NAMES or not self._is_old:
                self.fields[name] = make_field(part.model, name, around)
        if part.ordered:
            self.fields["order"] = forms.CharField(required=False, widget=forms.HiddenInput)
        if not part.head:
            self.fields["remove"] = forms.BooleanField(required=False, label="Remove")
        if not part.lone:
            # Said once above the rows, not again in each.
            self.helps = [(field.label, field.help_text) for field in self.fields.values() if field.help_text]
            for field in self.fields.values():
                field.help_text = ""

    @property
    def _is_old(self) -> bool:
        return bool(self["origin"].value()) if self.is_bound and not self.part.head else self.row is not None

    @property
    def is_new(self) -> bool:
        return not self._is_old

    @property
    def is_blank(self) -> bool:
        """A place for a new row that nobody has filled in."""
        telling = TELLING.get(self.part.table, "text")
        return self.is_new and not self.part.head and not str(self[telling].value() or "").strip()

    @property
    def is_removed(self) -> bool:
        return not self.part.head and bool(self["remove"].value())

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        apart = ("origin", "remove", "order") if self.part.ordered else ("origin", "remove")
        return [self[name] for name in self.fields if name not in apart]

    @property
    def place(self) -> int:
        """Where it stands among the others of its section."""
        return place_of(self["order"].value())

    @property
    def title(self) -> str:
        """What the row is called where fields of several rows look alike."""
        telling = TELLING.get(self.part.table, "text")
        return " ".join(str(self[telling].value() or "").split())[:60] or f"New {self.part.one}"

    @property
    def errors_place(self) -> str:
        """Where on the page the first thing to mend stands."""
        first = next((name for name in self.fields if name in self.errors), None)
        return self[first].auto_id if first else self.part.place

    def full_clean(self) -> None:
        """A row that is blank or removed has nothing to complain of."""
        super().full_clean()
        if self.is_bound and (self.is_blank or self.is_removed):
            self._errors = forms.utils.ErrorDict()

    def values(self) -> Values:
        """What was typed, by field, with all that the form does not ask for as it was."""
        kept = values(self.row) if self.row is not None else {}
        asked = [name for name in self.part.fields if not (name == "order" and self.part.ordered)]
        typed = {name: self.cleaned_data[name] for name in asked if name in self.cleaned_data}
        return {**kept, **self.part.given, **typed}


def _start(part: Part, row: Model | None, source: str) -> dict[str, Any]:
    """What the fields show before anybody typed."""
    if row is None:
        return {**_defaults(part), "source": source} if issubclass(part.model, Citable) else _defaults(part)
    return {**values(row), "origin": key_of(row)}


def _defaults(part: Part) -> dict[str, Any]:
    fields = {field.name: field for field in part.model._meta.concrete_fields}
    return {name: fields[name].get_default() for name in part.fields if fields[name].has_default()}


def place_of(typed: Any) -> int:
    """A place among others, as it was typed; whatever is no number comes last."""
    text = str(typed)
    return int(text) if text.isdecimal() and len(text) < 6 else LAST


def key_of(row: Model) -> str:
    return ref(row).key
