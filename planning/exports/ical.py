"""Days as an iCalendar file (RFC 5545), for anybody's calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planning.core.hidden_marks import unturned

LONGEST = 75  # octets in a line; what is longer goes on in the next, after a space


class Day(NamedTuple):
    """One all-day entry. `uid` stays the same for the same thing, so that a second download replaces the first."""

    uid: str
    day: date
    title: str
    text: str
    link: str


def calendar(name: str, days: Iterable[Day], made: datetime) -> str:
    """The file as text; `made` is in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lineup//Coverage//EN", f"X-WR-CALNAME:{escaped(name)}"]
    for day in days:
        lines += _event(day, made)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line))


def escaped(text: str) -> str:
    text = unturned(text)
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(plain, written)
    return text


def _event(day: Day, made: datetime) -> list[str]:
    after = day.day + timedelta(days=1) if day.day < date.max else day.day
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(day.uid)}",
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{escaped(day.title)}",
        f"DESCRIPTION:{escaped(day.text)}",
        f"URL:{day.link}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 octets, never within a character."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
