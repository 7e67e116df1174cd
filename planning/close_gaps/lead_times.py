"""How long it takes from today until somebody hired now is there, by role: from the organisation's own hiring, where
that says enough.

What hiring takes is counted until somebody accepts; they start a notice period later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from planning.core.content import Role
from planning.core.records import Position
from planning.core.words import count
from planning.hiring.figures.families import Families
from planning.hiring.figures.openings import every_opening
from planning.organisation.snapshot import Snapshot
from portal.models import Organisation

FILLING = 42  # days until a position is filled, on average, by SHRM
NOTICE = 33  # a month's notice, which rarely begins on the day of the acceptance


class LeadTime(NamedTuple):
    """`days` until a hire is there, and what that rests on: “12 Product Manager hires, half within 35 days, plus a
    month's notice”."""

    days: int
    source: str


_NOTICE = "plus a month's notice"
USUAL = LeadTime(FILLING + NOTICE, f"{count(FILLING, 'day')} to fill a position on average (SHRM), {_NOTICE}")


def lead_times(organisation: Organisation, today: date) -> Mapping[str, LeadTime]:
    """By slug of each role that covers products, as its hires until today say, else those of its function. Two queries
    a version of the organisation."""
    snapshot = Snapshot(organisation, today)
    return snapshot.remember("lead times", lambda: _lead_times(snapshot, today))


def _lead_times(snapshot: Snapshot, today: date) -> Mapping[str, LeadTime]:
    families = Families(snapshot.context, every_opening(snapshot.organisation, today), today)
    return {role.slug: _lead_time(families, role) for role in snapshot.content.covering}


def _lead_time(families: Families, role: Role) -> LeadTime:
    for family in families.of(Position("", role=role.slug)):
        if family.range:
            middle = family.range.middle
            return LeadTime(middle + NOTICE, f"{family.hires_text}, half within {count(middle, 'day')}, {_NOTICE}")
    return USUAL
