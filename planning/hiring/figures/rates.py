"""What an organisation's own hiring says: how long it takes, how many pass each step, when a position may be filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median, quantiles
from typing import NamedTuple

ENOUGH = 5  # hires, before a forecast is more than an anecdote


class Case(NamedTuple):
    """A candidate as the figures see them: the steps reached in order; whether they were hired; whether it is over."""

    reached: tuple[str, ...]
    hired: bool
    over: bool
    opened_on: date | None = None
    decided_on: date | None = None


class Spread(NamedTuple):
    """Days from a requisition's opening to the hire: half of all hires took between `low` and `high`."""

    low: int
    middle: int
    high: int
    of: int


class Rate(NamedTuple):
    """How many went beyond a step, of those who reached it and whose case has moved on or is over."""

    step: str
    passed: int
    of: int


class Forecast(NamedTuple):
    """When a position may be filled. One that has been open for longer than most hires took has no forecast."""

    early: date
    likely: date
    late: date


def days_to_fill(cases: Iterable[Case]) -> list[int]:
    """Of each hire whose requisition's opening is known."""
    hires = [case for case in cases if case.hired and case.opened_on and case.decided_on]
    return sorted((c.decided_on - c.opened_on).days for c in hires if c.decided_on and c.opened_on)


def spread(days: Sequence[int]) -> Spread | None:
    """None while there are too few hires to say."""
    if len(days) < ENOUGH:
        return None
    low, _, high = quantiles(days, n=4, method="inclusive")
    return Spread(round(low), round(median(days)), round(high), len(days))


def forecast(known: Spread | None, opened_on: date | None, today: date) -> Forecast | None:
    """None while too little is known, or where the requisition is open for longer than its kind usually is."""
    if known is None or opened_on is None or today > opened_on + timedelta(days=known.high):
        return None
    early, likely, late = (max(opened_on + timedelta(days=n), today) for n in known[:3])
    return Forecast(early, likely, late)


def pass_rates(cases: Iterable[Case]) -> list[Rate]:
    """By step, in the order in which they are met first."""
    passed: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for case in cases:
        for at, step in enumerate(case.reached):
            went_on = case.hired or at < len(case.reached) - 1
            if went_on or case.over:
                reached[step] += 1
                passed[step] += went_on
    return [Rate(step, passed[step], count) for step, count in reached.items()]
