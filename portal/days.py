"""Days that people type: "26 Nov 2026" as it stands on screen, "26.11.2026", "26/11/2026", or "2026-11-26"."""

from __future__ import annotations

import re
from datetime import date

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?[\s,-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def read_day(text: object) -> date | None:
    """The day that a text says; None where it says none, or where day and month could be either."""
    words = str(text or "").strip().lower()
    try:
        return date(*parts) if (parts := _parts(words)) else None
    except ValueError:
        return None


def day_text(day: date) -> str:
    """26 Nov 2026"""
    return f"{day.day} {day:%b %Y}"


def _parts(words: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := _ISO.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WORDED.fullmatch(words):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(words):
        return int(found[3]), _month(found[1]), int(found[2])
    if found := _DOTTED.fullmatch(words):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _SLASHED.fullmatch(words):
        return _slashed(int(found[3]), int(found[1]), int(found[2]))
    return None


def _slashed(year: int, first: int, second: int) -> tuple[int, int, int] | None:
    """Some write the day first and some the month: only a number that is no month tells."""
    if second > 12:
        return year, first, second
    return (year, second, first) if first > 12 or first == second else None


def _month(word: str) -> int:
    """1 to 12; 0, which no day has, where the word is no month."""
    word = "sep" if word == "sept" else word
    return next((number for number, month in enumerate(MONTHS, 1) if month.startswith(word)), 0)
