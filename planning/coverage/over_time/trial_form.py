"""The form that says what a trial supposes."""

from __future__ import annotations

from typing import Any

from django import forms

from planning.core.records import Org
from planning.forms.days import DayField
from planning.forms.records import RecordField

MOST_SLIP = 365


class TrialForm(forms.Form):
    """Hires come so many days later; a person leaves with a last day."""

    slip = forms.IntegerField(label="Hires slip by (days)", min_value=0, max_value=MOST_SLIP, required=False)
    person = RecordField("person", label="This person leaves", required=False)
    leaves = DayField(label="with this last day", required=False)

    def __init__(self, data: Any, org: Org) -> None:
        super().__init__(data)
        field = self.fields["person"]
        if isinstance(field, RecordField):
            field.org = org

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("person") and not data.get("leaves") and "leaves" not in self.errors:
            self.add_error("leaves", "Say the last day.")
        if data.get("leaves") and not data.get("person") and "person" not in self.errors:
            self.add_error("person", "Say who leaves.")
        return data
