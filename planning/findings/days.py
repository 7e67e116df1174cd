"""Since when a finding stands and by when it is due, as a row says it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from planning.core.dates import day, short_day

A_YEAR = timedelta(days=360)
NOTHING = "–"


class Days(NamedTuple):
    """`wanted` is the day by which whoever has the finding is to see to it, `hurts` the one from which it hurts; each
    None where there is none."""

    opened_on: date | None
    wanted: date | None
    hurts: date | None
    today: date

    @property
    def age(self) -> str:
        """How long it has stood: “46 d”."""
        if self.opened_on is None:
            return NOTHING
        days = (self.today - self.opened_on).days
        return f"{days:,} d" if days > 0 else "today"

    @property
    def due(self) -> date | None:
        return self.wanted or self.hurts

    @property
    def is_overdue(self) -> bool:
        return self.wanted is not None and self.wanted < self.today

    @property
    def is_now(self) -> bool:
        """Whether it hurts already, and nobody has said by when it is to be seen to."""
        return self.wanted is None and self.hurts is not None and self.hurts <= self.today

    @property
    def short(self) -> str:
        """31 Dec; with the year where it is not within the next; “now” of what hurts already."""
        if self.due is None:
            return NOTHING
        if self.is_now:
            return "now"
        is_near = self.today - A_YEAR < self.due < self.today + A_YEAR
        return short_day(self.due) if is_near else day(self.due)

    @property
    def says(self) -> str:
        """due 31 Dec"""
        if self.due is None or self.is_now:
            return "now" if self.due else ""
        return f"due {self.short}{', overdue' if self.is_overdue else ''}"
