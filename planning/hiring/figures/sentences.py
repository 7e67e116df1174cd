"""The figures of hiring in words. Each says whom it is about, how far it spreads and how many hires it rests on."""

from __future__ import annotations

from planning.core.dates import day
from planning.core.hiring_times import ENOUGH, Range
from planning.core.words import count
from planning.hiring.figures.families import Expected, Family

LATE_UNKNOWN = "Too few took longer to say how long the slowest take."


def usual(family: Family) -> str:
    """“8 in 10 are filled within 41–96 days, half by day 58.”"""
    found = family.range
    if found is None:
        return unknown_yet(family)
    if found.late is None:
        return f"Half are filled by day {found.middle}. {LATE_UNKNOWN}"
    return f"8 in 10 are filled within {days(found)}, half by day {found.middle}."


def days(found: Range) -> str:
    """“41–96 days”, “41 days or more”"""
    return f"{count(found.early, 'day')} or more" if found.late is None else f"{found.early}–{count(found.late, 'day')}"


def unknown_yet(family: Family) -> str:
    """Why nothing is known of a family."""
    if not family.is_known:
        return f"Unknown: {family.hires_text} so far; it takes {ENOUGH} to tell."
    return f"Unknown: only {family.hires_text} so far, and most positions took longer or are still open."


def longer(one: Expected) -> str:
    """“Open for longer than 12 of 14 hires took”; '' where it is not, or not known."""
    if one.family is None or one.open_for is None:
        return ""
    past = one.family.hires - one.family.curve.longer_than(one.open_for)
    if past * 4 < one.family.hires * 3:
        return ""
    every = f"any of the {one.family.hires:,}" if past == one.family.hires else f"{past:,} of the {one.family.hires:,}"
    return f"Open for longer than {every} hires took."


def why_unknown(one: Expected) -> str:
    """Why there is no forecast."""
    if one.opened is None:
        return "It was open before its data came to Lineup, so the day is not known."
    if not one.families:
        return "It has no role and no function, so there are no hires to go by."
    if one.family is None:
        have = " and ".join(family.hires_text for family in one.families)
        return f"Too few to go by: {have} so far. It takes {ENOUGH}."
    return "Too few took that long to say how much longer it takes." if longer(one) else unknown_yet(one.family)


def between(one: Expected) -> str:
    """“12 Mar 2027 – 30 Apr 2027”, or from when on; '' without a forecast."""
    found = one.forecast
    if found is None:
        return ""
    if found.late is None:
        return f"{day(found.early)} or later"
    return f"{day(found.early)} – {day(found.late)}"


def rests_on(one: Expected) -> str:
    """Which hires a forecast rests on, and why it is not those of its own role."""
    if one.family is None:
        return ""
    nearest = one.families[0]
    if nearest is one.family:
        return one.family.rests_on
    few = f"only {nearest.hires_text} so far" if nearest.hires else f"{nearest.hires_text} yet"
    return f"{one.family.rests_on} ({few})"
