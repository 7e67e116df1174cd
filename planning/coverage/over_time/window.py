"""The window of days that the address asks for, and where its marks stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.http import QueryDict

from planning.core.dates import quarter, quarter_number, quarter_start, short_day, short_month
from planning.forms.days import plus_months, sane

STEPS = {"week": "Weeks", "month": "Months", "quarter": "Quarters"}
SPANS = {"6": "6 months", "12": "1 year", "24": "2 years"}
MONTHS = {"month": 1, "quarter": 3}
FEW_LABELS = 13
LEAST_YEAR = 8  # per cent of the window that the label of a year takes


class AxisMark(NamedTuple):
    """The first day of a week, month or quarter; the label is '' where there is no room for one."""

    day: date
    label: str


class Window(NamedTuple):
    """First and last day, both included; `span` in months; `step` is what the marks count."""

    first: date
    last: date
    step: str
    span: int

    @classmethod
    def read(cls, query: QueryDict, on: date) -> Window:
        """What cannot be read counts as not said: a year by months, from the month before `on`."""
        step = query.get("step", "")
        step = step if step in STEPS else "month"
        span = query.get("span", "")
        months = int(span) if span in SPANS else 12
        first = _begin(_day(query.get("from", "")) or plus_months(_begin(sane(on), step), -1), step)
        return cls(first, plus_months(first, months) - timedelta(days=1), step, months)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def earlier(self) -> date:
        """Where the window begins that shows the time before."""
        return plus_months(self.first, -self.span // 2)

    @property
    def later(self) -> date:
        return plus_months(self.first, self.span // 2)

    def share(self, day: date) -> float:
        """How far into the window a day begins, in per cent, kept within it."""
        return min(max((day - self.first).days / self.days, 0.0), 1.0) * 100

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def marks(self) -> list[AxisMark]:
        days = list(self._marked())
        every = -(-len(days) // FEW_LABELS)
        return [AxisMark(day, "" if number % every else _label(day, self.step)) for number, day in enumerate(days)]

    @property
    def years(self) -> list[date]:
        """Where the window begins, unless the year is all but over, and each year within it."""
        begun = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
        return begun if begun and self.share(begun[0]) < LEAST_YEAR else [self.first, *begun]

    def _marked(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day = day + timedelta(days=7) if self.step == "week" else plus_months(day, MONTHS[self.step])


def _label(day: date, step: str) -> str:
    return {"week": short_day, "month": short_month, "quarter": quarter}[step](day)


def _begin(day: date, step: str) -> date:
    """The first day of the week, month or quarter that a day lies in."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else quarter_start(quarter_number(day))


def _day(text: str) -> date | None:
    try:
        return sane(date.fromisoformat(text))
    except ValueError:
        return None
