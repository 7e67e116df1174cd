from __future__ import annotations

import secrets
from datetime import date
from typing import Any, ClassVar

from django import forms

from planning.findings import Look
from planning.org.changes import Change
from planning.org.sentences import name_of
from planning.org.state import Org
from planning.plans.choose import RecordField
from planning.plans.forms import check_day, day_field

# No letters or digits that are easily taken for each other.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
MOST = 500


def new_key(prefix: str) -> str:
    """A short key for what is made here: six letters leave two in a billion."""
    return f"{prefix}-{''.join(secrets.choice(ALPHABET) for _ in range(6))}"


class Gesture(forms.Form):
    """Something to do to positions (`keys`) on a date. Subclasses say which changes that makes, and its title.

    `look` is the plan as it stands on that date.
    """

    verb: ClassVar[str] = ""
    help: ClassVar[str] = ""
    button: ClassVar[str] = ""
    # Whether it is done at once, without a look at what it does.
    at_once: ClassVar[bool] = False
    # Whether there is anything to type; else what it does is shown straight away.
    asks: ClassVar[bool] = True

    key = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    on = day_field(label="From", help_text="The day on which it takes effect.")

    def __init__(self, look: Look, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look = look
        key = self.fields["key"]
        assert isinstance(key, forms.MultipleChoiceField)
        key.choices = [(k, k) for k in look.org.positions]
        for field in self.fields.values():
            if isinstance(field, RecordField):
                field.org = look.org
        self.order_fields([name for name in self.fields if name != "on"])

    @property
    def org(self) -> Org:
        return self.look.org

    @property
    def keys(self) -> list[str]:
        """The positions that are meant."""
        if self.is_bound:
            return list(self.cleaned_data.get("key", []))
        return [key for key in self.initial.get("key", []) if key in self.org.positions]

    @property
    def names(self) -> str:
        """The positions that are meant, for a sentence."""
        keys = self.keys
        return name_of(self.org, "position", keys[0]) if len(keys) == 1 else f"{len(keys)} positions"

    def clean_key(self) -> list[str]:
        keys: list[str] = self.cleaned_data["key"]
        if len(keys) > MOST:
            raise forms.ValidationError(f"At most {MOST} positions at a time. Take fewer.")
        return keys

    def clean_on(self) -> date | None:
        return check_day(self.cleaned_data["on"])

    def title(self) -> str:
        raise NotImplementedError

    def changes(self) -> list[Change]:
        """Asked for once the form is valid."""
        raise NotImplementedError


class OfPositions(Gesture):
    """A gesture that needs at least one position."""

    def clean_key(self) -> list[str]:
        keys = super().clean_key()
        if not keys:
            raise forms.ValidationError("Choose a position first.")
        return keys
