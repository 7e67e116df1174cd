"""Dates that people type, and the years that are looked at."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta
from django import forms

from portal.days import day_text, read_day

EARLIEST, LATEST = 1950, 2100


def plus_months(day: date, months: int) -> date:
    """So many months on, at the latest day that month has."""
    return day + relativedelta(months=months)


def sane(day: date) -> date:
    """The day, or the nearest of the years that are looked at."""
    return min(max(day, date(EARLIEST, 1, 1)), date(LATEST, 12, 31))


class DayInput(forms.TextInput):
    """A day as the pages write it, typed or chosen from the calendar that static/js/day-field.js opens."""

    template_name = "django/forms/day.html"

    def format_value(self, value: Any) -> str | None:
        day = value if isinstance(value, date) else read_day(value)
        return day_text(day) if day and day.year >= EARLIEST else super().format_value(value)


class DayField(forms.DateField):
    """A date. A year that is surely a slip (0026) is refused."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Enter a valid date, such as 26 Nov 2026 or 26.11.2026."
    }

    def to_python(self, value: Any) -> date | None:
        """Beside what Django reads, all that `read_day` does."""
        return read_day(value) or super().to_python(value)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise forms.ValidationError(f"The year {day.year:04} is out of range. Enter {EARLIEST} to {LATEST}.")
        return day
