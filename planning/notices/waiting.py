"""What waits for a member: work that needs this person. Each feature says in its `waiting.py` what of its own does;
Home shows it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from planning.core.dates import day
from planning.core.words import count


class Waits(NamedTuple):
    """One thing to do. `title` says what, `detail` where it comes from, `verb` is the word on the button. `due` is the
    day by which it is to be done, where there is one, `since` the day from which it has waited."""

    icon: str
    title: str
    detail: str
    url: str
    verb: str
    due: date | None = None
    since: date | None = None

    def is_late(self, today: date) -> bool:
        return self.due is not None and self.due < today

    def when(self, today: date) -> str:
        """“2 days late”, “today”, “due 10 Dec 2026”, “since 3 Nov 2026”; '' where no day is known."""
        if self.due is None:
            return f"since {day(self.since)}" if self.since and self.since < today else ""
        if self.due < today:
            return f"{count((today - self.due).days, 'day')} late"
        return "today" if self.due == today else f"due {day(self.due)}"


def urgency(waits: Waits) -> tuple[date, date]:
    """What is late or due first comes first; then what has waited longest."""
    return waits.due or date.max, waits.since or date.max
