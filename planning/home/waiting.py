"""Waiting for you: what needs this member, from every feature, late first."""

from __future__ import annotations

from typing import NamedTuple

from planning.findings import waiting as findings
from planning.hiring import waiting as hiring
from planning.notices.waiting import Waits, urgency
from planning.organisation.snapshot import Snapshot
from planning.plans import waiting as plans
from planning.reporting_lines import waiting as lines
from portal.guard import Access

SOURCES = (plans.waiting, lines.waiting, hiring.waiting, findings.waiting)
FIRST = 6


class Row(NamedTuple):
    waits: Waits
    when: str
    is_late: bool


def waiting_for(access: Access) -> list[Row]:
    """All of it. It is of the organisation as it is today, whatever plan or day is looked at; how many queries it
    takes does not grow with how much waits."""
    snapshot = Snapshot(access.organisation, access.today)
    found = sorted((waits for source in SOURCES for waits in source(access, snapshot)), key=urgency)
    return [Row(waits, waits.when(access.today), waits.is_late(access.today)) for waits in found]
