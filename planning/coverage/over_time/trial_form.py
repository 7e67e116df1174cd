"""The form that says what a trial supposes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from planning.core.records import Org
from planning.forms.days import DayField, sane
from planning.forms.records import RecordField

MOST_SLIP = 365
# A last day that is offered is so many days away.
SOON = 30


class TrialForm(forms.Form):
    """Hires come so many days later; a person leaves with a last day, which supposes nothing by itself. `on` is the
    day that is looked at."""

    SOON = SOON

    slip = forms.IntegerField(label="Hires slip by (days)", min_value=0, max_value=MOST_SLIP, required=False)
    person = RecordField("person", label="This person leaves", required=False)
    leaves = DayField(label="Last day", required=False)

    def __init__(self, data: Any, org: Org, on: date) -> None:
        offered = sane(on) + timedelta(days=SOON)
        if data is not None and "leaves" not in data:
            data = data.copy()
            data["leaves"] = offered.isoformat()
        super().__init__(data, initial={"leaves": offered})
        field = self.fields["person"]
        if isinstance(field, RecordField):
            field.org = org

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("person") and not data.get("leaves") and "leaves" not in self.errors:
            self.add_error("leaves", "Enter the last day.")
        return data
