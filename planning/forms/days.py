"""Dates that people type, and the years that are looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django import forms

EARLIEST, LATEST = 1950, 2100


def plus_months(day: date, months: int) -> date:
    """So many months on, at the latest day that month has."""
    return day + relativedelta(months=months)


def sane(day: date) -> date:
    """The day, or the nearest of the years that are looked at."""
    return min(max(day, date(EARLIEST, 1, 1)), date(LATEST, 12, 31))


class DayField(forms.DateField):
    """A date, in the browser's own picker. A year that is surely a slip (0026) is refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(f"The year {day.year:04} is a slip. Give one from {EARLIEST} to {LATEST}.")
        return day
