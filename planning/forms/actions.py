"""What a person does to the organisation or a plan, as a form: what it asks, and the changes it makes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from django import forms
from django.http import QueryDict

from planning.core.changes.change import Change
from planning.core.dates import day
from planning.core.names import name_of
from planning.core.records import Org
from planning.forms.days import DayField
from planning.forms.records import RecordField
from planning.organisation.codec import decode, encode
from planning.organisation.snapshot import Snapshot
from portal.guard import Access

# No letters or digits that are easily taken for each other.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
MOST = 500
DAMAGED = "The form could not be read. Reload the page and fill it in again."


# Every edit by the name that stands in its address.
ACTIONS: dict[str, type[EditAction]] = {}
A = TypeVar("A", bound="EditAction")


def action(name: str) -> Callable[[type[A]], type[A]]:
    """Offer an edit at do/<name>/. The module that holds it is imported in `planning.apps`."""

    def offer(kind: type[A]) -> type[A]:
        if name in ACTIONS:
            raise ValueError(f"There are two edits called {name}.")
        ACTIONS[name] = kind
        return kind

    return offer


def new_key(prefix: str) -> str:
    """A short key for what is made here: six letters leave two in a billion."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"


def _check_plain(values: Mapping[str, Any]) -> None:
    """Raises TypeError where a value is none that a record could hold."""
    for value in values.values():
        if not isinstance(value, str | int | float | Decimal | date | None) and not _is_texts(value):
            raise TypeError(f"{value!r} is no value of a field.")


def _is_texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


class EditAction(forms.Form):
    """Something to do to the organisation or a plan on a date. Subclasses say what they ask, which changes that
    makes, and how the step is called. `snapshot` is what is there on that date."""

    verb: ClassVar[str] = ""
    help: ClassVar[str] = ""
    # Whether it is done at once, without a preview of what it does.
    at_once: ClassVar[bool] = False
    # Whether what it does is looked at before it is done; else it can be, and need not.
    looks_first: ClassVar[bool] = True
    # The fields that are asked for first.
    leads: ClassVar[tuple[str, ...]] = ()
    # Whether there is anything to type; else what it does is shown straight away.
    asks: ClassVar[bool] = True
    # Why it cannot go into a plan, if so.
    live_only: ClassVar[str] = ""
    # Whether it says what has happened in hiring: whoever plans may say that of the live organisation.
    is_event: ClassVar[bool] = False
    # What it asks beside its fields.
    lines_template: ClassVar[str] = ""
    # Whether its changes are worked out from the whole organisation, and so hold for that version of it alone.
    is_worked_out: ClassVar[bool] = False
    # Whether it is for members who may see cost only.
    needs_cost: ClassVar[bool] = False

    on = DayField(label="Effective from", help_text="Future dates take effect automatically.")

    def __init__(self, snapshot: Snapshot, *args: Any, access: Access | None = None, **kwargs: Any) -> None:
        """`access` is the member who asks, for what depends on rights beyond planning."""
        super().__init__(*args, **kwargs)
        self.snapshot = snapshot
        self.access = access
        for field in self.fields.values():
            if isinstance(field, RecordField):
                field.org = snapshot.org
        self.prepare()
        self.order_fields([*self.leads, *(name for name in self.fields if name != "on")])

    def prepare(self) -> None:
        """Fill in choices and first values, once the organisation is known."""

    @property
    def org(self) -> Org:
        return self.snapshot.org

    @property
    def tells(self) -> int:
        """How many of its changes its heading and its lines say already."""
        return 0

    @property
    def heading(self) -> str:
        """What its dialog is called."""
        return self.verb

    @property
    def names(self) -> str:
        """What it is about, below the heading."""
        return ""

    @property
    def is_later(self) -> bool:
        """Whether it waits for a day to come."""
        return self.access is not None and self.org.on > self.access.today

    def choices(self, name: str, choices: list[tuple[str, str]], empty: str | None = "None") -> None:
        """Offer these choices in a field, by name."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
        field.choices = ([("", empty)] if empty is not None else []) + sorted(choices, key=lambda choice: choice[1])

    @property
    def role_choices(self) -> list[tuple[str, str]]:
        return [(role.slug, role.name) for role in self.snapshot.content.roles.values()]

    def record_choices(self, kind: str) -> list[tuple[str, str]]:
        return [(record.key, record.name or record.key) for record in self.org.tables[kind].values()]

    def carry(self, **hidden: str) -> None:
        """Let the form, as it is shown again, hold these values in its hidden fields."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        for name, value in hidden.items():
            data[name] = value
        self.data = data

    def title(self) -> str:
        raise NotImplementedError

    def changes(self) -> list[Change]:
        """Asked for once the form is valid."""
        raise NotImplementedError

    def after(self) -> None:
        """Once the current organisation holds the changes: tell whom it concerns."""


