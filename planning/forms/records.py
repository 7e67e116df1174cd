"""Finding a record by what people call it: its key, its title, its holder's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from planning.core.records import Org
from planning.core.sentences import name_of

SHOWN = 20


def label(org: Org, kind: str, key: str) -> str:
    """What a field shows for a record: its name, and its key so that two of one name differ."""
    return f"{name_of(org, kind, key)} · {key}"


def matching(org: Org, kind: str, text: str) -> Iterator[str]:
    """Keys of the records whose label holds every word of `text`."""
    words = text.casefold().split()
    for key in _table(org, kind):
        name = label(org, kind, key).casefold()
        if all(word in name for word in words):
            yield key


def resolve(org: Org, kind: str, text: str) -> str:
    """The key that `text` means. Raises ValidationError where it means none or several."""
    table = _table(org, kind)
    tail = text.rsplit(" · ", 1)[-1].strip()
    if tail in table:
        return tail
    wanted = text.strip().casefold()
    found = [key for key in table if wanted in (name_of(org, kind, key).casefold(), _title(table[key]).casefold())]
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise forms.ValidationError(f"No {kind} is called “{text[:80]}”. Type a part of the name and choose one.")
    some = "; ".join(label(org, kind, key) for key in found[:3])
    raise forms.ValidationError(f"{len(found)} {kind}s are called that. Choose one: {some}.")


def _table(org: Org, kind: str) -> Any:
    return org.positions if kind == "position" else org.tables[kind]


def _title(record: Any) -> str:
    return str(getattr(record, "title", "") or getattr(record, "name", ""))


class RecordField(forms.CharField):
    """A record of one kind, typed or chosen from suggestions. Cleans to its key, '' where left empty."""

    def __init__(self, kind: str, **options: Any) -> None:
        super().__init__(max_length=500, **options)
        self.kind = kind
        self.org: Org | None = None
        self.widget.attrs.update({"data-choose": kind, "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return label(self.org, self.kind, value) if value and self.org and self.org.get(self.kind, value) else value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return resolve(self.org, self.kind, text) if text and self.org else ""
