"""The figures of hiring in words. Each says whom it is about, how far it spreads and how many hires it rests on."""

from __future__ import annotations

from planning.core.dates import day
from planning.core.hiring_times import ENOUGH, Range
from planning.core.words import capfirst, count
from planning.hiring.figures.families import Expected, Family

NOT_YET = "not known yet"


def usual(family: Family) -> str:
    """“8 in 10 take 41–96 days, half are filled by day 58.”"""
    found = family.range
    if found is None:
        return unknown_yet(family)
    if found.late is None:
        return f"9 in 10 take {count(found.early, 'day')} or more, half are filled by day {found.middle}."
    return f"8 in 10 take {days(found)}, half are filled by day {found.middle}."


def days(found: Range) -> str:
    """“41–96 days”, “41 days – not known yet”"""
    if found.late is None:
        return f"{count(found.early, 'day')} – {NOT_YET}"
    return f"{found.early}–{count(found.late, 'day')}"


def unknown_yet(family: Family) -> str:
    """Why nothing is known of a family."""
    if not family.is_known:
        return f"{capfirst(family.hires_text)} so far; it takes {ENOUGH} to tell."
    return f"Only {family.hires_text} so far, and most positions are still open or were given up."


def longer(one: Expected) -> str:
    """“Open for longer than 12 of the 14 hires took.”; '' where it is not longer than most, or not known."""
    if one.family is None or one.open_for is None:
        return ""
    every = one.family.hires
    past = every - one.family.curve.longer_than(one.open_for)
    if past * 4 < every * 3:
        return ""
    such = f"any of the {every:,}" if past == every else f"{past:,} of the {every:,}"
    return f"Open for longer than {such} hires took."


def why_unknown(one: Expected) -> str:
    """Why there is no forecast; '' where `longer` says it."""
    if one.opened is None:
        return "Already open when its data was imported, so its opening date is unknown."
    if not one.families:
        return "It has no role and no function, so there are no hires to go by."
    if one.family is None:
        have = " and ".join(family.hires_text for family in one.families)
        return f"Too few to go by: {have} so far. It takes {ENOUGH}."
    return "" if longer(one) else unknown_yet(one.family)


def between(one: Expected) -> str:
    """“12 Mar 2027 – 30 Apr 2027”, the end perhaps not known; '' without a forecast."""
    found = one.forecast
    if found is None:
        return ""
    return f"{day(found.early)} – {day(found.late) if found.late else NOT_YET}"


def rests_on(one: Expected) -> str:
    """Which hires a forecast rests on, and why it is not those of its own role."""
    if one.family is None or one.open_for is None:
        return ""
    nearest = one.families[0]
    if nearest is one.family:
        return one.family.rests_on
    few = f"only {nearest.hires_text} so far" if nearest.hires else f"{nearest.hires_text} yet"
    return f"{one.family.rests_on} ({few})"
