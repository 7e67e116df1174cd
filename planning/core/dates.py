"""Days in words and by the quarter. What a day reads like is said here and nowhere else; `portal/formats` says the
same to templates."""

from __future__ import annotations

from datetime import date, datetime, timedelta


def day(value: date) -> str:
    """1 Mar 2027. By hand, as C libraries have no common code for a day without its nought."""
    return f"{value.day} {value:%b %Y}"


def short_day(value: date) -> str:
    """1 Mar"""
    return f"{value.day} {value:%b}"


def month(value: date) -> str:
    """Mar 2027"""
    return f"{value:%b %Y}"


def short_month(value: date) -> str:
    """Mar"""
    return f"{value:%b}"


def full_month(value: date) -> str:
    """March 2027"""
    return f"{value:%B %Y}"


def quarter(value: date) -> str:
    """Q1"""
    return f"Q{quarter_number(value) % 4 + 1}"


def quarter_number(value: date) -> int:
    """Calendar quarters counted from the year 0, so that they can be added to."""
    return value.year * 4 + (value.month - 1) // 3


def quarter_start(number: int) -> date:
    """The first day of the quarter of that number."""
    return date(number // 4, number % 4 * 3 + 1, 1)


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was, both in the reader's time: in minutes or hours, from yesterday on by its day."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} minute{'' if minutes == 1 else 's'} ago"
    if then.date() == now.date():
        return f"{minutes // 60} hour{'' if minutes < 120 else 's'} ago"
    return "yesterday" if then.date() == now.date() - timedelta(days=1) else day(then.date())