class OnPositions(EditAction):
    """An edit of one or several positions."""

    key = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    # Whether it may be asked for without any position.
    may_be_none: ClassVar[bool] = False

    def __init__(self, snapshot: Snapshot, *args: Any, **kwargs: Any) -> None:
        super().__init__(snapshot, *args, **kwargs)
        gone = f"This position does not exist on {day(snapshot.org.on)}. Choose another date, or reload the page."
        self.fields["key"].error_messages["invalid_choice"] = gone
        self.choices("key", [(k, k) for k in self._asked() if k in snapshot.org.positions], empty=None)

    def _asked(self) -> list[str]:
        """The keys that came with the request: only those are looked up, however large the organisation."""
        if self.is_bound:
            return list(self.fields["key"].widget.value_from_datadict(self.data, self.files, "key") or [])
        return list(self.initial.get("key", []))

    @property
    def keys(self) -> list[str]:
        """The positions that are meant."""
        return [key for key in self._asked() if key in self.org.positions]

    @property
    def names(self) -> str:
        keys = self.keys
        if not keys:
            return ""
        return name_of(self.org, "position", keys[0]) if len(keys) == 1 else f"{len(keys)} positions"

    def clean_key(self) -> list[str]:
        keys: list[str] = self.cleaned_data["key"]
        if not keys and not self.may_be_none:
            raise forms.ValidationError("Choose a position first.")
        if len(keys) > MOST:
            raise forms.ValidationError(f"Select at most {MOST} positions at a time.")
        return keys


class OnRecord(EditAction):
    """An edit of one record of `kind`, named by `of`."""

    kind: ClassVar[str] = ""

    of = forms.CharField(widget=forms.HiddenInput, max_length=120)

    @property
    def record(self) -> Any:
        """The record; None where it is not there."""
        asked = self.data.get("of") if self.is_bound else self.initial.get("of")
        return self.org.get(self.kind, str(asked or ""))

    @property
    def names(self) -> str:
        return name_of(self.org, self.kind, self.record.key) if self.record else ""

    def clean_of(self) -> str:
        if self.record is None:
            raise forms.ValidationError(f"This {self.kind} no longer exists.")
        return str(self.cleaned_data["of"])


class Revision(OnRecord):
    """New values for fields of one record. The form carries the values that its reader saw (`base`), so that a
    field which somebody else has changed meanwhile is noticed, and one that was left alone is left alone."""

    # Form field -> field of the record.
    revised: ClassVar[dict[str, str]] = {}

    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def prepare(self) -> None:
        record = self.record
        if record is None or self.is_bound:
            return
        self.initial.update({name: getattr(record, field) for name, field in self.revised.items()})
        self.initial["base"] = json.dumps(encode({f: getattr(record, f) for f in self.revised.values()}))

    def rebase(self, current: Mapping[str, Any]) -> None:
        """Let the form carry these values as seen: its reader has been shown them. The fields that were left alone
        keep their base, so that they are left alone again."""
        self.carry(base=json.dumps(encode({**self.cleaned_data["base"], **current})))

    def clean_base(self) -> dict[str, Any]:
        record = self.record
        now = {field: getattr(record, field, None) for field in self.revised.values()}
        try:
            seen = decode(self.kind, json.loads(self.cleaned_data["base"] or "{}")) or {}
            _check_plain(seen)
        except (ValueError, TypeError, AttributeError, RecursionError) as broken:
            raise forms.ValidationError(DAMAGED) from broken
        return {**now, **{field: value for field, value in seen.items() if field in now}}

    def value(self, name: str) -> Any:
        """A form field's value as the record holds it."""
        value = self.cleaned_data[name]
        return tuple(value) if isinstance(value, list) else value

    def changes(self) -> list[Change]:
        base = self.cleaned_data["base"]
        after = {field: self.value(name) for name, field in self.revised.items()}
        moved = {field: value for field, value in after.items() if value != base[field]}
        before = {field: base[field] for field in moved}
        return [Change(self.org.on, self.kind, self.record.key, before, moved)] if moved else []

    def title(self) -> str:
        return f"Edit {self.names}"
