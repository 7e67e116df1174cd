"""Dates that people type."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

EARLIEST, LATEST = 1950, 2100


class DayField(forms.DateField):
    """A date, in the browser's own picker. A year that is surely a slip (0026) is refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(f"The year {day.year:04} is a slip. Give one from {EARLIEST} to {LATEST}.")
        return day
