"""Days of people and products in words: a leave, a launch."""

from __future__ import annotations

from datetime import date

from planning.core.dates import day
from planning.core.records import Person, Product


def leave_text(person: Person, on: date) -> str:
    """“On leave until 3 Mar 2027”, of a leave that is or is to come; '' for none."""
    first, last = person.away_from, person.away_until
    if person.is_away(on):
        return f"On leave until {day(last)}" if last else "On leave"
    if first is None or first < on:
        return ""
    return f"On leave from {day(first)}" + (f" until {day(last)}" if last else "")


def launch_text(product: Product, on: date, *, at: str = "") -> str:
    """“launches 5 Jan 2027”, or of a day that has passed “launched 5 Apr 2025”; '' where it is not known. With `at`
    ("on") as within a sentence."""
    if product.launch is None:
        return ""
    said = "launched" if product.launch < on else "launches"
    return " ".join(filter(None, (said, at, day(product.launch))))
